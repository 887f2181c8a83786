using System.Text;
using CsvHelper;

namespace Pipelines.Data;

/// <summary>
/// The data rows of one file, one after the other, under a known dialect: header, titles, blank rows at the end and the last rows that are to be left out are passed over, and rows of a wrong
/// shape come with their reason. Spans are valid until the next read.
/// </summary>
internal sealed class CsvRecords : IDisposable
{
    /// <summary>The longest row that is read, in bytes of UTF-8.</summary>
    public const int LongestRow = 64 << 20;

    // Rows of totals and blank rows among them that may be the end of a file.
    private const int MostHeld = 64;

    private static ReadOnlySpan<byte> Trimmed => " \t"u8;

    private readonly string _path;
    private readonly CsvDialect _dialect;
    private readonly bool _follow;
    private CsvBytes _bytes;
    private CsvHelper.CsvReader _reader;
    private readonly int _expected;
    private readonly int _skipLast;
    private readonly Queue<Held> _held = new();
    private Held? _current;
    private CsvMalformedRecord? _malformed;
    private readonly Queue<Held> _blanks = new();
    private readonly long _firstLine;
    private byte[][] _blankFields = [];
    private Held? _waiting;
    private bool _liveWaits;
    private bool _isBlank;
    private long _lastLine;

    /// <summary>Opens a file; <see cref="Read"/> then gives its first data row.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dialect">How it is written.</param>
    /// <param name="options">Only <see cref="CsvOptions.SkipLast"/> is asked.</param>
    /// <param name="hash">Whether to take the hash of its bytes.</param>
    /// <param name="follow">True to go on in another encoding where the bytes turn out not to be UTF-8 late in the file; false to throw then.</param>
    public CsvRecords(string path, CsvDialect dialect, CsvOptions options, bool hash, bool follow = false)
    {
        (_path, _dialect, _expected, _skipLast) = (path, dialect, dialect.Columns.Count, options.SkipLast ?? -1);
        _follow = follow && options.Encoding is null;
        _firstLine = dialect.HeaderLine > 0 ? dialect.HeaderLine : dialect.SkippedLines;
        (_bytes, _reader) = Open(dialect.Encoding, hash);
    }

    /// <summary>The line where the current row starts, from 1.</summary>
    public long Line => _current?.Line ?? _reader.LineNumber;

    /// <summary>How many fields the current row has.</summary>
    public int Count => _current?.Fields.Length ?? _reader.FieldCount;

    /// <summary>What is wrong with the shape of the current row, or null.</summary>
    public DataException? Problem { get; private set; }

    /// <summary>Rows at the end with nothing in any field, which are passed over; known after the last row.</summary>
    public long BlankRows { get; private set; }

    /// <summary>The rows left out at the end, as text; known after the last row.</summary>
    public List<string> LeftOut { get; } = [];

    /// <summary>The length of the current row with its line break, in bytes of UTF-8.</summary>
    public int Bytes => _reader.RawRecord.Length + 1;

    /// <summary>The size of the file on disk.</summary>
    public long Size => _bytes.Size;

    /// <summary>How CsvHelper is told to read: it recovers from everything and reports it, so that this class can say where and go on where it may.</summary>
    public static CsvReaderOptions ReaderOptions(char delimiter, bool blanksBeforeQuotes, Action<CsvMalformedRecord>? malformed) => new()
    {
        Separator = delimiter,
        HasHeader = false,
        TrackLineNumbers = true,
        TrimWhitespace = blanksBeforeQuotes ? true : null,
        MalformedData = CsvMalformedDataHandling.Recover,
        FieldCountMismatch = CsvFieldCountHandling.Allow,
        MaxRecordSize = LongestRow,
        OnMalformedRecord = malformed,
    };

    /// <summary>One field of the current row without the blanks around it.</summary>
    public ReadOnlySpan<byte> Field(int index)
    {
        var field = _current is null ? _reader.GetSpan(index) : _current.Fields[index];
        // Most cells begin and end with a visible ASCII character.
        return field.Length == 0 || (field[0] - 0x21u <= 0x5D && field[^1] - 0x21u <= 0x5D) ? field : Trim(field);
    }

    /// <summary>The bytes of the current row as they stand in the file; empty where it waited its turn.</summary>
    public ReadOnlySpan<byte> Record => _current is null ? _reader.RawRecord : default;

    /// <summary>The current row as text.</summary>
    public string[] Texts()
    {
        var texts = new string[Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Encoding.UTF8.GetString(Field(i));
        }
        return texts;
    }

    /// <summary>Goes to the next data row; false at the end.</summary>
    /// <exception cref="DataException">A quote is never closed, a row is too long, or the bytes cannot be read.</exception>
    public bool Read()
    {
        if (_held.Count > 0 && _skipLast <= 0)
        {
            // Rows that looked like the end and were not.
            Use(_held.Dequeue());
            return true;
        }
        if (_waiting is { } waiting)
        {
            _waiting = null;
            Use(waiting);
            return true;
        }
        return Advance() && (_skipLast > 0 ? HoldLast() : _skipLast == 0 || !IsEnd() || HoldEnd());
    }

    /// <summary>The SHA-256 of the whole file in lower-case hex.</summary>
    public string FinishHash() => _bytes.FinishHash();

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _bytes.Dispose();
    }

    /// <summary>A cell without the blanks around it, those of other alphabets among them.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell)
    {
        while (true)
        {
            var trimmed = cell.Trim(Trimmed).Trim("\r\n"u8);
            trimmed = Without(Without(Without(trimmed, [0xC2, 0xA0]), [0xE3, 0x80, 0x80]), [0xEF, 0xBB, 0xBF]);
            if (trimmed.Length == cell.Length)
            {
                return cell;
            }
            cell = trimmed;
        }

        static ReadOnlySpan<byte> Without(ReadOnlySpan<byte> cell, ReadOnlySpan<byte> blank)
        {
            cell = cell.StartsWith(blank) ? cell[blank.Length..] : cell;
            return cell.EndsWith(blank) ? cell[..^blank.Length] : cell;
        }
    }

    // The next row, where blank rows at the end of the file are none.
    private bool Advance()
    {
        if (_blanks.Count > 0)
        {
            Use(_blanks.Dequeue());
            return true;
        }
        if (_liveWaits)
        {
            (_liveWaits, _current, Problem) = (false, null, Shape());
            return true;
        }
        _current = null;
        while (Next())
        {
            if (!_isBlank)
            {
                if (_blanks.Count == 0)
                {
                    Problem = Shape();
                    return true;
                }
                // A malformed row waits with what is wrong with it.
                _liveWaits = true;
                Use(_blanks.Dequeue());
                return true;
            }
            _blanks.Enqueue(new(_reader.LineNumber, Blank(), Shape(), true));
        }
        BlankRows += _blanks.Count;
        _blanks.Clear();
        return false;
    }

    private void Use(Held held) => (_current, Problem) = (held, held.Problem);

    private byte[][] Blank()
    {
        if (_blankFields.Length != _reader.FieldCount)
        {
            _blankFields = new byte[_reader.FieldCount][];
            Array.Fill(_blankFields, []);
        }
        return _blankFields;
    }

    private bool Next()
    {
        while (true)
        {
            _malformed = null;
            try
            {
                if (!_reader.Read())
                {
                    return false;
                }
            }
            catch (CsvBytes.UnexpectedEncoding e)
            {
                Reopen(e);
                continue;
            }
            catch (CsvFormatException e)
            {
                throw new DataException("csv.long-row", $"{_path}({Math.Max(e.LineNumber, _lastLine + 1)},1): the row is longer than {LongestRow >> 20} MB. A quote is probably not closed, or this is no CSV file.", e);
            }
            _lastLine = _reader.LineNumber;
            var raw = _reader.RawRecord;
            if (_lastLine <= _firstLine)
            {
                continue;
            }
            _isBlank = raw.Length == _reader.FieldCount - 1 || (raw.Length < 2 * _reader.FieldCount && IsBlank(raw));
            return true;
        }
    }

    private (CsvBytes, CsvHelper.CsvReader) Open(string encoding, bool hash)
    {
        var bytes = CsvBytes.Open(_path, encoding, hash);
        Stream text = _dialect.Delimiter == ' ' ? new CsvBlanks(bytes) : bytes;
        return (bytes, CsvHelper.CsvReader.Create(text, ReaderOptions(_dialect.Delimiter, _dialect.BlanksBeforeQuotes, m => _malformed = m), false));
    }

    // Starts again in the encoding that the later bytes show, and goes on after the last row given.
    private void Reopen(CsvBytes.UnexpectedEncoding surprise)
    {
        if (!_follow)
        {
            throw surprise;
        }
        var encoding = CsvEncoding.DetectAround(_path, surprise.Place, surprise.Value);
        Dispose();
        (_bytes, _reader) = Open(encoding, false);
        while (_lastLine > 0 && _reader.Read() && _reader.LineNumber < _lastLine)
        {
            // These rows were given already.
        }
    }

    private bool IsBlank(ReadOnlySpan<byte> raw) => raw.IndexOfAnyExcept((byte)_dialect.Delimiter, (byte)' ', (byte)'\t') < 0;

    private DataException? Shape()
    {
        if (_malformed is { } malformed && malformed.Reason != CsvMalformedReason.StrayQuote)
        {
            var field = CsvQuotes.FieldAtFault(malformed.RawRecord, _dialect.Delimiter);
            if (malformed.Reason == CsvMalformedReason.UnterminatedQuote && _reader.LineNumber > _dialect.SkippedLines)
            {
                throw new DataException("csv.unclosed-quote", $"{_path}({_reader.LineNumber},{field}): a quoted field is never closed. Close the quote, or double it (\"\") where it is part of the text.");
            }
            return new("csv.quote", $"{_path}({_reader.LineNumber},{field}): text follows the closing quote of a field. Double the quotes inside a quoted field (\"\"), or leave such rows out with --on-bad-row skip.");
        }
        var count = _reader.FieldCount;
        return count == _expected ? null : new("csv.ragged",
            $"{_path}({_reader.LineNumber},{Math.Min(count, _expected) + 1}): the row splits into {count}, not {_expected} fields. Quote a field that holds the delimiter '{_dialect.Delimiter}', or leave such rows out with --on-bad-row skip.");
    }

    private bool HoldLast()
    {
        while (_held.Count < _skipLast)
        {
            _held.Enqueue(Materialised());
            if (!Advance())
            {
                return LeaveOut();
            }
        }
        _held.Enqueue(Materialised());
        Use(_held.Dequeue());
        return true;
    }

    private bool HoldEnd()
    {
        do
        {
            _held.Enqueue(Materialised());
            if (!Advance())
            {
                return LeaveOut();
            }
        }
        while (_held.Count < MostHeld && IsEnd());
        // It was not the end: the rows held come first, then this one.
        _waiting = Materialised();
        Use(_held.Dequeue());
        return true;
    }

    private Held Materialised() => _current ?? new(Line, Raw(), Problem, false);

    private bool LeaveOut()
    {
        while (_held.TryDequeue(out var held))
        {
            if (held.IsBlank)
            {
                BlankRows++;
                continue;
            }
            LeftOut.Add(string.Join(_dialect.Delimiter, held.Fields.Select(Encoding.UTF8.GetString)));
        }
        return false;
    }

    private byte[][] Raw()
    {
        var fields = new byte[_reader.FieldCount][];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = _reader.GetSpan(i).ToArray();
        }
        return fields;
    }

    private bool IsEnd() => _current is { IsBlank: true } || IsTotals();

    private bool IsTotals()
    {
        if (_expected < 2)
        {
            return false;
        }
        for (var i = 0; i < Count; i++)
        {
            var field = Field(i);
            if (!field.IsEmpty)
            {
                return CsvTotals.IsWord(field);
            }
        }
        return false;
    }

    private sealed record Held(long Line, byte[][] Fields, DataException? Problem, bool IsBlank);
}
