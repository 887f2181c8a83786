using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>Adds float32 rows to sums of doubles, as means of clusters need: each sum is one lane, so the order of additions is that of the calls.</summary>
internal static class RowAccumulation
{
    /// <summary>sums += weight · x.</summary>
    /// <param name="x">d values.</param>
    /// <param name="weight">What the row counts; negative takes it away.</param>
    /// <param name="sums">d sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<float> x, double weight, Span<double> sums)
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(sums[..x.Length]);
        nuint i = 0, n = (nuint)x.Length;
        if (Vector512.IsHardwareAccelerated)
        {
            var factor = Vector512.Create(weight);
            for (; i + 16 <= n; i += 16)
            {
                var (low, high) = Vector512.Widen(Vector512.LoadUnsafe(ref from, i));
                ((low * factor) + Vector512.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
                ((high * factor) + Vector512.LoadUnsafe(ref to, i + 8)).StoreUnsafe(ref to, i + 8);
            }
        }
        var by = Vector256.Create(weight);
        for (; i + 8 <= n; i += 8)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref from, i));
            ((low * by) + Vector256.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
            ((high * by) + Vector256.LoadUnsafe(ref to, i + 4)).StoreUnsafe(ref to, i + 4);
        }
        for (; i < n; i++)
        {
            Unsafe.Add(ref to, i) += weight * Unsafe.Add(ref from, i);
        }
    }
}
