using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Pipelines.Packing;

/// <summary>
/// Seals and opens chunks by their place, so that none can be changed, moved, left out or added unnoticed: the STREAM construction of V. Hoang, R. Reyhanitabar, P. Rogaway and
/// D. Vizár, "Online authenticated-encryption and its nonce-reuse misuse-resistance", CRYPTO 2015. The nonce of a chunk is its number (11 bytes, big-endian) and one byte that is 1 for
/// the last chunk; every chunk also vouches for the header's tag. Numbers may start from 0 in every file because every file has a key of its own.
/// </summary>
internal abstract class ChunkSealer : IDisposable
{
    public const int TagSize = 16, NonceSize = 12;

    private readonly byte[] _headerTag;

    private protected ChunkSealer(ReadOnlySpan<byte> headerTag) => _headerTag = headerTag.ToArray();

    /// <summary>What every chunk vouches for beside its own bytes.</summary>
    protected ReadOnlySpan<byte> HeaderTag => _headerTag;

    /// <summary>Makes the sealer of a new file, and its header's tag.</summary>
    public static ChunkSealer Seal(PackedHeader header, PackingKey? key) => Make(header, key, header.Tag, check: null);

    /// <summary>Makes the sealer of a file that was read, once its header's tag was found to be right.</summary>
    /// <exception cref="DataException">The key is not the one, or is missing, or the file is not encrypted though a key was given.</exception>
    public static ChunkSealer Open(PackedHeader header, PackingKey? key, string name)
    {
        if (key is null && header.IsEncrypted)
        {
            throw new DataException("packed.key-needed", $"{name}: is encrypted. Give the {Opener(header)} that it was packed with.");
        }
        if (key is not null && !header.IsEncrypted)
        {
            // Whoever expects an encrypted file must not be handed contents that anybody could have put there.
            throw new DataException("packed.not-encrypted", $"{name}: is not encrypted, though a key was given: it is another file than expected, or was put in its place. Leave the key out if you trust it all the same.");
        }
        if (key is not null && key.IsPassphrase != (header.KeySource == PackedKeySource.Passphrase))
        {
            throw new DataException("packed.key-kind", $"{name}: was packed with a {Opener(header)}. Give that.");
        }
        if (key is not null && header.KeyId != key.Id)
        {
            throw new DataException("packed.key-id", $"{name}: was packed with key {header.KeyId}; the key given is {key.Id}. Name the other key file.");
        }
        Span<byte> tag = stackalloc byte[PackedHeader.TagSize];
        return Make(header, key, tag, name);
    }

    /// <summary>Encrypts <paramref name="data"/> where it lies and writes its tag.</summary>
    public abstract void Seal(ReadOnlySpan<byte> nonce, Span<byte> data, Span<byte> tag);

    /// <summary>Decrypts <paramref name="data"/> where it lies; false, and nothing decrypted, where it is not what was sealed.</summary>
    public abstract bool TryOpen(ReadOnlySpan<byte> nonce, Span<byte> data, ReadOnlySpan<byte> tag);

    /// <summary>Lets go of the key.</summary>
    public abstract void Dispose();

    /// <summary>The nonce of a chunk.</summary>
    public static void WriteNonce(long index, bool last, Span<byte> nonce)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[3..11], index);
        nonce[11] = last ? (byte)1 : (byte)0;
    }

    private static string Opener(PackedHeader header) => header.KeySource == PackedKeySource.Passphrase ? "passphrase" : "key file";

    /// <summary>Two keys a file from the one that opens it: one for the chunks, one that vouches for the header and thereby commits to the key.</summary>
    private static ChunkSealer Make(PackedHeader header, PackingKey? key, Span<byte> tag, string? check)
    {
        if (key is null)
        {
            SHA256.HashData(header.Tagged, tag);
            return new ChecksumSealer(tag);
        }
        Span<byte> keys = stackalloc byte[2 * PackingKey.Size];
        try
        {
            key.Derive(header.Salt, header.Iterations, "Pipelines packed file 1"u8, keys);
            HMACSHA256.HashData(keys[PackingKey.Size..], header.Tagged, tag);
            return check is null || CryptographicOperations.FixedTimeEquals(tag, header.Tag)
                ? new GcmSealer(keys[..PackingKey.Size], tag)
                : throw new DataException("packed.key", $"{check}: the {Opener(header)} does not open it, or the head of the file was changed. Check the {Opener(header)}, or use another copy of the file.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(keys);
        }
    }
}
