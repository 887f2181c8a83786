using System.Globalization;

namespace Pipelines.Data;

/// <summary>
/// A number as people write it. A cell is read under both meanings of comma and point, since only a whole column can tell which holds; a meaning that is impossible for the cell
/// (1.5 with a decimal comma: three digits must follow a thousands mark) is NaN.
/// </summary>
internal readonly record struct CsvNumber(double Point, double Comma, CsvNumberMarks Marks, int Currency)
{
    private const int Longest = 64;

    // Every whole number up to here is exact in double precision; longer digit strings are codes, or lose their last digits.
    private const ulong Exact = 1UL << 53;

    /// <summary>A number in any of the forms people write; false where it is none, or has more than 64 bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> cell, out CsvNumber number)
    {
        number = default;
        if (CsvPlainNumber.TryRead(cell, out var value))
        {
            // Three digits after the only point, and not "0.": the point may be a thousands mark elsewhere.
            var point = cell.IndexOf((byte)'.');
            var comma = point < 0 ? value : double.NaN;
            if (point > 0)
            {
                Body(cell.TrimStart((byte)'-'), (byte)',', out comma, out _);
                comma = cell[0] == '-' ? -comma : comma;
            }
            number = new(value, comma, cell.ContainsAny((byte)'e', (byte)'E') ? CsvNumberMarks.Scientific : CsvNumberMarks.None, 0);
            return true;
        }
        if (cell.Length is 0 or > Longest)
        {
            return false;
        }
        Span<byte> buffer = stackalloc byte[Longest];
        var length = CsvNumberText.Normalise(cell, buffer, out var marks, out var currency);
        return length > 0 && Signed(buffer[..length], marks, currency, out number);
    }

    private static bool Signed(ReadOnlySpan<byte> text, CsvNumberMarks marks, int currency, out CsvNumber number)
    {
        number = default;
        var negative = false;
        var scale = 1.0;
        text = text.Trim((byte)' ');
        if (text.Length > 2 && text[0] == '(' && text[^1] == ')')
        {
            (negative, marks) = (true, marks | CsvNumberMarks.Parentheses);
            text = text[1..^1].Trim((byte)' ');
        }
        // In front: a sign and a currency in any order; behind: a currency, %, 万 or 亿, or the minus of old ledgers.
        var signs = 0;
        while (text.Length > 1 && text[0] is (byte)'-' or (byte)'+' or (byte)'$' or (byte)' ')
        {
            signs += text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
            negative |= text[0] == '-';
            text = text[1..];
        }
        while (text.Length > 1 && text[^1] is (byte)'-' or (byte)'%' or (byte)'$' or (byte)' ' or (byte)'w' or (byte)'y')
        {
            signs += text[^1] == '-' ? 1 : 0;
            negative |= text[^1] == '-';
            scale *= text[^1] switch { (byte)'w' => 1e4, (byte)'y' => 1e8, _ => 1 };
            if (text[^1] == '%')
            {
                if ((marks & CsvNumberMarks.Percent) != 0)
                {
                    return false;
                }
                marks |= CsvNumberMarks.Percent;
            }
            text = text[..^1];
        }
        if (text.IsEmpty || signs > 1 || (signs == 1 && (marks & CsvNumberMarks.Parentheses) != 0))
        {
            return false;
        }
        var isPoint = Body(text, (byte)'.', out var point, out var pointMarks);
        var isComma = Body(text, (byte)',', out var comma, out var commaMarks);
        if (!isPoint && !isComma)
        {
            return false;
        }
        marks |= isPoint ? pointMarks : commaMarks;
        marks |= scale > 1 ? CsvNumberMarks.Chinese : CsvNumberMarks.None;
        if (text.Length > 1 && text[0] == '0' && text[1] is >= (byte)'0' and <= (byte)'9')
        {
            marks |= CsvNumberMarks.LeadingZero;
        }
        number = new(Final(point), Final(comma), marks, currency);
        return true;

        double Final(double magnitude)
        {
            var signed = negative ? -magnitude : magnitude;
            return (marks & CsvNumberMarks.Percent) != 0 ? signed / 100 : scale > 1 ? signed * scale : signed;
        }
    }

    // Digits in groups of three, the decimal mark and decimals, or an exponent; NaN where that is not what it is.
    private static bool Body(ReadOnlySpan<byte> text, byte mark, out double value, out CsvNumberMarks marks)
    {
        (value, marks) = (double.NaN, CsvNumberMarks.None);
        Span<byte> plain = stackalloc byte[Longest];
        int length = 0, group = 0, groups = 0, i = 0;
        byte separator = 0;
        if (text.Length >= Longest)
        {
            return false;
        }
        for (; i < text.Length && text[i] != mark && text[i] is not ((byte)'e' or (byte)'E'); i++)
        {
            var c = text[i];
            if (c is >= (byte)'0' and <= (byte)'9')
            {
                plain[length++] = c;
                group++;
            }
            else if (c is (byte)',' or (byte)'.' or (byte)'\'' or (byte)' ' && (separator == 0 || separator == c) && (groups == 0 ? group is >= 1 and <= 3 && text[0] != '0' : group == 3))
            {
                (separator, group) = (c, 0);
                groups++;
            }
            else
            {
                return false;
            }
        }
        if (groups > 0 && group != 3)
        {
            return false;
        }
        var whole = length;
        if (i < text.Length && text[i] == mark)
        {
            plain[length++] = (byte)'.';
            for (i++; i < text.Length && text[i] is >= (byte)'0' and <= (byte)'9'; i++)
            {
                plain[length++] = text[i];
            }
        }
        if (length == 0 || (length == 1 && plain[0] == '.'))
        {
            return false;
        }
        if (i < text.Length)
        {
            // Only an exponent may follow, and not after thousands.
            if (groups > 0 || text[i] is not ((byte)'e' or (byte)'E'))
            {
                return false;
            }
            text[i..].CopyTo(plain[length..]);
            length += text.Length - i;
            marks |= CsvNumberMarks.Scientific;
        }
        else if (whole == length && whole > 15 && (whole > 18 || ulong.Parse(plain[..whole], CultureInfo.InvariantCulture) > Exact))
        {
            marks |= CsvNumberMarks.TooLong;
        }
        marks |= groups > 0 ? CsvNumberMarks.Thousands : CsvNumberMarks.None;
        if (double.TryParse(plain[..length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value) && double.IsFinite(value))
        {
            return true;
        }
        value = double.NaN;
        return false;
    }
}
