using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pipelines.Numerics;

/// <summary>Adds weighted outer products to the normal equations of a small least-squares problem.</summary>
internal static class OuterSum
{
    /// <summary>The distance between rows that <see cref="Add"/> needs for n columns: n rounded up to whole vectors.</summary>
    public static int Stride(int n) => (n + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;

    /// <summary>A += w x xᵀ and h += w y x. Of A the lower triangle is complete; what lies right of it, up to the next whole vector, is spoilt.</summary>
    /// <param name="a">n rows of <see cref="Stride"/> values.</param>
    /// <param name="h">One row of <see cref="Stride"/> values.</param>
    /// <param name="x">n values and zeros up to <see cref="Stride"/>.</param>
    /// <param name="n">Rows of A.</param>
    /// <param name="w">The weight.</param>
    /// <param name="y">The target.</param>
    public static void Add(Span<double> a, Span<double> h, ReadOnlySpan<double> x, int n, double w, double y)
    {
        var lanes = Vector<double>.Count;
        var stride = Stride(n);
        // One check of the lengths here replaces one at every vector below, which would cost as much as the sums.
        ref var toA = ref MemoryMarshal.GetReference(a[..(n * stride)]);
        ref var toH = ref MemoryMarshal.GetReference(h[..stride]);
        ref var from = ref MemoryMarshal.GetReference(x[..stride]);
        var target = new Vector<double>(w * y);
        for (var b = 0; b < stride; b += lanes)
        {
            Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref from, (nuint)b), target, Vector.LoadUnsafe(ref toH, (nuint)b)).StoreUnsafe(ref toH, (nuint)b);
        }
        for (int i = 0, row = 0; i < n; i++, row += stride)
        {
            var own = new Vector<double>(w * Unsafe.Add(ref from, i));
            for (var b = 0; b <= i; b += lanes)
            {
                Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref from, (nuint)b), own, Vector.LoadUnsafe(ref toA, (nuint)(row + b))).StoreUnsafe(ref toA, (nuint)(row + b));
            }
        }
    }
}
