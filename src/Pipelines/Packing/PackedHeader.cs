using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Pipelines.Packing;

/// <summary>
/// The first 96 bytes of a packed file, which can be read without a key: how it was sealed and what opens it, nothing about its contents. What it says is proved true only when the
/// file is opened. Its layout is in docs/packed-file-format.md.
/// </summary>
public sealed class PackedHeader
{
    internal const int Size = 96, TagSize = 32, SaltSize = 32, DefaultChunkBits = 16, LeastChunkBits = 6, MostChunkBits = 20;

    private const int VersionAt = 8, SuiteAt = 9, ContentAt = 10, ChunkAt = 11, SourceAt = 12, ZeroAt = 13, IterationsAt = 16, KeyIdAt = 20, ZeroTooAt = 28, SaltAt = 32, TagAt = 64;

    private readonly byte[] _bytes;

    private PackedHeader(byte[] bytes) => _bytes = bytes;

    /// <summary>The newest version of the format that this library reads, and the one it writes.</summary>
    public static int NewestVersion => 1;

    /// <summary>Version of the format.</summary>
    public int Version => _bytes[VersionAt];

    /// <summary>How the chunks are sealed.</summary>
    public PackedSuite Suite => (PackedSuite)_bytes[SuiteAt];

    /// <summary>What the file holds.</summary>
    public PackedContent Content => (PackedContent)_bytes[ContentAt];

    /// <summary>Bytes of a chunk; the last may be shorter.</summary>
    public int ChunkBytes => 1 << _bytes[ChunkAt];

    /// <summary>What opens it.</summary>
    public PackedKeySource KeySource => (PackedKeySource)_bytes[SourceAt];

    /// <summary>True where it takes a key to read it.</summary>
    public bool IsEncrypted => Suite != PackedSuite.Checksum;

    /// <summary>Rounds of PBKDF2-SHA256; 0 where no passphrase is needed.</summary>
    public int Iterations => BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(IterationsAt));

    /// <summary>Which key file opens it, as <see cref="PackingKey.Id"/>; empty where none does.</summary>
    public string KeyId => KeySource == PackedKeySource.KeyFile ? Convert.ToHexStringLower(_bytes.AsSpan(KeyIdAt, PackingKey.IdSize)) : "";

    /// <summary>All 96 bytes.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes;

    internal ReadOnlySpan<byte> Salt => _bytes.AsSpan(SaltAt, SaltSize);

    /// <summary>What the last 32 bytes vouch for: everything before them.</summary>
    internal ReadOnlySpan<byte> Tagged => _bytes.AsSpan(0, TagAt);

    internal Span<byte> Tag => _bytes.AsSpan(TagAt, TagSize);

    /// <summary>Eight bytes that no text file begins with and that a transfer as text would change.</summary>
    internal static ReadOnlySpan<byte> Magic => [0x89, (byte)'P', (byte)'A', (byte)'K', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A header whose tag is yet to be written.</summary>
    /// <param name="options">Checked.</param>
    /// <param name="key">Null for a file that is not encrypted.</param>
    /// <param name="salt">32 random bytes, never used before; empty without a key.</param>
    internal static PackedHeader Make(PackOptions options, PackingKey? key, ReadOnlySpan<byte> salt)
    {
        var bytes = new byte[Size];
        Magic.CopyTo(bytes);
        bytes[VersionAt] = (byte)NewestVersion;
        bytes[ContentAt] = (byte)options.Content;
        bytes[ChunkAt] = (byte)options.ChunkBits;
        if (key is not null)
        {
            bytes[SuiteAt] = (byte)PackedSuite.Aes256Gcm;
            bytes[SourceAt] = (byte)(key.IsPassphrase ? PackedKeySource.Passphrase : PackedKeySource.KeyFile);
            if (key.IsPassphrase)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(IterationsAt), options.Iterations);
            }
            else
            {
                Convert.FromHexString(key.Id).CopyTo(bytes, KeyIdAt);
            }
            salt.CopyTo(bytes.AsSpan(SaltAt, SaltSize));
        }
        return new(bytes);
    }

    /// <summary>Reads a header and refuses what cannot be one, before any work that it asks for.</summary>
    /// <param name="from">Stands at the start of the file, and is left behind the header.</param>
    /// <param name="name">What to call the file in errors.</param>
    /// <exception cref="DataException">It is no packed file, is damaged, or is of a newer format.</exception>
    internal static PackedHeader Read(Stream from, string name)
    {
        var bytes = new byte[Size];
        var count = from.ReadAtLeast(bytes, Size, throwOnEndOfStream: false);
        if (count < Magic.Length || !bytes.AsSpan().StartsWith(Magic))
        {
            throw new DataException("packed.foreign", $"{name}: is not a packed file. Name a file that pack wrote; it usually ends in {PackedFile.Extension}.");
        }
        var header = new PackedHeader(bytes);
        if (count < Size || header.Version == 0)
        {
            throw Broken(name);
        }
        if (header.Version > NewestVersion)
        {
            throw new DataException("packed.newer", $"{name}: was packed in format {header.Version}; this program reads up to format {NewestVersion}. Update the program.");
        }
        if (!Enum.IsDefined(header.Suite))
        {
            throw new DataException("packed.suite", $"{name}: is sealed by a cipher that this program does not know (suite {(int)header.Suite}). Update the program.");
        }
        if (!Enum.IsDefined(header.Content) || !Enum.IsDefined(header.KeySource) || header.IsEncrypted != (header.KeySource != PackedKeySource.None) || bytes[ChunkAt] is < LeastChunkBits or > MostChunkBits
            || bytes.AsSpan(ZeroAt, IterationsAt - ZeroAt).ContainsAnyExcept((byte)0) || bytes.AsSpan(ZeroTooAt, SaltAt - ZeroTooAt).ContainsAnyExcept((byte)0)
            || (header.KeySource != PackedKeySource.KeyFile && bytes.AsSpan(KeyIdAt, PackingKey.IdSize).ContainsAnyExcept((byte)0))
            || (!header.IsEncrypted && header.Salt.ContainsAnyExcept((byte)0)))
        {
            throw Broken(name);
        }
        if (header.KeySource != PackedKeySource.Passphrase ? header.Iterations != 0 : header.Iterations is < PackOptions.LeastIterations or > PackOptions.MostIterations)
        {
            throw header.KeySource != PackedKeySource.Passphrase ? Broken(name) : new DataException("packed.iterations",
                $"{name}: asks for {header.Iterations} rounds of PBKDF2, outside of {PackOptions.LeastIterations} to {PackOptions.MostIterations}: it was changed or is meant to keep this program busy. Use another copy.");
        }
        Span<byte> tag = stackalloc byte[TagSize];
        SHA256.HashData(header.Tagged, tag);
        return header.IsEncrypted || tag.SequenceEqual(header.Tag) ? header : throw Broken(name);
    }

    private static DataException Broken(string name) => new("packed.header", $"{name}: the head of the packed file is damaged. Use another copy.");
}
