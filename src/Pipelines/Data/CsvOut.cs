using System.Globalization;
using System.Text;

namespace Pipelines.Data;

/// <summary>
/// Writes CSV as RFC 4180 has it: UTF-8, a field quoted only where it must be, lines ended with \r\n, numbers and times invariant, missing cells empty. The file appears whole or not
/// at all: call <see cref="Commit"/> after the last row.
/// </summary>
public sealed class CsvOut : IDisposable
{
    private const int Block = 1 << 16;

    private readonly AtomicFile? _file;
    private readonly Stream _stream;
    private readonly byte _delimiter;
    private byte[] _buffer = new byte[Block * 2];
    private int _count;
    private bool _first = true;
    private bool _alone;

    private CsvOut(AtomicFile? file, Stream stream, bool bom, char delimiter)
    {
        if (delimiter is >= (char)0x80 or '"' or '\r' or '\n')
        {
            throw new DataException("csv.out-delimiter", $"CsvOut.delimiter must be one ASCII character other than a quote or a line break; got '{delimiter}'. Use a comma, a semicolon or a tab.");
        }
        (_file, _stream, _delimiter) = (file, stream, (byte)delimiter);
        if (bom)
        {
            Append(Encoding.UTF8.Preamble);
        }
    }

    /// <summary>Starts a file.</summary>
    /// <param name="path">Where it will be.</param>
    /// <param name="bom">Whether to begin with a byte order mark, by which Excel knows UTF-8.</param>
    /// <param name="delimiter">An ASCII character. Default: a comma.</param>
    /// <exception cref="DataException">The place cannot be written to.</exception>
    public static CsvOut Create(string path, bool bom = false, char delimiter = ',')
    {
        var file = AtomicFile.Create(path);
        return new(file, file.Stream, bom, delimiter);
    }

    /// <summary>Writes to a stream, such as standard output; <see cref="Commit"/> flushes it and leaves it open.</summary>
    public static CsvOut To(Stream stream, bool bom = false, char delimiter = ',') => new(null, stream, bom, delimiter);

    /// <summary>Writes a whole table with its header.</summary>
    /// <exception cref="DataException">The place cannot be written to.</exception>
    public static void Write(string path, Table table, bool bom = false, CancellationToken cancellation = default)
    {
        using var file = Create(path, bom);
        file.Write(table, cancellation);
        file.Commit();
    }

    /// <summary>Adds one field to the current row.</summary>
    public void Field(ReadOnlySpan<char> text)
    {
        Separate();
        var start = _count;
        Room(Encoding.UTF8.GetMaxByteCount(text.Length) + 2);
        _count += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_count));
        _alone &= _count == start;
        var written = _buffer.AsSpan(start, _count - start);
        if (written.Length > 0 && (written.ContainsAny(_delimiter, (byte)'"', (byte)'\r') || written.Contains((byte)'\n') || written[0] is (byte)' ' or (byte)'\t' || written[^1] is (byte)' ' or (byte)'\t'))
        {
            Quote(start);
        }
    }

    /// <summary>Adds a number to the current row: the shortest text that reads back to the same value; NaN is an empty field.</summary>
    public void Field(double value)
    {
        Separate();
        Room(32);
        if (!double.IsNaN(value))
        {
            value.TryFormat(_buffer.AsSpan(_count), out var written, "R", CultureInfo.InvariantCulture);
            _count += written;
            _alone = false;
        }
    }

    /// <summary>Adds a float32 to the current row: the shortest text that reads back to the same value; NaN is an empty field.</summary>
    public void Field(float value)
    {
        Separate();
        Room(32);
        if (!float.IsNaN(value))
        {
            value.TryFormat(_buffer.AsSpan(_count), out var written, "R", CultureInfo.InvariantCulture);
            _count += written;
            _alone = false;
        }
    }

    /// <summary>Adds a whole number to the current row.</summary>
    public void Field(long value)
    {
        Separate();
        Room(32);
        value.TryFormat(_buffer.AsSpan(_count), out var written, default, CultureInfo.InvariantCulture);
        _count += written;
        _alone = false;
    }

    /// <summary>Ends the current row.</summary>
    public void EndRow()
    {
        Room(4);
        if (_alone)
        {
            // A row of one empty field would be an empty line, which readers pass over.
            Append("\"\""u8);
        }
        Append("\r\n"u8);
        (_first, _alone) = (true, false);
        if (_count >= Block)
        {
            Flush();
        }
    }

    /// <summary>Writes one row of texts.</summary>
    public void Row(params IReadOnlyList<string> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            Field(fields[i]);
        }
        EndRow();
    }

    /// <summary>Writes a table with its header.</summary>
    public void Write(Table table, CancellationToken cancellation = default)
    {
        Row([.. table.Columns.Select(c => c.Name)]);
        for (var row = 0; row < table.Rows; row++)
        {
            if ((row & 1023) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            foreach (var column in table.Columns)
            {
                if (column is NumberColumn numbers)
                {
                    Field(numbers.Values[row]);
                }
                else
                {
                    Field(column.Text(row));
                }
            }
            EndRow();
        }
    }

    /// <summary>Writes what is left and puts the file in its place.</summary>
    /// <exception cref="DataException">The disk is full, or the place cannot be written to.</exception>
    public void Commit()
    {
        Flush();
        _stream.Flush();
        _file?.Commit();
    }

    /// <summary>Without <see cref="Commit"/>, nothing is left behind.</summary>
    public void Dispose() => _file?.Dispose();

    private void Separate()
    {
        if (!_first)
        {
            Room(1);
            _buffer[_count++] = _delimiter;
        }
        _alone = _first;
        _first = false;
    }

    private void Quote(int start)
    {
        var text = _buffer.AsSpan(start, _count - start).ToArray();
        Room(text.Length + 2);
        _count = start;
        _buffer[_count++] = (byte)'"';
        foreach (var b in text)
        {
            if (b == '"')
            {
                _buffer[_count++] = b;
            }
            _buffer[_count++] = b;
        }
        _buffer[_count++] = (byte)'"';
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_count));
        _count += bytes.Length;
    }

    private void Room(int count)
    {
        if (_count + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _count + count));
        }
    }

    private void Flush()
    {
        try
        {
            _stream.Write(_buffer.AsSpan(0, _count));
            _count = 0;
        }
        catch (IOException e)
        {
            throw new DataException("file.write", $"{_file?.Path ?? "output"}: cannot be written: {e.Message.TrimEnd('.')}. Choose another place, or give yourself the right to write there.", e);
        }
    }
}
