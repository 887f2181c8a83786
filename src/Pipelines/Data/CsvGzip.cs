using System.Buffers.Binary;
using System.IO.Compression;

namespace Pipelines.Data;

/// <summary>The text of a gzip file. The runtime takes a file that was cut off for one that ends there, so the length written in its last four bytes is compared at the end.</summary>
internal sealed class CsvGzip(string path, Stream packed) : Stream
{
    private readonly GZipStream _text = new(packed, CompressionMode.Decompress);
    private long _count;

    public override int Read(Span<byte> buffer)
    {
        var read = _text.Read(buffer);
        _count += read;
        return read > 0 || buffer.IsEmpty || IsWhole() ? read : throw new InvalidDataException("The file ends before its text.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text.Dispose();
        }
        base.Dispose(disposing);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _count; set => throw new NotSupportedException(); }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool IsWhole()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> last = stackalloc byte[4];
        if (file.Length < 20)
        {
            return false;
        }
        file.Position = file.Length - 4;
        file.ReadExactly(last);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(last);
        // Of several archives put one behind the other, the last length is that of the last.
        return length == (uint)_count || (length < _count && HasSecond(file));
    }

    private static bool HasSecond(FileStream file)
    {
        file.Position = 18;
        var block = new byte[1 << 16];
        var kept = 0;
        int read;
        while ((read = file.Read(block, kept, block.Length - kept)) > 0)
        {
            var filled = block.AsSpan(0, kept + read);
            if (filled.IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]) >= 0)
            {
                return true;
            }
            kept = Math.Min(2, filled.Length);
            filled[^kept..].CopyTo(block);
        }
        return false;
    }
}
