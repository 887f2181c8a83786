using System.Security.Cryptography;

namespace Pipelines.Packing;

/// <summary>The same frame without a key: the first 16 bytes of a SHA-256. It finds accidents, not forgers.</summary>
internal sealed class ChecksumSealer(ReadOnlySpan<byte> headerTag) : ChunkSealer(headerTag)
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override void Seal(ReadOnlySpan<byte> nonce, Span<byte> data, Span<byte> tag)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.AppendData(HeaderTag);
        _hash.AppendData(nonce);
        _hash.AppendData(data);
        _hash.GetHashAndReset(hash);
        hash[..TagSize].CopyTo(tag);
    }

    public override bool TryOpen(ReadOnlySpan<byte> nonce, Span<byte> data, ReadOnlySpan<byte> tag)
    {
        Span<byte> expected = stackalloc byte[TagSize];
        Seal(nonce, data, expected);
        return expected.SequenceEqual(tag);
    }

    public override void Dispose() => _hash.Dispose();
}
