namespace Pipelines.Data;

/// <summary>Text whose fields are separated by runs of blanks and tabs, with each run made one space and those at the ends of a line left out; quoted fields stay as they are.</summary>
internal sealed class CsvBlanks(Stream text) : Stream
{
    private readonly byte[] _block = new byte[1 << 15];
    private int _count;
    private int _at;
    private bool _pending;
    private bool _quoted;
    private bool _fieldStart = true;
    private bool _lineStart = true;

    /// <summary>The same for a piece in memory.</summary>
    public static byte[] Collapse(byte[] text)
    {
        using var result = new MemoryStream(text.Length);
        using var blanks = new CsvBlanks(new MemoryStream(text));
        blanks.CopyTo(result);
        return result.ToArray();
    }

    public override int Read(Span<byte> buffer)
    {
        var written = 0;
        // A byte may bring the space before it along: room for two.
        while (written + 2 <= buffer.Length)
        {
            if (_at == _count)
            {
                (_count, _at) = (text.Read(_block), 0);
                if (_count == 0)
                {
                    break;
                }
            }
            var b = _block[_at++];
            if (_quoted)
            {
                _quoted = b != '"';
            }
            else if (b is (byte)' ' or (byte)'\t')
            {
                (_pending, _fieldStart) = (!_lineStart, true);
                continue;
            }
            else if (b is (byte)'\r' or (byte)'\n')
            {
                (_pending, _fieldStart, _lineStart) = (false, true, true);
            }
            else
            {
                if (_pending)
                {
                    buffer[written++] = (byte)' ';
                }
                _quoted = b == '"' && _fieldStart;
                (_pending, _fieldStart, _lineStart) = (false, false, false);
            }
            buffer[written++] = b;
        }
        return written;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
        }
        base.Dispose(disposing);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
