using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pipelines.Data;

/// <summary>The fast way for numbers in plain form, which nearly all are.</summary>
internal static class CsvPlainNumber
{
    // Every whole number up to here is exact in double precision; longer digit strings are codes, or lose their last digits.
    private const ulong Exact = 1UL << 53;

    private static ReadOnlySpan<double> Powers =>
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>
    /// A number in plain form: digits with at most one point and an exponent. Digits with a leading zero (00123), whole numbers beyond 2^53, inf and NaN are not plain.
    /// Fifteen digits or fewer are exact in one division, as correctly rounded as a full parse.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> cell, out double value)
    {
        var length = cell.Length;
        if (length == 0 || !BitConverter.IsLittleEndian)
        {
            value = 0;
            return length > 0 && TryLoop(cell, out value);
        }
        ref var first = ref MemoryMarshal.GetReference(cell);
        var sign = first == '-' ? 1 : 0;
        length -= sign;
        return (length - 1u < 8 && TryShort(ref Unsafe.Add(ref first, sign), length, sign, out value)) || TryLoop(cell, out value);
    }

    // One to eight bytes at once, without a loop whose end a processor cannot foresee: the bytes are moved to the high end of a word with zeros before them, the point is cut out,
    // and pairs, fours and eights of digits are joined by multiplication.
    private static bool TryShort(ref byte first, int length, int sign, out double value)
    {
        const ulong Zeros = 0x3030303030303030, Points = 0x2E2E2E2E2E2E2E2E, Ones = 0x0101010101010101, Highs = 0x8080808080808080;
        ulong word;
        if (length >= 4)
        {
            word = Unsafe.ReadUnaligned<uint>(ref first) | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4)) << ((length - 4) * 8));
        }
        else
        {
            word = first | ((ulong)Unsafe.Add(ref first, length >> 1) << ((length >> 1) * 8)) | ((ulong)Unsafe.Add(ref first, length - 1) << ((length - 1) * 8));
        }
        var filler = (8 - length) * 8;
        // At most 56 bits of zeros; none where all eight bytes are there (a shift by 8 and then by 56).
        word = (word << filler) | (Zeros >> 8 >> (56 - filler));
        var different = word ^ Points;
        var point = (different - Ones) & ~different & Highs;
        var fraction = 0;
        var whole = length;
        if (point != 0)
        {
            var place = BitOperations.TrailingZeroCount(point) >> 3;
            fraction = 7 - place;
            whole = length - 1 - fraction;
            var below = (1UL << (place * 8)) - 1;
            var above = ~((below << 8) | 0xFF);
            word = (word & above) | ((word & below) << 8) | 0x30;
        }
        const ulong High = 0xF0F0F0F0F0F0F0F0;
        if (((word & High) | (((word + 0x0606060606060606) & High) >> 4)) != 0x3333333333333333 || (whole > 1 && first == '0') || whole + fraction == 0)
        {
            value = 0;
            return false;
        }
        word -= Zeros;
        word = (word * 10) + (word >> 8);
        word = (((word & 0x000000FF000000FF) * 0x000F424000000064) + (((word >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
        var magnitude = (uint)word / Unsafe.Add(ref MemoryMarshal.GetReference(Powers), fraction);
        // The sign bit, so that no branch depends on the sign.
        value = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(magnitude) | ((ulong)sign << 63));
        return true;
    }

    private static bool TryLoop(ReadOnlySpan<byte> cell, out double value)
    {
        value = 0;
        var i = 0;
        var negative = cell.Length > 0 && cell[0] == '-';
        if (negative)
        {
            i = 1;
        }
        var start = i;
        ulong digits = 0;
        uint digit;
        while (i < cell.Length && (digit = (uint)(cell[i] - '0')) <= 9)
        {
            digits = (digits * 10) + digit;
            i++;
        }
        var whole = i - start;
        if (whole > 1 && cell[start] == '0')
        {
            return false;
        }
        var fraction = 0;
        if (i < cell.Length && cell[i] == '.')
        {
            i++;
            var from = i;
            while (i < cell.Length && (digit = (uint)(cell[i] - '0')) <= 9)
            {
                digits = (digits * 10) + digit;
                i++;
            }
            fraction = i - from;
        }
        if (whole + fraction == 0)
        {
            return false;
        }
        if (i == cell.Length && whole + fraction <= 18 && digits <= Exact && fraction <= 18)
        {
            var magnitude = fraction == 0 ? digits : digits / Powers[fraction];
            value = negative ? -magnitude : magnitude;
            return true;
        }
        return Long(cell, i, fraction > 0, out value);
    }

    // Exponents, and more digits than one division handles.
    private static bool Long(ReadOnlySpan<byte> cell, int at, bool fraction, out double value)
    {
        value = 0;
        if (at < cell.Length)
        {
            if (cell[at] is not ((byte)'e' or (byte)'E'))
            {
                return false;
            }
        }
        else if (!fraction)
        {
            return false;
        }
        return double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }
}
