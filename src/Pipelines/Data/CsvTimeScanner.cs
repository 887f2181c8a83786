namespace Pipelines.Data;

/// <summary>Goes through the characters of one date or time from left to right. The text is ASCII, with Y M D h m s for 年月日时分秒 and A P for 上午 下午.</summary>
internal ref struct CsvTimeScanner(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    public bool Read(out CsvTime time)
    {
        time = default;
        if (!Date(out var year, out var first, out var second, out var swap, out var compact))
        {
            return false;
        }
        if (!TimeOfDay(out var ticks, out var offset, out var zone))
        {
            return false;
        }
        var dayFirst = swap ? Day(year, second, first) : Day(year, first, second);
        var monthFirst = Day(year, first, second);
        if (dayFirst == TimeColumn.Missing && monthFirst == TimeColumn.Missing)
        {
            return false;
        }
        time = new(Add(dayFirst), Add(monthFirst), zone, compact);
        return true;

        long Add(long day) => day == TimeColumn.Missing ? day : Math.Clamp(day + ticks - offset, 0, DateTime.MaxValue.Ticks);
    }

    // Leaves month and day in first and second; swap says that they may be the other way round.
    private bool Date(out int year, out int first, out int second, out bool swap, out bool compact)
    {
        (year, first, second, swap, compact) = (0, 0, 1, false, false);
        var start = _at;
        if (Month(out first))
        {
            // Mar 5, 2024
            return Skip(' ') && Number(1, 2, out second) && (Skip(',') | Skip(' ')) && Blanks() && Number(4, 4, out year);
        }
        if (!Number(1, 14, out var number))
        {
            return false;
        }
        var digits = _at - start;
        if (digits is 8 or 14)
        {
            compact = true;
            _at = start;
            return Number(4, 4, out year, 4) && Number(2, 2, out first, 2) && Number(2, 2, out second, 2) && year is >= 1900 and <= 2100;
        }
        var separator = _at < _text.Length ? _text[_at++] : (byte)0;
        if (digits == 4)
        {
            year = number;
            if (separator == 'Y')
            {
                return Number(1, 2, out first) && Skip('M') && (!Number(1, 2, out second) ? (second = 1) == 1 : Skip('D') || _at == _text.Length);
            }
            if (separator is not ((byte)'-' or (byte)'/' or (byte)'.'))
            {
                return false;
            }
            if (!Number(1, 2, out first) && !Month(out first))
            {
                return false;
            }
            return Skip((char)separator) ? Number(1, 2, out second) : separator == '-' && _at == _text.Length && (second = 1) == 1;
        }
        if (digits > 2)
        {
            return false;
        }
        if (separator is (byte)' ' or (byte)'-' or (byte)'.' && Month(out first))
        {
            // 5 Mar 2024, 05-Mar-2024
            second = number;
            return (Skip((char)separator) || Skip(' ')) && Blanks() && Year(out year);
        }
        if (separator is not ((byte)'-' or (byte)'/' or (byte)'.') || !Number(1, 2, out second) || !Skip((char)separator) || !Year(out year))
        {
            return false;
        }
        first = number;
        // With points the day always comes first (5.3.2024); otherwise either order is possible.
        if (separator == '.')
        {
            (first, second) = (second, first);
        }
        else
        {
            swap = true;
        }
        return true;
    }

    private bool TimeOfDay(out long ticks, out long offset, out bool zone)
    {
        (ticks, offset, zone) = (0, 0, false);
        if (_at == _text.Length)
        {
            return true;
        }
        var half = 0;
        if (_at >= 14 && _text[_at - 1] is >= (byte)'0' and <= (byte)'9' && _text[_at] is >= (byte)'0' and <= (byte)'9')
        {
            return false;
        }
        if (_at == 8 && _text.Length == 14 && Number(2, 2, out var compactHour, 2) && Number(2, 2, out var compactMinute, 2) && Number(2, 2, out var compactSecond, 2))
        {
            ticks = Clock(compactHour, compactMinute, compactSecond);
            return ticks >= 0;
        }
        if (_text[_at - 1] != 'D' && _text[_at] is not ((byte)'T' or (byte)' ' or (byte)'A' or (byte)'P'))
        {
            return false;
        }
        _ = Skip('T') || Blanks();
        half = Half();
        if (!Number(1, 2, out var hour))
        {
            return false;
        }
        int minute = 0, second = 0;
        long part = 0;
        if (Skip('h'))
        {
            if (Number(1, 2, out minute) && !Skip('m'))
            {
                return false;
            }
            if (Number(1, 2, out second) && !Skip('s'))
            {
                return false;
            }
        }
        else if (!Skip(':') || !Number(2, 2, out minute) || (Skip(':') && (!Number(2, 2, out second) || !Fraction(out part))))
        {
            return false;
        }
        Blanks();
        half = half == 0 ? Half() : half;
        if (half != 0)
        {
            if (hour > 12 && half == 1)
            {
                return false;
            }
            hour = half == 2 && hour < 12 ? hour + 12 : half == 1 && hour == 12 ? 0 : hour;
        }
        ticks = Clock(hour, minute, second);
        if (ticks < 0 || !Zone(out offset, out zone))
        {
            return false;
        }
        ticks += part;
        return _at == _text.Length;
    }

    private bool Zone(out long offset, out bool zone)
    {
        (offset, zone) = (0, true);
        Blanks();
        if (Skip('Z'))
        {
            return true;
        }
        if (_text[_at..].SequenceEqual("UTC"u8) || _text[_at..].SequenceEqual("GMT"u8))
        {
            _at += 3;
            return true;
        }
        var sign = Skip('+') ? 1 : Skip('-') ? -1 : 0;
        if (sign == 0)
        {
            zone = false;
            return true;
        }
        var minutes = 0;
        if (!Number(2, 2, out var hours, 2) || (Skip(':') ? !Number(2, 2, out minutes) : _at < _text.Length && !Number(2, 2, out minutes)) || hours > 14)
        {
            return false;
        }
        offset = sign * ((hours * 60) + minutes) * TimeSpan.TicksPerMinute;
        return true;
    }

    private bool Fraction(out long ticks)
    {
        ticks = 0;
        if (!Skip('.') && !Skip(','))
        {
            return true;
        }
        var unit = TimeSpan.TicksPerSecond;
        var from = _at;
        for (; _at < _text.Length && _text[_at] is >= (byte)'0' and <= (byte)'9'; _at++)
        {
            unit /= 10;
            ticks += unit * (_text[_at] - '0');
        }
        return _at > from;
    }

    // 1 for the morning, 2 for the afternoon, 0 where it is not said.
    private int Half()
    {
        if (_at == _text.Length)
        {
            return 0;
        }
        var half = (_text[_at] | 0x20) switch { 'a' => 1, 'p' => 2, _ => 0 };
        if (half != 0)
        {
            _at++;
            _ = Skip('M') || Skip('m');
            Blanks();
        }
        return half;
    }

    private bool Month(out int month)
    {
        month = 0;
        if (_at + 3 > _text.Length)
        {
            return false;
        }
        var names = "janfebmaraprmayjunjulaugsepoctnovdec"u8;
        Span<byte> name = [(byte)(_text[_at] | 0x20), (byte)(_text[_at + 1] | 0x20), (byte)(_text[_at + 2] | 0x20)];
        for (var i = 0; i < 12; i++)
        {
            if (name.SequenceEqual(names.Slice(i * 3, 3)))
            {
                month = i + 1;
                for (_at += 3; _at < _text.Length && (_text[_at] | 0x20) is >= 'a' and <= 'z'; _at++)
                {
                    // The rest of a name written out, such as March.
                }
                _ = _at < _text.Length && _text[_at] == '.' && Skip('.');
                return true;
            }
        }
        return false;
    }

    private bool Year(out int year)
    {
        var from = _at;
        if (!Number(2, 4, out year) || _at - from == 3)
        {
            return false;
        }
        // Two digits: 70 to 99 are the last century.
        year += _at - from == 4 ? 0 : year >= 70 ? 1900 : 2000;
        return true;
    }

    private bool Number(int fewest, int most, out int value, int take = 14)
    {
        var from = _at;
        long number = 0;
        for (; _at < _text.Length && _at - from < take && _text[_at] is >= (byte)'0' and <= (byte)'9'; _at++)
        {
            number = (number * 10) + _text[_at] - '0';
        }
        value = (int)Math.Min(number, int.MaxValue);
        if (_at - from >= fewest && _at - from <= most)
        {
            return true;
        }
        _at = from;
        return false;
    }

    private bool Skip(char c)
    {
        if (_at < _text.Length && _text[_at] == c)
        {
            _at++;
            return true;
        }
        return false;
    }

    private bool Blanks()
    {
        while (Skip(' '))
        {
            // Any number of blanks.
        }
        return true;
    }

    private static long Clock(int hour, int minute, int second) =>
        hour < 24 && minute < 60 && second < 60 ? ((((hour * 60L) + minute) * 60) + second) * TimeSpan.TicksPerSecond
        : hour == 24 && minute == 0 && second == 0 ? TimeSpan.TicksPerDay : -1;

    // A day as ticks, or Missing where there is no such day.
    private static long Day(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateTime(year, month, day).Ticks : TimeColumn.Missing;
}
