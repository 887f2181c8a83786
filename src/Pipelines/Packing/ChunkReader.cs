namespace Pipelines.Packing;

/// <summary>Reads sealed chunks; hands out no byte of a chunk before its tag is proved.</summary>
internal sealed class ChunkReader(Stream from, ChunkSealer sealer, int chunkBytes, string name)
{
    // One byte more than a chunk tells whether another follows.
    private readonly byte[] _buffer = new byte[chunkBytes + ChunkSealer.TagSize + 1];
    private int _ahead;
    private int _count;
    private int _taken;
    private long _index;
    private bool _last;

    /// <summary>Bytes of the file read and proved so far, tags included.</summary>
    public long Read { get; private set; }

    /// <summary>True when every byte was handed out and the last chunk was proved to be the last.</summary>
    public bool IsAtEnd => _last && _taken == _count;

    /// <summary>The next chunk, or what is left of it; empty at the end.</summary>
    /// <exception cref="DataException">The chunk is not what was sealed at this place.</exception>
    public ReadOnlySpan<byte> Next()
    {
        if (_taken == _count && !_last)
        {
            Open();
        }
        var rest = _buffer.AsSpan(_taken, _count - _taken);
        _taken = _count;
        return rest;
    }

    /// <summary>Fills <paramref name="bytes"/>; false where the payload ends before.</summary>
    public bool TryFill(Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var chunk = Next();
            if (chunk.IsEmpty)
            {
                return false;
            }
            var part = chunk[..Math.Min(chunk.Length, bytes.Length)];
            part.CopyTo(bytes);
            _taken -= chunk.Length - part.Length;
            bytes = bytes[part.Length..];
        }
        return true;
    }

    private void Open()
    {
        var full = chunkBytes + ChunkSealer.TagSize;
        if (_ahead > 0)
        {
            _buffer[0] = _buffer[full];
        }
        var held = _ahead + from.ReadAtLeast(_buffer.AsSpan(_ahead), full + 1 - _ahead, throwOnEndOfStream: false);
        _last = held <= full;
        _ahead = held - Math.Min(held, full);
        _count = Math.Min(held, full) - ChunkSealer.TagSize;
        _taken = 0;
        Span<byte> nonce = stackalloc byte[ChunkSealer.NonceSize];
        ChunkSealer.WriteNonce(_index, _last, nonce);
        if (_count <= 0 || !sealer.TryOpen(nonce, _buffer.AsSpan(0, _count), _buffer.AsSpan(_count, ChunkSealer.TagSize)))
        {
            _count = 0;
            throw new DataException("packed.damaged", $"{name}: part {_index + 1} is not what was packed: the file was damaged, changed, cut off or added to. Nothing was unpacked; use another copy.");
        }
        _index++;
        Read += Math.Min(held, full);
    }
}
