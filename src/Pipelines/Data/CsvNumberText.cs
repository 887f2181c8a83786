namespace Pipelines.Data;

/// <summary>Brings the many ways to write digits and signs to one: ASCII, <c>$</c> for any currency, <c>w</c> for 万 and <c>y</c> for 亿.</summary>
internal static class CsvNumberText
{
    // Each with the number it counts as, so that a column that mixes two currencies is seen.
    private static ReadOnlySpan<byte> Codes => "USDEURCNYRMBGBPJPYHKDTWDKRWINRRUBCHF"u8;

    /// <summary>Writes the cell's normal form; 0 where a character belongs to no number.</summary>
    /// <param name="cell">UTF-8.</param>
    /// <param name="buffer">At least as long as the cell.</param>
    /// <param name="marks">Full-width digits and currencies met.</param>
    /// <param name="currency">Which currency, from 1; 0 for none, −1 for two different ones.</param>
    public static int Normalise(ReadOnlySpan<byte> cell, Span<byte> buffer, out CsvNumberMarks marks, out int currency)
    {
        (marks, currency) = (CsvNumberMarks.None, 0);
        var length = 0;
        for (var i = 0; i < cell.Length;)
        {
            var b = cell[i];
            if (b < 0x80)
            {
                if (b is >= (byte)'0' and <= (byte)'9' or (byte)'.' or (byte)',' or (byte)'-' or (byte)'+' or (byte)'%' or (byte)'(' or (byte)')' or (byte)' ' or (byte)'\'')
                {
                    buffer[length++] = b;
                    i++;
                }
                else if (b == '$')
                {
                    Add(ref buffer[length++], ref marks, ref currency, 1);
                    i++;
                }
                else if (b is (byte)'e' or (byte)'E' && i > 0 && i + 1 < cell.Length && cell[i - 1] is >= (byte)'0' and <= (byte)'9' or (byte)'.' && cell[i + 1] is >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'+')
                {
                    buffer[length++] = b;
                    i++;
                }
                else if (Code(cell[i..]) is > 0 and var code)
                {
                    Add(ref buffer[length++], ref marks, ref currency, code);
                    i += 3;
                }
                else
                {
                    return 0;
                }
                continue;
            }
            var size = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
            if (i + size > cell.Length || size == 4)
            {
                return 0;
            }
            var rune = size == 2 ? ((b & 0x1F) << 6) | (cell[i + 1] & 0x3F) : ((b & 0xF) << 12) | ((cell[i + 1] & 0x3F) << 6) | (cell[i + 2] & 0x3F);
            i += size;
            switch (rune)
            {
                case >= '０' and <= '９':
                    buffer[length++] = (byte)('0' + rune - '０');
                    marks |= CsvNumberMarks.FullWidth;
                    break;
                case '．' or '，' or '－' or '＋' or '％' or '（' or '）':
                    buffer[length++] = (byte)(rune - '！' + '!');
                    marks |= rune is '（' or '）' ? CsvNumberMarks.None : CsvNumberMarks.FullWidth;
                    break;
                case '\u2212':
                    buffer[length++] = (byte)'-';
                    break;
                case '\u2019':
                    buffer[length++] = (byte)'\'';
                    break;
                case '\u3000' or '\u00A0' or '\u202F' or '\u2009':
                    buffer[length++] = (byte)' ';
                    break;
                case '万' or '萬':
                    buffer[length++] = (byte)'w';
                    break;
                case '亿' or '億':
                    buffer[length++] = (byte)'y';
                    break;
                default:
                    var sign = rune switch { '＄' => 1, '€' => 2, '¥' or '￥' or '元' or '圆' => 3, '£' or '￡' => 4, '円' => 5, '₩' => 8, '₹' => 9, '₽' => 10, _ => 0 };
                    if (sign == 0)
                    {
                        return 0;
                    }
                    Add(ref buffer[length++], ref marks, ref currency, sign);
                    break;
            }
        }
        return length;
    }

    private static void Add(ref byte place, ref CsvNumberMarks marks, ref int currency, int sign)
    {
        place = (byte)'$';
        marks |= CsvNumberMarks.Currency;
        currency = currency == 0 || currency == sign ? sign : -1;
    }

    private static int Code(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3)
        {
            return 0;
        }
        for (var i = 0; i < Codes.Length; i += 3)
        {
            if (text[..3].SequenceEqual(Codes.Slice(i, 3)))
            {
                return i switch { 0 => 1, 3 => 2, 6 or 9 => 3, 12 => 4, _ => i / 3 };
            }
        }
        return 0;
    }
}
