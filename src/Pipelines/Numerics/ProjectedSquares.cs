using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>
/// Quadratic forms of many float32 rows at once, in double: of each row z = (x − center) · scale, its projections tᵢ = aᵢ·z and the weighted sums Σ wᵢ tᵢ². Squared Mahalanobis distances,
/// Hotelling's T² and reconstruction errors are such sums.
/// <para>
/// Sixteen rows stand side by side in the lanes of vectors, so every sum of a row is taken in the order of its columns and then of the axes: a row gives the same bits alone and in any batch.
/// Cost n k d multiply-adds; allocates nothing after the first calls. NaN and infinities spread as in IEEE arithmetic.
/// </para>
/// </summary>
internal static class ProjectedSquares
{
    /// <summary>Rows that are worked on together.</summary>
    public const int Lanes = 16;

    /// <summary>Doubles of a line of the cache.</summary>
    private const int CacheLine = 8;

    /// <summary>Writes the sums of each row.</summary>
    /// <param name="rows">n x d, row after row.</param>
    /// <param name="center">d numbers, subtracted.</param>
    /// <param name="scale">d numbers, multiplied by.</param>
    /// <param name="axes">k x d.</param>
    /// <param name="weights">s x k: one weight an axis for each sum.</param>
    /// <param name="squares">Receives (s + 1) x n: each sum of all rows, then Σ z² of all rows.</param>
    public static void Of(ReadOnlySpan<float> rows, double[] center, double[] scale, ReadOnlySpan<double> axes, ReadOnlySpan<double> weights, Span<double> squares)
    {
        var d = center.Length;
        var (n, k) = (rows.Length / d, axes.Length / d);
        var sums = k == 0 ? (squares.Length / Math.Max(1, n)) - 1 : weights.Length / k;
        var buffer = ArrayPool<double>.Shared.Rent(((d + sums + 1) * Lanes) + CacheLine);
        var start = BeforeLine(buffer);
        var z = buffer.AsSpan(start, d * Lanes);
        var totals = buffer.AsSpan(start + (d * Lanes), (sums + 1) * Lanes);
        for (var first = 0; first < n; first += Lanes)
        {
            var count = Math.Min(Lanes, n - first);
            totals.Clear();
            if (count == Lanes)
            {
                Spread(rows[(first * d)..], center, scale, z, totals[(sums * Lanes)..]);
            }
            else
            {
                z.Clear();
                SpreadFew(rows.Slice(first * d, count * d), center, scale, z, totals[(sums * Lanes)..]);
            }
            if (Vector512.IsHardwareAccelerated)
            {
                Project512(z, axes, weights, k, sums, totals);
            }
            else
            {
                Project256(z, axes, weights, k, sums, totals);
            }
            for (var s = 0; s <= sums; s++)
            {
                totals.Slice(s * Lanes, count).CopyTo(squares[((s * n) + first)..]);
            }
        }
        ArrayPool<double>.Shared.Return(buffer);
    }

    /// <summary>How many places to leave out so that a vector does not lie across two lines of the cache, which takes twice as long. Should the array be moved meanwhile, that costs time and changes no bit.</summary>
    private static int BeforeLine(double[] buffer)
    {
        var address = Unsafe.ByteOffset(ref Unsafe.NullRef<double>(), ref MemoryMarshal.GetArrayDataReference(buffer));
        return (int)(-address & ((CacheLine * sizeof(double)) - 1)) / sizeof(double);
    }

    /// <summary>Sixteen rows, turned so that a column's values stand side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(ReadOnlySpan<float> rows, double[] center, double[] scale, Span<double> z, Span<double> norms)
    {
        var d = center.Length;
        ref var x = ref MemoryMarshal.GetReference(rows[..(Lanes * d)]);
        ref var to = ref MemoryMarshal.GetReference(z[..(Lanes * d)]);
        Vector256<double> n0 = default, n1 = default, n2 = default, n3 = default;
        for (var j = 0; j < d; j++)
        {
            var (c, s) = (Vector256.Create(center[j]), Vector256.Create(scale[j]));
            var z0 = (Four(ref Unsafe.Add(ref x, j), d) - c) * s;
            var z1 = (Four(ref Unsafe.Add(ref x, j + (4 * d)), d) - c) * s;
            var z2 = (Four(ref Unsafe.Add(ref x, j + (8 * d)), d) - c) * s;
            var z3 = (Four(ref Unsafe.Add(ref x, j + (12 * d)), d) - c) * s;
            z0.StoreUnsafe(ref to, (nuint)(j * Lanes));
            z1.StoreUnsafe(ref to, (nuint)((j * Lanes) + 4));
            z2.StoreUnsafe(ref to, (nuint)((j * Lanes) + 8));
            z3.StoreUnsafe(ref to, (nuint)((j * Lanes) + 12));
            n0 += z0 * z0;
            n1 += z1 * z1;
            n2 += z2 * z2;
            n3 += z3 * z3;
        }
        n0.CopyTo(norms);
        n1.CopyTo(norms[4..]);
        n2.CopyTo(norms[8..]);
        n3.CopyTo(norms[12..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Four(ref float x, int stride)
    {
        var (low, high) = Vector128.Widen(Vector128.Create(x, Unsafe.Add(ref x, stride), Unsafe.Add(ref x, 2 * stride), Unsafe.Add(ref x, 3 * stride)));
        return Vector256.Create(low, high);
    }

    private static void SpreadFew(ReadOnlySpan<float> rows, double[] center, double[] scale, Span<double> z, Span<double> norms)
    {
        var d = center.Length;
        for (var r = 0; r < rows.Length / d; r++)
        {
            var norm = 0.0;
            for (var j = 0; j < d; j++)
            {
                var value = (rows[(r * d) + j] - center[j]) * scale[j];
                z[(j * Lanes) + r] = value;
                norm += value * value;
            }
            norms[r] = norm;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Project512(ReadOnlySpan<double> z, ReadOnlySpan<double> axes, ReadOnlySpan<double> weights, int k, int sums, Span<double> totals)
    {
        var d = z.Length / Lanes;
        ref var zz = ref MemoryMarshal.GetReference(z);
        ref var a = ref MemoryMarshal.GetReference(axes);
        var i = 0;
        for (; i + 4 <= k; i += 4)
        {
            Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default, t0 = default, t1 = default, t2 = default, t3 = default;
            ref var a0 = ref Unsafe.Add(ref a, (nint)i * d);
            ref var a1 = ref Unsafe.Add(ref a0, d);
            ref var a2 = ref Unsafe.Add(ref a1, d);
            ref var a3 = ref Unsafe.Add(ref a2, d);
            for (var j = 0; j < d; j++)
            {
                var (x0, x1) = (Vector512.LoadUnsafe(ref zz, (nuint)(j * Lanes)), Vector512.LoadUnsafe(ref zz, (nuint)((j * Lanes) + 8)));
                var by = Vector512.Create(Unsafe.Add(ref a0, j));
                s0 = Vector512.MultiplyAddEstimate(by, x0, s0);
                t0 = Vector512.MultiplyAddEstimate(by, x1, t0);
                by = Vector512.Create(Unsafe.Add(ref a1, j));
                s1 = Vector512.MultiplyAddEstimate(by, x0, s1);
                t1 = Vector512.MultiplyAddEstimate(by, x1, t1);
                by = Vector512.Create(Unsafe.Add(ref a2, j));
                s2 = Vector512.MultiplyAddEstimate(by, x0, s2);
                t2 = Vector512.MultiplyAddEstimate(by, x1, t2);
                by = Vector512.Create(Unsafe.Add(ref a3, j));
                s3 = Vector512.MultiplyAddEstimate(by, x0, s3);
                t3 = Vector512.MultiplyAddEstimate(by, x1, t3);
            }
            for (var s = 0; s < sums; s++)
            {
                var w = weights.Slice((s * k) + i, 4);
                var to = totals.Slice(s * Lanes, Lanes);
                var sum = Vector512.Create<double>(to) + (w[0] * (s0 * s0));
                ((sum + (w[1] * (s1 * s1))) + (w[2] * (s2 * s2)) + (w[3] * (s3 * s3))).CopyTo(to);
                sum = Vector512.Create<double>(to[8..]) + (w[0] * (t0 * t0));
                ((sum + (w[1] * (t1 * t1))) + (w[2] * (t2 * t2)) + (w[3] * (t3 * t3))).CopyTo(to[8..]);
            }
        }
        for (; i < k; i++)
        {
            Vector512<double> s0 = default, t0 = default;
            for (var j = 0; j < d; j++)
            {
                var by = Vector512.Create(Unsafe.Add(ref a, ((nint)i * d) + j));
                s0 = Vector512.MultiplyAddEstimate(by, Vector512.LoadUnsafe(ref zz, (nuint)(j * Lanes)), s0);
                t0 = Vector512.MultiplyAddEstimate(by, Vector512.LoadUnsafe(ref zz, (nuint)((j * Lanes) + 8)), t0);
            }
            for (var s = 0; s < sums; s++)
            {
                var w = weights[(s * k) + i];
                var to = totals.Slice(s * Lanes, Lanes);
                (Vector512.Create<double>(to) + (w * (s0 * s0))).CopyTo(to);
                (Vector512.Create<double>(to[8..]) + (w * (t0 * t0))).CopyTo(to[8..]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Project256(ReadOnlySpan<double> z, ReadOnlySpan<double> axes, ReadOnlySpan<double> weights, int k, int sums, Span<double> totals)
    {
        var d = z.Length / Lanes;
        ref var zz = ref MemoryMarshal.GetReference(z);
        ref var a = ref MemoryMarshal.GetReference(axes);
        for (var i = 0; i < k; i++)
        {
            Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
            for (var j = 0; j < d; j++)
            {
                var by = Vector256.Create(Unsafe.Add(ref a, ((nint)i * d) + j));
                s0 = Vector256.MultiplyAddEstimate(by, Vector256.LoadUnsafe(ref zz, (nuint)(j * Lanes)), s0);
                s1 = Vector256.MultiplyAddEstimate(by, Vector256.LoadUnsafe(ref zz, (nuint)((j * Lanes) + 4)), s1);
                s2 = Vector256.MultiplyAddEstimate(by, Vector256.LoadUnsafe(ref zz, (nuint)((j * Lanes) + 8)), s2);
                s3 = Vector256.MultiplyAddEstimate(by, Vector256.LoadUnsafe(ref zz, (nuint)((j * Lanes) + 12)), s3);
            }
            for (var s = 0; s < sums; s++)
            {
                var w = weights[(s * k) + i];
                var to = totals.Slice(s * Lanes, Lanes);
                (Vector256.Create<double>(to) + (w * (s0 * s0))).CopyTo(to);
                (Vector256.Create<double>(to[4..]) + (w * (s1 * s1))).CopyTo(to[4..]);
                (Vector256.Create<double>(to[8..]) + (w * (s2 * s2))).CopyTo(to[8..]);
                (Vector256.Create<double>(to[12..]) + (w * (s3 * s3))).CopyTo(to[12..]);
            }
        }
    }
}
