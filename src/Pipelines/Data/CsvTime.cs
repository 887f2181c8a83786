using System.Text;

namespace Pipelines.Data;

/// <summary>
/// A date or point in time as people write it. Where day and month cannot be told apart (3/4/2024) both readings are kept; one that is impossible is <see cref="TimeColumn.Missing"/>.
/// </summary>
/// <param name="DayFirst">Ticks where the day is written before the month, or the order is clear.</param>
/// <param name="MonthFirst">Ticks where the month is written before the day, or the order is clear.</param>
/// <param name="HasZone">True where it names its zone; the ticks are then UTC.</param>
/// <param name="IsCompact">True for yyyyMMdd, which is also a whole number.</param>
internal readonly record struct CsvTime(long DayFirst, long MonthFirst, bool HasZone, bool IsCompact)
{
    private const int Longest = 64;

    /// <summary>Reads one cell; false where it is no date.</summary>
    public static bool TryRead(ReadOnlySpan<byte> cell, out CsvTime time)
    {
        time = default;
        if (cell.Length is < 6 or > Longest)
        {
            return false;
        }
        Span<byte> buffer = stackalloc byte[Longest];
        var length = Normalise(cell, buffer);
        return length >= 6 && new CsvTimeScanner(buffer[..length]).Read(out time);
    }

    /// <summary>Excel's count of days: 1 is 1900-01-01, and its 29 February 1900 that never was is passed over from 60 on.</summary>
    public static bool TryExcel(double serial, out long ticks)
    {
        ticks = TimeColumn.Missing;
        if (!(serial is >= 1 and < 2_958_466))
        {
            return false;
        }
        var days = serial < 60 ? serial + 1 : serial;
        // To the millisecond, which is all that a spreadsheet keeps.
        ticks = new DateTime(1899, 12, 30).Ticks + ((long)Math.Round(days * 86_400_000) * TimeSpan.TicksPerMillisecond);
        return true;
    }

    /// <summary>Seconds, milliseconds or microseconds since 1970, told apart by their size (years 1973 to 2100).</summary>
    public static bool TryEpoch(double value, out long ticks)
    {
        var magnitude = Math.Abs(value);
        var unit = magnitude < 1e8 ? 0 : magnitude < 4.2e9 ? TimeSpan.TicksPerSecond : magnitude is >= 1e11 and < 4.2e12 ? TimeSpan.TicksPerMillisecond : magnitude is >= 1e14 and < 4.2e15 ? TimeSpan.TicksPerMicrosecond : 0;
        ticks = unit == 0 ? TimeColumn.Missing : DateTime.UnixEpoch.Ticks + (long)Math.Round(value * unit);
        return unit != 0;
    }

    // ASCII, with Y M D h m s for 年月日时分秒 and A P for 上午 下午.
    private static int Normalise(ReadOnlySpan<byte> cell, Span<byte> buffer)
    {
        var length = 0;
        while (!cell.IsEmpty)
        {
            if (cell[0] < 0x80)
            {
                buffer[length++] = cell[0] is (byte)'t' && length is 8 or 9 or 10 ? (byte)'T' : cell[0];
                cell = cell[1..];
                continue;
            }
            Rune.DecodeFromUtf8(cell, out var rune, out var used);
            cell = cell[used..];
            byte mark = rune.Value switch
            {
                >= '０' and <= '９' => (byte)('0' + rune.Value - '０'),
                '：' => (byte)':',
                '－' => (byte)'-',
                '／' => (byte)'/',
                '年' => (byte)'Y',
                '月' => (byte)'M',
                '日' or '号' => (byte)'D',
                '时' or '點' or '点' or '時' => (byte)'h',
                '分' => (byte)'m',
                '秒' => (byte)'s',
                '上' or '早' => (byte)'A',
                '下' or '晚' => (byte)'P',
                '午' => (byte)'N',
                '\u00A0' or '\u202F' or '\u3000' => (byte)' ',
                _ => 0,
            };
            if (mark == 0)
            {
                return 0;
            }
            if (mark == 'N')
            {
                // 上午 and 下午 are one sign.
                if (length == 0 || buffer[length - 1] is not ((byte)'A' or (byte)'P'))
                {
                    return 0;
                }
                continue;
            }
            buffer[length++] = mark;
        }
        return length;
    }
}
