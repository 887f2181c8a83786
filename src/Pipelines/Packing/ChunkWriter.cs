namespace Pipelines.Packing;

/// <summary>Cuts a payload into chunks and writes them sealed.</summary>
internal sealed class ChunkWriter(Stream to, ChunkSealer sealer, int chunkBytes)
{
    private readonly byte[] _buffer = new byte[chunkBytes + ChunkSealer.TagSize];
    private int _count;
    private long _index;

    /// <summary>Bytes written so far, tags included.</summary>
    public long Written { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_count == chunkBytes)
            {
                // More is coming, so this one is not the last.
                Seal(last: false);
            }
            var part = bytes[..Math.Min(bytes.Length, chunkBytes - _count)];
            part.CopyTo(_buffer.AsSpan(_count));
            _count += part.Length;
            bytes = bytes[part.Length..];
        }
    }

    /// <summary>Writes the last chunk. The payload is never empty.</summary>
    public void Complete() => Seal(last: true);

    private void Seal(bool last)
    {
        Span<byte> nonce = stackalloc byte[ChunkSealer.NonceSize];
        ChunkSealer.WriteNonce(_index++, last, nonce);
        sealer.Seal(nonce, _buffer.AsSpan(0, _count), _buffer.AsSpan(_count, ChunkSealer.TagSize));
        FileLimit.Write(to, _buffer.AsSpan(0, _count + ChunkSealer.TagSize));
        Written += _count + ChunkSealer.TagSize;
        _count = 0;
    }
}
