using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Neighbors;

/// <summary>
/// The distance that decides: Σ (a − b)² in double, products and sums rounded one by one in one fixed order, so that every index, machine and instruction set agrees on it.
/// Searches look through rows in float32 and ask here only about rows that may matter; the bounds say how far float32 can be from this.
/// </summary>
internal static class ExactDistance
{
    /// <summary>Twice the relative rounding error of one float32 operation: room for the second-order terms.</summary>
    private const double Step = 1.0 / (1 << 23);

    /// <summary>More than products below the smallest float32 lose in one column.</summary>
    private const double Underflow = 1e-44;

    /// <summary>Σ (a − b)²: columns 0 to 7, 8 to 15, ... in eight sums that are added pairwise, then the columns left over one by one.</summary>
    public static double Between(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        var column = 0;
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b[..a.Length]);
        if (a.Length >= 8)
        {
            // No fused multiply-add here: it rounds otherwise, and not every machine has it.
            Vector256<double> low = default, high = default;
            for (; column + 8 <= a.Length; column += 8)
            {
                var (x0, x1) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)column));
                var (y0, y1) = Vector256.Widen(Vector256.LoadUnsafe(ref y, (nuint)column));
                low += (x0 - y0) * (x0 - y0);
                high += (x1 - y1) * (x1 - y1);
            }
            low += high;
            var pair = low.GetLower() + low.GetUpper();
            sum = pair[0] + pair[1];
        }
        for (; column < a.Length; column++)
        {
            var difference = (double)a[column] - b[column];
            sum += difference * difference;
        }
        return sum;
    }

    /// <summary>No float32 sum of squared differences of rows within <paramref name="limit"/> is above this; infinity where float32 could overflow.</summary>
    public static float Highest(double limit, int columns)
    {
        var bound = (limit * (1 + ((columns + 4) * Step))) + (columns * Underflow);
        return bound < float.MaxValue / 2 ? MathF.BitIncrement((float)bound) : float.PositiveInfinity;
    }

    /// <summary>Every float32 sum of squared differences up to this is of rows within <paramref name="limit"/>; negative where there is none.</summary>
    public static float Surest(double limit, int columns)
    {
        var bound = (Math.Min(limit, float.MaxValue / 2) * (1 - ((columns + 4) * Step))) - (columns * Underflow);
        return MathF.BitDecrement((float)bound);
    }
}
