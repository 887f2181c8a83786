using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>
/// Products of a few rows of doubles with one vector, four rows at a time: the dot product of every row, or the weighted sum of the rows.
/// Bound by reading the rows once; each result is summed in an order that depends only on the length, never on how many rows there are. NaN and infinities spread as in IEEE arithmetic.
/// </summary>
internal static class RowSums
{
    /// <summary>y_r = Σ_i a_ri x_i for every row r.</summary>
    /// <param name="a">Where the first row begins.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="x">The vector; its length is that of the rows.</param>
    /// <param name="y">Receives one sum a row.</param>
    public static void Dots(ReadOnlySpan<double> a, int stride, ReadOnlySpan<double> x, Span<double> y)
    {
        if (y.IsEmpty)
        {
            return;
        }
        _ = a[..(((y.Length - 1) * stride) + x.Length)]; // one check; the loops below go by reference
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var with = ref MemoryMarshal.GetReference(x);
        var row = 0;
        for (; row + 4 <= y.Length; row += 4)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Dots512(ref Unsafe.Add(ref first, (nint)row * stride), stride, ref with, x.Length, ref y[row]);
            }
            else
            {
                Dots256(ref Unsafe.Add(ref first, (nint)row * stride), stride, ref with, x.Length, ref y[row]);
            }
        }
        for (; row < y.Length; row++)
        {
            y[row] = Dot(ref Unsafe.Add(ref first, (nint)row * stride), ref with, x.Length);
        }
    }

    /// <summary>Σ_i a_i b_i over the shorter length.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Dot(ref MemoryMarshal.GetReference(a), ref MemoryMarshal.GetReference(b), Math.Min(a.Length, b.Length));

    /// <summary>y_i += Σ_r c_r a_ri: the rows, each times its weight, added up in their order.</summary>
    /// <param name="a">Where the first row begins.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="weights">One weight a row.</param>
    /// <param name="y">The vector added to; its length is that of the rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<double> a, int stride, ReadOnlySpan<double> weights, Span<double> y)
    {
        if (weights.IsEmpty)
        {
            return;
        }
        _ = a[..(((weights.Length - 1) * stride) + y.Length)];
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var to = ref MemoryMarshal.GetReference(y);
        var row = 0;
        for (; row + 4 <= weights.Length; row += 4)
        {
            ref var a0 = ref Unsafe.Add(ref first, (nint)row * stride);
            ref var a1 = ref Unsafe.Add(ref a0, stride);
            ref var a2 = ref Unsafe.Add(ref a1, stride);
            ref var a3 = ref Unsafe.Add(ref a2, stride);
            var (c0, c1, c2, c3) = (Vector256.Create(weights[row]), Vector256.Create(weights[row + 1]), Vector256.Create(weights[row + 2]), Vector256.Create(weights[row + 3]));
            nuint i = 0;
            for (; i + 4 <= (nuint)y.Length; i += 4)
            {
                var sum = Vector256.MultiplyAddEstimate(c0, Vector256.LoadUnsafe(ref a0, i), Vector256.LoadUnsafe(ref to, i));
                sum = Vector256.MultiplyAddEstimate(c1, Vector256.LoadUnsafe(ref a1, i), sum);
                sum = Vector256.MultiplyAddEstimate(c2, Vector256.LoadUnsafe(ref a2, i), sum);
                Vector256.MultiplyAddEstimate(c3, Vector256.LoadUnsafe(ref a3, i), sum).StoreUnsafe(ref to, i);
            }
            for (; i < (nuint)y.Length; i++)
            {
                Unsafe.Add(ref to, i) += (weights[row] * Unsafe.Add(ref a0, i)) + (weights[row + 1] * Unsafe.Add(ref a1, i)) + (weights[row + 2] * Unsafe.Add(ref a2, i)) + (weights[row + 3] * Unsafe.Add(ref a3, i));
            }
        }
        for (; row < weights.Length; row++)
        {
            Add(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref first, (nint)row * stride), y.Length), weights[row], y);
        }
    }

    /// <summary>y += scale · x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<double> x, double scale, Span<double> y)
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y[..x.Length]);
        var by = Vector256.Create(scale);
        nuint i = 0;
        for (; i + 4 <= (nuint)x.Length; i += 4)
        {
            Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref from, i), by, Vector256.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
        }
        for (; i < (nuint)x.Length; i++)
        {
            Unsafe.Add(ref to, i) += scale * Unsafe.Add(ref from, i);
        }
    }

    // The three sums below keep to one order: eight partial sums by place modulo 8, folded in halves, then the last places one by one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots512(ref double a0, int stride, ref double x, int length, ref double y)
    {
        ref var a1 = ref Unsafe.Add(ref a0, stride);
        ref var a2 = ref Unsafe.Add(ref a1, stride);
        ref var a3 = ref Unsafe.Add(ref a2, stride);
        Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
        nuint i = 0;
        for (; i + 8 <= (nuint)length; i += 8)
        {
            var with = Vector512.LoadUnsafe(ref x, i);
            s0 = Vector512.MultiplyAddEstimate(Vector512.LoadUnsafe(ref a0, i), with, s0);
            s1 = Vector512.MultiplyAddEstimate(Vector512.LoadUnsafe(ref a1, i), with, s1);
            s2 = Vector512.MultiplyAddEstimate(Vector512.LoadUnsafe(ref a2, i), with, s2);
            s3 = Vector512.MultiplyAddEstimate(Vector512.LoadUnsafe(ref a3, i), with, s3);
        }
        y = Rest(Fold(s0.GetLower() + s0.GetUpper()), ref a0, ref x, i, length);
        Unsafe.Add(ref y, 1) = Rest(Fold(s1.GetLower() + s1.GetUpper()), ref a1, ref x, i, length);
        Unsafe.Add(ref y, 2) = Rest(Fold(s2.GetLower() + s2.GetUpper()), ref a2, ref x, i, length);
        Unsafe.Add(ref y, 3) = Rest(Fold(s3.GetLower() + s3.GetUpper()), ref a3, ref x, i, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots256(ref double a0, int stride, ref double x, int length, ref double y)
    {
        ref var a1 = ref Unsafe.Add(ref a0, stride);
        ref var a2 = ref Unsafe.Add(ref a1, stride);
        ref var a3 = ref Unsafe.Add(ref a2, stride);
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default, t0 = default, t1 = default, t2 = default, t3 = default;
        nuint i = 0;
        for (; i + 8 <= (nuint)length; i += 8)
        {
            var with = Vector256.LoadUnsafe(ref x, i);
            s0 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref a0, i), with, s0);
            s1 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref a1, i), with, s1);
            s2 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref a2, i), with, s2);
            s3 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref a3, i), with, s3);
            with = Vector256.LoadUnsafe(ref x, i + 4);
            t0 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref a0, i + 4), with, t0);
            t1 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref a1, i + 4), with, t1);
            t2 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref a2, i + 4), with, t2);
            t3 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref a3, i + 4), with, t3);
        }
        y = Rest(Fold(s0 + t0), ref a0, ref x, i, length);
        Unsafe.Add(ref y, 1) = Rest(Fold(s1 + t1), ref a1, ref x, i, length);
        Unsafe.Add(ref y, 2) = Rest(Fold(s2 + t2), ref a2, ref x, i, length);
        Unsafe.Add(ref y, 3) = Rest(Fold(s3 + t3), ref a3, ref x, i, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(ref double a, ref double x, int length)
    {
        Vector256<double> s = default, t = default;
        nuint i = 0;
        for (; i + 8 <= (nuint)length; i += 8)
        {
            s = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref a, i), Vector256.LoadUnsafe(ref x, i), s);
            t = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref a, i + 4), Vector256.LoadUnsafe(ref x, i + 4), t);
        }
        return Rest(Fold(s + t), ref a, ref x, i, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Fold(Vector256<double> sums)
    {
        var halves = sums.GetLower() + sums.GetUpper();
        return halves[0] + halves[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Rest(double sum, ref double a, ref double x, nuint i, int length)
    {
        for (; i < (nuint)length; i++)
        {
            sum += Unsafe.Add(ref a, i) * Unsafe.Add(ref x, i);
        }
        return sum;
    }
}
