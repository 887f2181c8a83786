using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>The dot product of a float32 row with float64 coefficients, in double: what a linear model asks of every row it predicts. The same bits for the same row, wherever it stands.</summary>
internal static class WideDot
{
    /// <summary>Σⱼ row[j] · coefficients[j].</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of(ReadOnlySpan<float> row, ReadOnlySpan<double> coefficients)
    {
        if (row.Length != coefficients.Length)
        {
            throw new ArgumentException($"{row.Length} values and {coefficients.Length} coefficients.", nameof(coefficients));
        }
        ref var x = ref MemoryMarshal.GetReference(row);
        ref var c = ref MemoryMarshal.GetReference(coefficients);
        var j = 0;
        double sum = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<double> s0 = default, s1 = default;
            for (; j + 16 <= row.Length; j += 16)
            {
                var (low, high) = Vector512.Widen(Vector512.LoadUnsafe(ref x, (nuint)j));
                s0 = Vector512.MultiplyAddEstimate(low, Vector512.LoadUnsafe(ref c, (nuint)j), s0);
                s1 = Vector512.MultiplyAddEstimate(high, Vector512.LoadUnsafe(ref c, (nuint)j + 8), s1);
            }
            sum = Vector512.Sum(s0 + s1);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Vector256<double> s0 = default, s1 = default;
            for (; j + 8 <= row.Length; j += 8)
            {
                var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)j));
                s0 = Vector256.MultiplyAddEstimate(low, Vector256.LoadUnsafe(ref c, (nuint)j), s0);
                s1 = Vector256.MultiplyAddEstimate(high, Vector256.LoadUnsafe(ref c, (nuint)j + 4), s1);
            }
            sum = Vector256.Sum(s0 + s1);
        }
        for (; j < row.Length; j++)
        {
            sum += Unsafe.Add(ref x, j) * Unsafe.Add(ref c, j);
        }
        return sum;
    }
}
