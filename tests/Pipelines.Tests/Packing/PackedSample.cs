using System.Text;
using Pipelines.Packing;

namespace Pipelines.Tests.Packing;

/// <summary>Contents and keys to pack with, and packing in memory.</summary>
internal static class PackedSample
{
    public static PackingKey Key { get; } = PackingKey.FromBytes([.. Enumerable.Range(1, 32).Select(i => (byte)(i * 7))]);

    public static PackingKey OtherKey { get; } = PackingKey.FromBytes([.. Enumerable.Range(1, 32).Select(i => (byte)(i * 11))]);

    /// <summary>A table with what tables have: Unicode, empty cells, leading zeros, quotes and line breaks in cells, no line break at the end.</summary>
    public static byte[] Table(int rows = 40)
    {
        var text = new StringBuilder("\uFEFF编号;name;note;;amount\r\n");
        for (var i = 0; i < rows; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i:00000};\"Zoë \"\"Ω\"\" 🐎 {i % 5}\";\"one\nline {i}\";;{(i % 3 == 0 ? "" : $"0{i},50")}{(i % 7 == 0 ? "\n" : "\r\n")}");
        }
        return Encoding.UTF8.GetBytes(text.Append("00000;last").ToString());
    }

    /// <summary>Bytes that cannot be compressed.</summary>
    public static byte[] Noise(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)(Rng.At(7, 0, (uint)i).NextUInt64() >> 32);
        }
        return bytes;
    }

    public static byte[] Pack(byte[] contents, PackingKey? key = null, int chunkBits = PackedHeader.DefaultChunkBits, int level = 6, int threads = 1)
    {
        using var to = new MemoryStream();
        PackedFile.Pack(new MemoryStream(contents), to, key, new() { ChunkBits = chunkBits, Level = level }, new() { Threads = threads });
        return to.ToArray();
    }

    public static byte[] Unpack(byte[] packed, PackingKey? key = null, int threads = 1)
    {
        using var to = new MemoryStream();
        PackedFile.Unpack(new MemoryStream(packed), to, key, control: new() { Threads = threads });
        return to.ToArray();
    }

    /// <summary>The error of unpacking; and that nothing but a true beginning of the contents came out before it.</summary>
    public static DataException Refusal(byte[] packed, PackingKey? key, byte[] contents)
    {
        using var to = new MemoryStream();
        var error = Xunit.Assert.Throws<DataException>(() => PackedFile.Unpack(new MemoryStream(packed), to, key, control: new() { Threads = 1 }));
        Xunit.Assert.True(contents.AsSpan().StartsWith(to.ToArray()));
        Xunit.Assert.DoesNotContain('\n', error.Message);
        return error;
    }
}
