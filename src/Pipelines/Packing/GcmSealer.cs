using System.Security.Cryptography;

namespace Pipelines.Packing;

/// <summary>AES-256-GCM (NIST SP 800-38D) with tags of 16 bytes.</summary>
internal sealed class GcmSealer(ReadOnlySpan<byte> key, ReadOnlySpan<byte> headerTag) : ChunkSealer(headerTag)
{
    private readonly AesGcm _aes = new(key, TagSize);

    public override void Seal(ReadOnlySpan<byte> nonce, Span<byte> data, Span<byte> tag) => _aes.Encrypt(nonce, data, data, tag, HeaderTag);

    public override bool TryOpen(ReadOnlySpan<byte> nonce, Span<byte> data, ReadOnlySpan<byte> tag)
    {
        try
        {
            _aes.Decrypt(nonce, data, tag, data, HeaderTag);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            // The runtime cleared the data: nothing unproved is left in it.
            return false;
        }
    }

    public override void Dispose() => _aes.Dispose();
}
