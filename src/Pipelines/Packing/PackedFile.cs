using System.Security.Cryptography;
using Pipelines.Data;

namespace Pipelines.Packing;

/// <summary>
/// One file that holds a table, smaller and, with a key, encrypted. What comes back is the same to the byte, or nothing. Compresses by Brotli (RFC 7932) at
/// <see cref="PackOptions.Level"/>; encrypts by AES-256-GCM in chunks of 64 KiB under a key of the file's own.
/// </summary>
/// <remarks>
/// <para>Layout, key schedule and the reasons are in docs/packed-file-format.md. Chunks follow STREAM (V. Hoang, R. Reyhanitabar, P. Rogaway, D. Vizár, "Online authenticated-encryption and
/// its nonce-reuse misuse-resistance", CRYPTO 2015); keys come from HKDF-SHA256 (RFC 5869) with 32 random bytes of salt, so that no two files share a key; passphrases go through
/// PBKDF2-SHA256 (RFC 8018) first. The header's tag commits to the key: no file can be made that opens under two.</para>
/// <para>Cost: O(n); memory does not grow with the file (for each of up to 16 threads about 10 to 50 MB at level 6 and 60 MB at level 11). Encryption hides contents, not their compressed length.</para>
/// </remarks>
public static class PackedFile
{
    /// <summary>How the names of packed files end.</summary>
    public const string Extension = ".packed";

    /// <summary>A table that unpacks to fewer bytes than this is never taken for a decompression bomb.</summary>
    private const long AlwaysAllowed = 1L << 30;

    /// <summary>More than this many bytes for each packed byte is no table that people keep.</summary>
    private const long MostGrowth = 1000;

    /// <summary>Packs a file. The result appears whole or not at all; the original stays.</summary>
    /// <param name="path">What to pack: any file.</param>
    /// <param name="packed">Where the packed file will be, over an older one.</param>
    /// <param name="key">Encrypts it; null to compress only.</param>
    /// <param name="options">Null for <see cref="PackOptions.For"/> the file's length.</param>
    /// <param name="control">Progress in MiB, cancellation, threads.</param>
    /// <exception cref="DataException">A file cannot be read or written.</exception>
    public static PackedFacts Pack(string path, string packed, PackingKey? key = null, PackOptions? options = null, FitControl? control = null)
    {
        using var from = OpenRead(path);
        using var to = AtomicFile.Create(packed);
        var facts = Pack(from, to.Stream, key, options ?? PackOptions.For(from.Length), control);
        to.Commit();
        return facts;
    }

    /// <summary>Packs what is left of a stream, for contents that are no file.</summary>
    /// <param name="from">Read to its end.</param>
    /// <param name="to">Written to; left open. What stands in it is a packed file only when this returns.</param>
    /// <param name="key">Encrypts it; null to compress only.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="control">Progress in MiB, cancellation, threads.</param>
    /// <exception cref="OptionException">An option is out of its range.</exception>
    public static PackedFacts Pack(Stream from, Stream to, PackingKey? key = null, PackOptions? options = null, FitControl? control = null)
    {
        Span<byte> salt = stackalloc byte[PackedHeader.SaltSize];
        RandomNumberGenerator.Fill(salt);
        return Pack(from, to, key, options ?? new(), control ?? FitControl.Default, salt);
    }

    /// <summary>Unpacks a file that holds a file. The result appears when the last byte is proved, or not at all; an older file of that name stays as it was until then.</summary>
    /// <param name="packed">The packed file.</param>
    /// <param name="path">Where the contents will be.</param>
    /// <param name="key">What it was packed with; null where it is not encrypted, and then an encrypted file is refused, as is a plain one where there is a key.</param>
    /// <param name="mostBytes">Most bytes to unpack, against files made to fill the disk. Null: 1 GiB, or a thousand times the packed file where that is more.</param>
    /// <param name="control">Progress in MiB, cancellation, threads.</param>
    /// <exception cref="DataException">It is no packed file, is damaged or changed in any bit, or the key is not the one.</exception>
    public static PackedFacts Unpack(string packed, string path, PackingKey? key = null, long? mostBytes = null, FitControl? control = null)
    {
        using var from = OpenRead(packed);
        var header = PackedHeader.Read(from, packed);
        if (header.Content != PackedContent.Bytes)
        {
            throw new DataException("packed.content", $"{packed}: holds the codes of a model, not the bytes of a file. Unpack it as a table, with LossyTable.");
        }
        using var sealer = ChunkSealer.Open(header, key, packed);
        using var to = AtomicFile.Create(path);
        var facts = Expand(from, header, sealer, to.Stream, mostBytes ?? MostOf(from.Length), control ?? FitControl.Default, packed);
        to.Commit();
        return facts;
    }

    /// <summary>Unpacks a stream, whatever it holds. Bytes reach <paramref name="to"/> part by part as each is proved: when this throws, what was written so far is only a part and must be thrown away.</summary>
    /// <param name="from">Stands at the start of a packed file, and is read to its end.</param>
    /// <param name="to">Written to; left open.</param>
    /// <param name="key">What it was packed with; null where it is not encrypted.</param>
    /// <param name="mostBytes">Most bytes to unpack; null for 1 GiB.</param>
    /// <param name="control">Progress in MiB, cancellation, threads.</param>
    /// <exception cref="DataException">As for a file.</exception>
    public static PackedFacts Unpack(Stream from, Stream to, PackingKey? key = null, long? mostBytes = null, FitControl? control = null)
    {
        const string name = "packed stream";
        var header = PackedHeader.Read(from, name);
        using var sealer = ChunkSealer.Open(header, key, name);
        return Expand(from, header, sealer, to, mostBytes ?? AlwaysAllowed, control ?? FitControl.Default, name);
    }

    /// <summary>Proves every byte of a packed file, its contents included, and writes nothing.</summary>
    /// <exception cref="DataException">It is no packed file, is damaged or changed in any bit, or the key is not the one.</exception>
    public static PackedFacts Verify(string packed, PackingKey? key = null, FitControl? control = null)
    {
        using var from = OpenRead(packed);
        var header = PackedHeader.Read(from, packed);
        using var sealer = ChunkSealer.Open(header, key, packed);
        return Expand(from, header, sealer, null, long.MaxValue, control ?? FitControl.Default, packed);
    }

    /// <summary>
    /// Encrypts a packed file anew under another key: every chunk is proved, decrypted and sealed again with a fresh salt, so the new file has nothing in common with the old one. The
    /// contents are not decompressed. Copies of the old file, in backups or in other hands, still open with the old key.
    /// </summary>
    /// <param name="packed">The encrypted file.</param>
    /// <param name="rekeyed">Where the result will be; the same path replaces the file when the new one is whole.</param>
    /// <param name="key">What it was packed with.</param>
    /// <param name="newKey">What will open it.</param>
    /// <param name="iterations">Rounds of PBKDF2 where the new key is a passphrase.</param>
    /// <param name="control">Progress in MiB and cancellation.</param>
    /// <exception cref="DataException">It is no encrypted packed file, is damaged or changed in any bit, or the key is not the one.</exception>
    /// <exception cref="OptionException">The rounds are out of their range.</exception>
    public static PackedHeader Rekey(string packed, string rekeyed, PackingKey key, PackingKey newKey, int iterations = PackOptions.LeastIterations, FitControl? control = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(newKey);
        control ??= FitControl.Default;
        PackedHeader made;
        AtomicFile to;
        using (var from = OpenRead(packed))
        {
            var header = PackedHeader.Read(from, packed);
            using var old = ChunkSealer.Open(header, key, packed);
            Span<byte> salt = stackalloc byte[PackedHeader.SaltSize];
            RandomNumberGenerator.Fill(salt);
            made = PackedHeader.Make(new PackOptions { Content = header.Content, Iterations = iterations, ChunkBits = int.Log2(header.ChunkBytes) }.Checked(), newKey, salt);
            using var sealer = ChunkSealer.Seal(made, newKey);
            to = AtomicFile.Create(rekeyed);
            try
            {
                to.Stream.Write(made.Bytes);
                var reader = new ChunkReader(from, old, header.ChunkBytes, packed);
                var writer = new ChunkWriter(to.Stream, sealer, header.ChunkBytes);
                for (var chunk = reader.Next(); !chunk.IsEmpty; chunk = reader.Next())
                {
                    control.Cancellation.ThrowIfCancellationRequested();
                    writer.Write(chunk);
                    control.Progress?.Report(new((int)(reader.Read >> 20), (int)(from.Length >> 20), double.NaN));
                }
                writer.Complete();
            }
            catch
            {
                to.Dispose();
                throw;
            }
        }
        // The old file is closed by now, so that it can be replaced on Windows too.
        using (to)
        {
            to.Commit();
        }
        return made;
    }

    /// <summary>What the head of a packed file says. Without the key this is not proved to be true.</summary>
    /// <exception cref="DataException">It is no packed file, or its head is damaged.</exception>
    public static PackedHeader ReadHeader(string packed)
    {
        using var from = OpenRead(packed);
        return PackedHeader.Read(from, packed);
    }

    /// <summary>True where a file begins as packed files do.</summary>
    public static bool Is(string path)
    {
        using var file = OpenRead(path);
        Span<byte> start = stackalloc byte[PackedHeader.Magic.Length];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(PackedHeader.Magic);
    }

    /// <summary>With the salt given, as a golden file needs. The salt must be used for nothing else, ever.</summary>
    internal static PackedFacts Pack(Stream from, Stream to, PackingKey? key, PackOptions options, FitControl control, ReadOnlySpan<byte> salt)
    {
        var header = PackedHeader.Make(options.Checked(), key, salt);
        using var sealer = ChunkSealer.Seal(header, key);
        to.Write(header.Bytes);
        var writer = new ChunkWriter(to, sealer, header.ChunkBytes);
        var (bytes, hash) = BlockCompressor.Run(from, from.CanSeek ? from.Length - from.Position : -1, writer, options.Level, control);
        writer.Complete();
        return new(header, bytes, PackedHeader.Size + writer.Written, Convert.ToHexStringLower(hash));
    }

    /// <summary>Unpacks a stream that has to hold this sort of contents.</summary>
    internal static PackedFacts Unpack(Stream from, Stream to, PackedContent content, PackingKey? key, long mostBytes, FitControl control, string name)
    {
        var header = PackedHeader.Read(from, name);
        if (header.Content != content)
        {
            throw new DataException("packed.bytes", $"{name}: holds the bytes of a file, not the codes of a model. Unpack it with PackedFile.");
        }
        using var sealer = ChunkSealer.Open(header, key, name);
        return Expand(from, header, sealer, to, mostBytes, control, name);
    }

    private static PackedFacts Expand(Stream from, PackedHeader header, ChunkSealer sealer, Stream? to, long most, FitControl control, string name)
    {
        var reader = new ChunkReader(from, sealer, header.ChunkBytes, name);
        var (bytes, hash) = BlockExpander.Run(reader, to, most, from.CanSeek ? from.Length : -1, control, name);
        return new(header, bytes, PackedHeader.Size + reader.Read, Convert.ToHexStringLower(hash));
    }

    /// <summary>Most bytes that are unpacked of a file where nobody says.</summary>
    internal static long MostOf(long packedBytes) => Math.Max(AlwaysAllowed, packedBytes > long.MaxValue / MostGrowth ? long.MaxValue : packedBytes * MostGrowth);

    internal static FileStream OpenRead(string path) => Directory.Exists(path)
        ? throw new DataException("packed.folder", $"{path}: is a folder, and one file is packed at a time. Name a file inside it.")
        : new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
}
