using System.Numerics;
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
        var xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        var hs = MemoryMarshal.Cast<double, Vector<double>>(h);
        var rows = MemoryMarshal.Cast<double, Vector<double>>(a);
        var target = new Vector<double>(w * y);
        for (var b = 0; b < xs.Length; b++)
        {
            hs[b] = Vector.FusedMultiplyAdd(xs[b], target, hs[b]);
        }
        for (var i = 0; i < n; i++)
        {
            var own = new Vector<double>(w * x[i]);
            var row = rows.Slice(i * xs.Length, (i / Vector<double>.Count) + 1);
            for (var b = 0; b < row.Length; b++)
            {
                row[b] = Vector.FusedMultiplyAdd(xs[b], own, row[b]);
            }
        }
    }
}
