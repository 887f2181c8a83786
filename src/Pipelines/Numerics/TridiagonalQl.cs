using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by the QL algorithm with implicit Wilkinson shifts: Bowdler, Martin, Reinsch and Wilkinson,
/// "The QR and QL algorithms for symmetric matrices" (1968); the sweep is that of Dubrulle, "A short note on the implicit QL algorithm for symmetric tridiagonal matrices" (1970).
/// <para>
/// Departure: the rotations are written down first and applied to the vectors later, many sweeps at once, to strips of <see cref="Strip"/> columns that stay in the nearest cache
/// (Van Zee, Van de Geijn and Quintana-Ortí, "Restructuring the tridiagonal and bidiagonal QR algorithms for performance", 2014). The sweeps cost about 30n² operations, the vectors 5n³;
/// strips are independent, so any number of threads gives the same bits.
/// </para>
/// </summary>
internal static class TridiagonalQl
{
    /// <summary>Columns rotated together; rows of vectors must be a multiple of this long.</summary>
    public const int Strip = 16;

    private const int SweepsAtOnce = 1 << 15;
    private const int SweepsAnEigenvalue = 50;

    /// <summary>Replaces the diagonal by the eigenvalues, in no order, and turns the rows of <paramref name="vectors"/> with them.</summary>
    /// <param name="diagonal">The n values of the diagonal, finite and of magnitude about 1; receives the eigenvalues.</param>
    /// <param name="below">The n − 1 values beside it, with room for n; spoilt.</param>
    /// <param name="vectors">n rows of <paramref name="stride"/> values, or empty to compute the values alone.</param>
    /// <param name="stride">A multiple of <see cref="Strip"/>.</param>
    /// <param name="threads">How many threads may work at once; changes no bit.</param>
    /// <param name="cancellation">Checked between strips of many rotations.</param>
    /// <exception cref="ArithmeticException">An eigenvalue did not settle in 50 sweeps; not seen for finite values.</exception>
    public static void Solve(double[] diagonal, double[] below, double[] vectors, int stride, int threads, CancellationToken cancellation)
    {
        var n = diagonal.Length;
        var limit = Math.Max(SweepsAtOnce, n);
        var wanted = vectors.Length > 0;
        // Cosine and sine of each rotation; sweep after sweep, (first, last) plane of each.
        var rotations = wanted ? new double[2 * (limit + n)] : [];
        var sweeps = new List<(int Low, int High, int Start)>();
        var count = 0;
        var norm = 0.0;
        for (var i = 0; i < n; i++)
        {
            norm = Math.Max(norm, Math.Abs(diagonal[i]) + (i < n - 1 ? Math.Abs(below[i]) : 0));
        }
        var negligible = norm * double.BitIncrement(1) - norm; // one unit in the last place of the norm
        if (n > 0)
        {
            below[n - 1] = 0;
        }
        for (var low = 0; low < n; low++)
        {
            for (var sweep = 0; ; sweep++)
            {
                var high = low;
                while (high < n - 1 && Math.Abs(below[high]) > negligible)
                {
                    high++;
                }
                if (high == low)
                {
                    break;
                }
                if (sweep == SweepsAnEigenvalue)
                {
                    throw new ArithmeticException($"Eigenvalue {low} of {n} did not settle in {SweepsAnEigenvalue} sweeps.");
                }
                Sweep(diagonal, below, low, high, wanted ? rotations.AsSpan(2 * count) : []);
                if (wanted)
                {
                    sweeps.Add((low, high, count));
                    count += high - low;
                    if (count >= limit)
                    {
                        Rotate(vectors, stride, n, rotations, sweeps, threads, cancellation);
                        sweeps.Clear();
                        count = 0;
                    }
                }
            }
        }
        if (count > 0)
        {
            Rotate(vectors, stride, n, rotations, sweeps, threads, cancellation);
        }
    }

    /// <summary>One sweep over the unreduced block low .. high, from its end to its beginning; writes down its rotations in that order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sweep(double[] d, double[] e, int low, int high, Span<double> rotations)
    {
        var g = (d[low + 1] - d[low]) / (2 * e[low]);
        var r = Math.Sqrt((g * g) + 1);
        g = d[high] - d[low] + (e[low] / (g + Math.CopySign(r, g)));
        var (s, c, p) = (1.0, 1.0, 0.0);
        var next = 0;
        for (var i = high - 1; i >= low; i--)
        {
            var f = s * e[i];
            var b = c * e[i];
            r = Math.Sqrt((f * f) + (g * g));
            e[i + 1] = r;
            if (r == 0)
            {
                // The block fell apart here: the rest of the sweep is the identity.
                d[i + 1] -= p;
                e[high] = 0;
                for (; i >= low && next < rotations.Length; i--)
                {
                    (rotations[next++], rotations[next++]) = (1, 0);
                }
                return;
            }
            var inverse = 1 / r;
            s = f * inverse;
            c = g * inverse;
            g = d[i + 1] - p;
            r = ((d[i] - g) * s) + (2 * c * b);
            p = s * r;
            d[i + 1] = g + p;
            g = (c * r) - b;
            if (!rotations.IsEmpty)
            {
                (rotations[next++], rotations[next++]) = (c, s);
            }
        }
        d[low] -= p;
        e[low] = g;
        e[high] = 0;
    }

    private static void Rotate(double[] vectors, int stride, int n, double[] rotations, List<(int Low, int High, int Start)> sweeps, int threads, CancellationToken cancellation)
    {
        var flops = 0.0;
        foreach (var (low, high, _) in sweeps)
        {
            flops += 6.0 * (high - low) * n;
        }
        Tiles.Run(stride / Strip, Tiles.Threads(flops, threads), strip =>
        {
            ref var column = ref vectors[strip * Strip];
            var list = CollectionsMarshal.AsSpan(sweeps);
            for (var k = 0; k < list.Length; k++)
            {
                var (low, high, start) = list[k];
                ref var row = ref Unsafe.Add(ref column, (nint)high * stride);
                if (!Vector512.IsHardwareAccelerated)
                {
                    Rotate256(ref row, stride, high - low, ref rotations[2 * start]);
                }
                else if (k + 1 < list.Length && list[k + 1].High == high && list[k + 1].Low >= low)
                {
                    // Two sweeps in one pass over the rows.
                    k++;
                    Rotate512(ref row, stride, high - low, ref rotations[2 * start], high - list[k].Low, ref rotations[2 * list[k].Start]);
                }
                else
                {
                    Rotate512(ref row, stride, high - low, ref rotations[2 * start]);
                }
            }
        }, cancellation);
    }

    /// <summary>Rows i and i + 1 become c·row_i − s·row_{i+1} and s·row_i + c·row_{i+1}, for i downwards; the row between two rotations stays in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rotate512(ref double row, nint stride, int count, ref double rotations)
    {
        var x0 = Vector512.LoadUnsafe(ref row);
        var x1 = Vector512.LoadUnsafe(ref row, 8);
        for (; count > 0; count--)
        {
            ref var above = ref Unsafe.Subtract(ref row, stride);
            var c = Vector512.Create(rotations);
            var s = Vector512.Create(Unsafe.Add(ref rotations, 1));
            var y0 = Vector512.LoadUnsafe(ref above);
            var y1 = Vector512.LoadUnsafe(ref above, 8);
            Vector512.MultiplyAddEstimate(s, y0, c * x0).StoreUnsafe(ref row);
            Vector512.MultiplyAddEstimate(s, y1, c * x1).StoreUnsafe(ref row, 8);
            x0 = Vector512.MultiplyAddEstimate(-s, x0, c * y0);
            x1 = Vector512.MultiplyAddEstimate(-s, x1, c * y1);
            row = ref above;
            rotations = ref Unsafe.Add(ref rotations, 2);
        }
        x0.StoreUnsafe(ref row);
        x1.StoreUnsafe(ref row, 8);
    }

    /// <summary>The same for two sweeps from the same row, the second (no longer than the first) one row behind: each row is read and written once for both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rotate512(ref double row, nint stride, int count, ref double rotations, int behind, ref double second)
    {
        // x: the row the first sweep has in hand; z: the one of the second, stored one row below.
        ref var above = ref Unsafe.Subtract(ref row, stride);
        var c = Vector512.Create(rotations);
        var s = Vector512.Create(Unsafe.Add(ref rotations, 1));
        var x0 = Vector512.LoadUnsafe(ref row);
        var x1 = Vector512.LoadUnsafe(ref row, 8);
        var y0 = Vector512.LoadUnsafe(ref above);
        var y1 = Vector512.LoadUnsafe(ref above, 8);
        var z0 = Vector512.MultiplyAddEstimate(s, y0, c * x0);
        var z1 = Vector512.MultiplyAddEstimate(s, y1, c * x1);
        x0 = Vector512.MultiplyAddEstimate(-s, x0, c * y0);
        x1 = Vector512.MultiplyAddEstimate(-s, x1, c * y1);
        count--;
        for (; behind > 0; behind--)
        {
            rotations = ref Unsafe.Add(ref rotations, 2);
            var (f0, f1) = (x0, x1);
            if (count > 0)
            {
                count--;
                above = ref Unsafe.Subtract(ref above, stride);
                c = Vector512.Create(rotations);
                s = Vector512.Create(Unsafe.Add(ref rotations, 1));
                y0 = Vector512.LoadUnsafe(ref above);
                y1 = Vector512.LoadUnsafe(ref above, 8);
                f0 = Vector512.MultiplyAddEstimate(s, y0, c * x0);
                f1 = Vector512.MultiplyAddEstimate(s, y1, c * x1);
                x0 = Vector512.MultiplyAddEstimate(-s, x0, c * y0);
                x1 = Vector512.MultiplyAddEstimate(-s, x1, c * y1);
            }
            c = Vector512.Create(second);
            s = Vector512.Create(Unsafe.Add(ref second, 1));
            Vector512.MultiplyAddEstimate(s, f0, c * z0).StoreUnsafe(ref row);
            Vector512.MultiplyAddEstimate(s, f1, c * z1).StoreUnsafe(ref row, 8);
            z0 = Vector512.MultiplyAddEstimate(-s, z0, c * f0);
            z1 = Vector512.MultiplyAddEstimate(-s, z1, c * f1);
            row = ref Unsafe.Subtract(ref row, stride);
            second = ref Unsafe.Add(ref second, 2);
        }
        z0.StoreUnsafe(ref row);
        z1.StoreUnsafe(ref row, 8);
        if (!Unsafe.AreSame(ref row, ref above))
        {
            x0.StoreUnsafe(ref above);
            x1.StoreUnsafe(ref above, 8);
            Rotate512(ref above, stride, count, ref Unsafe.Add(ref rotations, 2));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rotate256(ref double row, nint stride, int count, ref double rotations)
    {
        var x0 = Vector256.LoadUnsafe(ref row);
        var x1 = Vector256.LoadUnsafe(ref row, 4);
        var x2 = Vector256.LoadUnsafe(ref row, 8);
        var x3 = Vector256.LoadUnsafe(ref row, 12);
        for (; count > 0; count--)
        {
            ref var above = ref Unsafe.Subtract(ref row, stride);
            var c = Vector256.Create(rotations);
            var s = Vector256.Create(Unsafe.Add(ref rotations, 1));
            var y0 = Vector256.LoadUnsafe(ref above);
            var y1 = Vector256.LoadUnsafe(ref above, 4);
            var y2 = Vector256.LoadUnsafe(ref above, 8);
            var y3 = Vector256.LoadUnsafe(ref above, 12);
            Vector256.MultiplyAddEstimate(s, y0, c * x0).StoreUnsafe(ref row);
            Vector256.MultiplyAddEstimate(s, y1, c * x1).StoreUnsafe(ref row, 4);
            Vector256.MultiplyAddEstimate(s, y2, c * x2).StoreUnsafe(ref row, 8);
            Vector256.MultiplyAddEstimate(s, y3, c * x3).StoreUnsafe(ref row, 12);
            x0 = Vector256.MultiplyAddEstimate(-s, x0, c * y0);
            x1 = Vector256.MultiplyAddEstimate(-s, x1, c * y1);
            x2 = Vector256.MultiplyAddEstimate(-s, x2, c * y2);
            x3 = Vector256.MultiplyAddEstimate(-s, x3, c * y3);
            row = ref above;
            rotations = ref Unsafe.Add(ref rotations, 2);
        }
        x0.StoreUnsafe(ref row);
        x1.StoreUnsafe(ref row, 4);
        x2.StoreUnsafe(ref row, 8);
        x3.StoreUnsafe(ref row, 12);
    }
}
