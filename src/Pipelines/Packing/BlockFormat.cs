namespace Pipelines.Packing;

/// <summary>
/// The payload of a packed file: blocks of up to 4 MiB, each compressed on its own so that several can be worked on at once in bounded memory, and at the end what proves the whole.
/// A block is two little-endian 32-bit lengths, of its bytes and of their compressed form, and then the compressed form, which is a Brotli stream (RFC 7932), or the bytes themselves
/// where that would not be shorter. The end is eight bytes of zero, the length of everything as a 64-bit number, and its SHA-256.
/// </summary>
internal static class BlockFormat
{
    public const int Largest = 1 << 22, HeadSize = 8, EndSize = 8 + 32;

    /// <summary>Blocks worked on at once: more would take memory and help little.</summary>
    public const int MostAtOnce = 16;

    /// <summary>Brotli's window for a block, as a power of two: as large as the block is, and no larger.</summary>
    public static int WindowBits(int bytes) => Math.Clamp(32 - int.LeadingZeroCount(Math.Max(0, bytes - 1)) + 1, 10, 22);
}
