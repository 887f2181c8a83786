using System.Runtime.CompilerServices;

namespace Pipelines.Data;

/// <summary>One column as it grows: numbers, ticks or codes in an array that doubles, never the text of its cells.</summary>
internal sealed class CsvColumnBuilder
{
    private readonly CsvType _type;
    private readonly bool _isPlain;
    private readonly CsvMissing _missing;
    private readonly CsvMissing _missingNumbers;
    private readonly CsvLevels? _levels;
    private double[] _numbers = [];

    // The numbers of a column that holds plain ones, none of any other.
    private double[] _plain = [];
    private long[] _ticks = [];
    private int[] _codes = [];
    private CsvNumberMarks _marks;
    private int _rows;

    public CsvColumnBuilder(CsvColumnFormat format, CsvMissing missing, CsvMissing missingNumbers, int capacity)
    {
        (Format, _missing, _missingNumbers, _type, _isPlain) = (format, missing, missingNumbers, format.Type, format.IsPlain);
        switch (format.Type)
        {
            case CsvType.Number:
                _numbers = GC.AllocateUninitializedArray<double>(capacity);
                _plain = _isPlain ? _numbers : [];
                break;
            case CsvType.Time:
                _ticks = new long[capacity];
                break;
            default:
                _codes = new int[capacity];
                _levels = new();
                break;
        }
    }

    public CsvColumnFormat Format { get; }

    /// <summary>What the numbers had besides digits.</summary>
    public CsvNumberMarks Marks => _marks;

    /// <summary>Adds a cell; where it is not of the column's type, adds a missing one and says false.</summary>
    /// <param name="cell">The cell, without the blanks around it.</param>
    /// <param name="record">The bytes of its row, for speed; the cell need not be among them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(ReadOnlySpan<byte> cell, ReadOnlySpan<byte> record = default)
    {
        var numbers = _plain;
        var row = _rows;
        if ((uint)row < (uint)numbers.Length && CsvRowNumber.TryRead(record, cell, out numbers[row]))
        {
            _rows = row + 1;
            return true;
        }
        return AddOther(cell);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool AddOther(ReadOnlySpan<byte> cell)
    {
        var row = _rows++;
        if (_type == CsvType.Number)
        {
            if (row == _numbers.Length)
            {
                Array.Resize(ref _numbers, Larger(row));
                _plain = _isPlain ? _numbers : _plain;
            }
            if (Format.TryNumber(cell, out _numbers[row], ref _marks))
            {
                return true;
            }
            _numbers[row] = double.NaN;
            return IsMissing(cell);
        }
        if (_type == CsvType.Time)
        {
            if (row == _ticks.Length)
            {
                Array.Resize(ref _ticks, Larger(row));
            }
            return Format.TryTime(cell, out _ticks[row]) || IsMissing(cell);
        }
        if (row == _codes.Length)
        {
            Array.Resize(ref _codes, Larger(row));
        }
        if (cell.IsEmpty || _missing.Has(cell))
        {
            _codes[row] = -1;
            return true;
        }
        _codes[row] = _levels!.Code(cell);
        return !Format.Id || !IsScientific(cell);
    }

    /// <summary>The column, without the rows that are to be dropped.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kept">The rows to keep, in order; null for all.</param>
    public Column Finish(string name, int[]? kept)
    {
        Column column;
        if (Format.Type == CsvType.Number)
        {
            Array.Resize(ref _numbers, _rows);
            column = new NumberColumn(name, _numbers);
        }
        else if (Format.Type == CsvType.Time)
        {
            Array.Resize(ref _ticks, _rows);
            column = new TimeColumn(name, _ticks, Format.HasZone || Format.Times == CsvTimes.Epoch ? "UTC" : "");
        }
        else
        {
            Array.Resize(ref _codes, _rows);
            column = new TextColumn(name, _codes, _levels!.ToStrings());
        }
        return kept is null ? column : column.Take(kept);
    }

    /// <summary>6.22848E+17, to which a spreadsheet turns a long id.</summary>
    public static bool IsScientific(ReadOnlySpan<byte> cell) =>
        cell.Length >= 4 && cell[0] is >= (byte)'0' and <= (byte)'9' && cell.ContainsAny("eE"u8) && cell.Contains((byte)'+') && CsvPlainNumber.TryRead(cell, out _);

    private bool IsMissing(ReadOnlySpan<byte> cell) => cell.IsEmpty || _missing.Has(cell) || _missingNumbers.Has(cell);

    private static int Larger(int size) => size < Array.MaxLength
        ? (int)Math.Min(Array.MaxLength, Math.Max(1024, 2L * size))
        : throw new DataException("csv.rows", $"More than {size} rows do not fit in one table. Read fewer rows, or stream them through CsvRowSource.");
}
