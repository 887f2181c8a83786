using System.Text;

namespace Pipelines.Data;

/// <summary>What the cells of one column look like so far, kept as counts; its type is decided from them.</summary>
internal sealed class CsvSurvey(CsvMissing missing, CsvMissing missingNumbers, string? timeFormat)
{
    // A marker such as "unknown" comes in one or two spellings; more different words than this are a text column.
    private const int MostWords = 3;

    private readonly List<string> _samples = [];

    /// <summary>Cells with something in them, those of <see cref="CsvOptions.MissingNumbers"/> not counted.</summary>
    public long Filled { get; private set; }

    /// <summary>Cells that only a column of numbers or times takes as missing.</summary>
    public long SoftMissing { get; private set; }

    public long Points { get; private set; }

    public long Commas { get; private set; }

    public long Percents { get; private set; }

    public long Zeros { get; private set; }

    public long InParentheses { get; private set; }

    public long Codes { get; private set; }

    public CsvNumberMarks Marks { get; private set; }

    public int Currency { get; private set; }

    public long DayFirst { get; private set; }

    public long MonthFirst { get; private set; }

    /// <summary>Times that read differently under the two orders.</summary>
    public long Open { get; private set; }

    public long Zoned { get; private set; }

    public long Compact { get; private set; }

    public long Formatted { get; private set; }

    public double Low { get; private set; } = double.PositiveInfinity;

    public double High { get; private set; } = double.NegativeInfinity;

    public bool AllWhole { get; private set; } = true;

    /// <summary>The different cells that are neither number nor time, at most a few.</summary>
    public List<string> Words { get; } = [];

    /// <summary>Cells that are neither number nor time.</summary>
    public long WordCells { get; private set; }

    /// <summary>The first cell whose day and month cannot be told apart.</summary>
    public string FirstOpen { get; private set; } = "";

    /// <summary>Its file.</summary>
    public string FirstOpenFile { get; private set; } = "";

    /// <summary>Its line.</summary>
    public long FirstOpenLine { get; private set; }

    /// <summary>Up to three different cells as written.</summary>
    public IReadOnlyList<string> Samples => _samples;

    /// <summary>True where the words are few, and none has a digit: a marker for missing values rather than codes.</summary>
    public bool WordsAreMarkers => Words.Count <= MostWords && Words.TrueForAll(w => !w.Any(char.IsAsciiDigit));

    /// <summary>Takes one trimmed cell into account.</summary>
    public void Add(ReadOnlySpan<byte> cell, string file, long line)
    {
        if (cell.IsEmpty || missing.Has(cell))
        {
            return;
        }
        Sample(cell);
        if (missingNumbers.Has(cell))
        {
            SoftMissing++;
            return;
        }
        Filled++;
        if (timeFormat is not null && CsvColumnFormat.TryFormat(cell, timeFormat, out _))
        {
            Formatted++;
        }
        var isNumber = CsvNumber.TryRead(cell, out var number);
        if (isNumber)
        {
            Add(number);
        }
        // Of plain numbers only yyyyMMdd and yyyyMMddHHmmss may be times.
        if ((!isNumber || cell.Length is 8 or 14 || number.Marks != CsvNumberMarks.None) && CsvTime.TryRead(cell, out var time))
        {
            Add(time, cell, file, line);
        }
        else if (!isNumber)
        {
            WordCells++;
            if (Words.Count <= MostWords && Encoding.UTF8.GetString(cell) is var word && !Words.Contains(word))
            {
                Words.Add(word);
            }
        }
    }

    private void Add(CsvNumber number)
    {
        Points += double.IsNaN(number.Point) ? 0 : 1;
        Commas += double.IsNaN(number.Comma) ? 0 : 1;
        Percents += (number.Marks & CsvNumberMarks.Percent) != 0 ? 1 : 0;
        InParentheses += (number.Marks & CsvNumberMarks.Parentheses) != 0 ? 1 : 0;
        Codes += (number.Marks & (CsvNumberMarks.LeadingZero | CsvNumberMarks.TooLong)) != 0 ? 1 : 0;
        Marks |= number.Marks;
        if (number.Currency != 0)
        {
            Currency = Currency == 0 || Currency == number.Currency ? number.Currency : -1;
        }
        var value = double.IsNaN(number.Point) ? number.Comma : number.Point;
        Zeros += value == 0 ? 1 : 0;
        Low = Math.Min(Low, value);
        High = Math.Max(High, value);
        AllWhole &= value == Math.Floor(value);
    }

    private void Add(CsvTime time, ReadOnlySpan<byte> cell, string file, long line)
    {
        DayFirst += time.DayFirst == TimeColumn.Missing ? 0 : 1;
        MonthFirst += time.MonthFirst == TimeColumn.Missing ? 0 : 1;
        Zoned += time.HasZone ? 1 : 0;
        Compact += time.IsCompact ? 1 : 0;
        if (time.DayFirst != time.MonthFirst)
        {
            Open++;
            if (FirstOpenLine == 0)
            {
                (FirstOpen, FirstOpenFile, FirstOpenLine) = (Encoding.UTF8.GetString(cell), file, line);
            }
        }
    }

    private void Sample(ReadOnlySpan<byte> cell)
    {
        if (_samples.Count < 3)
        {
            var text = Encoding.UTF8.GetString(cell.Length > 200 ? cell[..200] : cell);
            if (!_samples.Contains(text))
            {
                _samples.Add(text);
            }
        }
    }
}
