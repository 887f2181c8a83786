using System.Globalization;
using System.Text;

namespace Pipelines.Data;

/// <summary>How the cells of one column are read once its type is decided.</summary>
internal sealed record CsvColumnFormat(CsvType Type)
{
    /// <summary>True where 1,5 is one and a half.</summary>
    public bool Comma { get; init; }

    /// <summary>True where every cell is written with %.</summary>
    public bool Percent { get; init; }

    /// <summary>True where the type was told: 00123 is then the number 123, and text in a cell is an error.</summary>
    public bool Told { get; init; }

    /// <summary>True where the few cells that are no numbers are errors rather than a sign of a text column.</summary>
    public bool Firm { get; init; }

    /// <summary>True for ids: scientific notation is refused.</summary>
    public bool Id { get; init; }

    /// <summary>How times are written.</summary>
    public CsvTimes Times { get; init; }

    /// <summary>True where times name their zone.</summary>
    public bool HasZone { get; init; }

    /// <summary>The format of the options.</summary>
    public string? TimeFormat { get; init; }

    /// <summary>True where a plain number means what it says.</summary>
    public bool IsPlain => !Comma && !Percent;

    /// <summary>A number in this column's form.</summary>
    public bool TryNumber(ReadOnlySpan<byte> cell, out double value, ref CsvNumberMarks marks)
    {
        if (IsPlain && CsvPlainNumber.TryRead(cell, out value))
        {
            return true;
        }
        value = double.NaN;
        if (!CsvNumber.TryRead(cell, out var number))
        {
            return false;
        }
        value = Comma ? number.Comma : number.Point;
        if (double.IsNaN(value) || (!Told && (number.Marks & (CsvNumberMarks.LeadingZero | CsvNumberMarks.TooLong)) != 0))
        {
            return false;
        }
        if ((number.Marks & CsvNumberMarks.Percent) != 0 != Percent && value != 0)
        {
            return false;
        }
        marks |= number.Marks;
        return true;
    }

    /// <summary>A time in this column's form, as ticks.</summary>
    public bool TryTime(ReadOnlySpan<byte> cell, out long ticks)
    {
        switch (Times)
        {
            case CsvTimes.Excel:
                if (CsvPlainNumber.TryRead(cell, out var serial) && CsvTime.TryExcel(serial, out ticks))
                {
                    return true;
                }
                break;
            case CsvTimes.Epoch:
                if (CsvPlainNumber.TryRead(cell, out var epoch) && (CsvTime.TryEpoch(epoch, out ticks) || (Told && Small(epoch, out ticks))))
                {
                    return true;
                }
                break;
            case CsvTimes.Format:
                return TryFormat(cell, TimeFormat!, out ticks);
            default:
                break;
        }
        if (!CsvTime.TryRead(cell, out var time) || (time.HasZone != HasZone && Times < CsvTimes.Excel))
        {
            ticks = TimeColumn.Missing;
            return false;
        }
        ticks = Times == CsvTimes.MonthFirst ? time.MonthFirst : time.DayFirst;
        return ticks != TimeColumn.Missing;
    }

    /// <summary>A time in the format of the options.</summary>
    public static bool TryFormat(ReadOnlySpan<byte> cell, string format, out long ticks)
    {
        Span<char> chars = stackalloc char[128];
        if (cell.Length <= chars.Length)
        {
            var text = chars[..Encoding.UTF8.GetChars(cell, chars)];
            if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces, out var time))
            {
                ticks = time.Ticks;
                return true;
            }
        }
        ticks = TimeColumn.Missing;
        return false;
    }

    // Seconds in the first three years after 1970, which only a told column may hold.
    private static bool Small(double epoch, out long ticks)
    {
        ticks = Math.Abs(epoch) < 1e8 ? DateTime.UnixEpoch.Ticks + (long)Math.Round(epoch * TimeSpan.TicksPerSecond) : TimeColumn.Missing;
        return ticks != TimeColumn.Missing;
    }
}
