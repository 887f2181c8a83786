using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pipelines.Data;

/// <summary>
/// A plain number that stands in a row. The bytes around it may be read too, so that sixteen are taken at once whatever its length, and no branch depends on where it ends or where its point is.
/// The same numbers as <see cref="CsvPlainNumber"/>, which does what is left: longer cells, exponents, other processors.
/// </summary>
internal static class CsvRowNumber
{
    private const int Lanes = 16;
    private const long Exact = 1L << 53;
    private const byte Point = unchecked((byte)('.' - '0'));

    // Divisors by the lane of the point; none for lane 16, where there is no point.
    private static ReadOnlySpan<double> Powers => [1e15, 1e14, 1e13, 1e12, 1e11, 1e10, 1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1, 1];

    // For each lane of the point: which lanes close the gap it leaves (255: a zero).
    private static ReadOnlySpan<byte> WithoutPoint =>
    [
        255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ];

    /// <summary>A number in plain form, as <see cref="CsvPlainNumber.TryRead"/> reads it.</summary>
    /// <param name="row">The bytes of the row; the cell may be elsewhere, where it was unquoted.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> row, ReadOnlySpan<byte> cell, out double value) =>
        (Sse41.IsSupported && cell.Length != 0 && TryVector(ref MemoryMarshal.GetReference(row), row.Length, ref MemoryMarshal.GetReference(cell), cell.Length, out value))
        || CsvPlainNumber.TryRead(cell, out value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryVector(ref byte row, int rowLength, ref byte cell, int length, out double value)
    {
        Unsafe.SkipInit(out value);
        var sign = cell == '-' ? 1 : 0;
        length -= sign;
        ref var first = ref Unsafe.Add(ref cell, sign);
        // A cell that is not in the row is far outside of it, which the unsigned comparisons see.
        var from = (nuint)Unsafe.ByteOffset(ref row, ref first);
        var room = (nuint)rowLength;
        var lanes = Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        Vector128<byte> digits;
        if ((uint)(length - 1) >= Lanes || from >= room)
        {
            return false;
        }
        if (room - from >= Lanes)
        {
            // The sixteen bytes from its first on, moved to the high end; a lane number below 0 gives a zero.
            digits = Ssse3.Shuffle(Vector128.LoadUnsafe(ref first) - Vector128.Create((byte)'0'), lanes + Vector128.Create((byte)(length - Lanes)));
        }
        else if (from + (nuint)length >= Lanes)
        {
            // The sixteen bytes up to its last, those before its first set to zero.
            digits = Vector128.LoadUnsafe(ref Unsafe.Add(ref first, length - Lanes)) - Vector128.Create((byte)'0');
            digits &= Vector128.GreaterThan(lanes.AsSByte(), Vector128.Create((sbyte)(Lanes - 1 - length))).AsByte();
        }
        else
        {
            return false;
        }
        var points = Vector128.Equals(digits, Vector128.Create(Point)).ExtractMostSignificantBits() | (1u << Lanes);
        var place = BitOperations.TrailingZeroCount(points);
        digits = Ssse3.Shuffle(digits, Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(WithoutPoint), (nuint)place * Lanes));
        // A second point, a letter and all else are more than nine. One byte: a digit, not a point. More: no zero in front but before the point.
        if (Vector128.GreaterThanAny(digits, Vector128.Create((byte)9)) || (first == '0' && length > 1 && Unsafe.Add(ref first, 1) != '.') || (length == 1 && first == '.'))
        {
            return false;
        }
        // Neighbours are joined to twos, fours and eights of digits.
        var twos = Ssse3.MultiplyAddAdjacent(digits, Vector128.Create((short)0x010A).AsSByte());
        var fours = Sse2.MultiplyAddAdjacent(twos, Vector128.Create(0x00010064).AsInt16());
        var eights = Sse2.MultiplyAddAdjacent(Sse41.PackUnsignedSaturate(fours, fours).AsInt16(), Vector128.Create(0x00012710).AsInt16()).AsUInt64().ToScalar();
        var whole = ((long)(uint)eights * 100_000_000) + (long)(eights >> 32);
        if (whole > Exact)
        {
            return false;
        }
        var magnitude = whole / Unsafe.Add(ref MemoryMarshal.GetReference(Powers), place);
        // The sign bit, so that no branch depends on the sign.
        value = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(magnitude) | ((ulong)sign << 63));
        return true;
    }
}
