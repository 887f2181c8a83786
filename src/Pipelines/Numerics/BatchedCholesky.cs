using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pipelines.Numerics;

/// <summary>
/// Many small symmetric positive definite systems A x = b of one size at a time, such as alternating least squares meets once a user: one system a vector lane, so that the
/// factorisation A = L Lᵀ and both substitutions run on whole vectors however small the systems are. After Golub and Van Loan, "Matrix computations", 4th edition 2013, 4.2.
/// Cost n³/3 + 2n² operations a system; memory n² values a lane and thread. A system's bits depend on nothing but itself: not on its neighbours, its place or the number of threads.
/// For n up to about 128; above, <see cref="Cholesky"/>.
/// </summary>
internal static class BatchedCholesky
{
    private const int Tile = 4;

    /// <summary>Solves <paramref name="count"/> systems.</summary>
    /// <param name="a">System s begins at s · n · <paramref name="stride"/>, its rows stand <paramref name="stride"/> values apart; only lower triangles are read; not changed.</param>
    /// <param name="stride">From one row to the next, at least <paramref name="n"/>.</param>
    /// <param name="b">n values a system, touching; receives x, NaN for a system that is not positive definite.</param>
    /// <param name="n">Unknowns of each system, at least 1.</param>
    /// <param name="count">How many systems.</param>
    /// <param name="failures">Receives −1 for each system, or the first row whose pivot is not a positive finite number.</param>
    /// <param name="threads">How many threads may work at once; changes no bit.</param>
    /// <param name="cancellation">Checked between groups of systems.</param>
    /// <returns>How many systems failed.</returns>
    /// <exception cref="ArgumentException">The arrays are too short.</exception>
    public static int Solve<T>(T[] a, int stride, T[] b, int n, int count, int[] failures, int threads = 1, CancellationToken cancellation = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        if (stride < n || count < 0 || (count > 0 && a.Length < ((((long)count * n) - 1) * stride) + n) || b.Length < (long)count * n || failures.Length < count)
        {
            throw new ArgumentException($"BatchedCholesky needs {count} systems of {n} x {n}, rows {stride} apart; got {a.Length} values, {b.Length} right-hand sides, {failures.Length} places.", nameof(a));
        }
        var lanes = Vector<T>.Count;
        var groups = (count + lanes - 1) / lanes;
        var useful = Tiles.Threads(count * ((n / 3.0 * n * n) + (2.0 * n * n)), threads);
        // A few dozen pieces, each with a workspace of its own.
        var pieces = Math.Min(groups, 64);
        Tiles.Run(pieces, useful, piece =>
        {
            var work = new Workspace<T>(n);
            for (var group = (int)((long)piece * groups / pieces); group < (int)((piece + 1L) * groups / pieces); group++)
            {
                cancellation.ThrowIfCancellationRequested();
                work.Solve(a, stride, b, group * lanes, Math.Min(lanes, count - (group * lanes)), failures);
            }
        }, cancellation);
        var failed = 0;
        foreach (var row in failures.AsSpan(0, count))
        {
            failed += row >= 0 ? 1 : 0;
        }
        return failed;
    }

    /// <summary>One group of systems, element (i, j) of all of them in one vector; L replaces A.</summary>
    private sealed class Workspace<T>(int n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector<T>[] _l = new Vector<T>[n * n], _inverse = new Vector<T>[n], _x = new Vector<T>[n];

        public void Solve(T[] a, int stride, T[] b, int first, int some, int[] failures)
        {
            Load(a, stride, b, first, some);
            Span<int> failed = stackalloc int[Vector<T>.Count];
            failed.Fill(-1);
            Factor(failed);
            for (var i = 0; i < n; i++)
            {
                var sum = _x[i];
                for (var k = 0; k < i; k++)
                {
                    sum = Subtract(sum, _l[(i * n) + k], _x[k]);
                }
                _x[i] = sum * _inverse[i];
            }
            for (var i = n - 1; i >= 0; i--)
            {
                var solved = _x[i] *= _inverse[i];
                for (var k = 0; k < i; k++)
                {
                    _x[k] = Subtract(_x[k], _l[(i * n) + k], solved);
                }
            }
            var all = MemoryMarshal.Cast<Vector<T>, T>(_x);
            for (var lane = 0; lane < some; lane++)
            {
                failures[first + lane] = failed[lane];
                var to = b.AsSpan((first + lane) * n, n);
                for (var i = 0; i < to.Length; i++)
                {
                    to[i] = failed[lane] < 0 ? all[(i * Vector<T>.Count) + lane] : T.NaN;
                }
            }
        }

        /// <summary>Puts each system into its lane; lanes without one get the identity.</summary>
        private void Load(T[] a, int stride, T[] b, int first, int some)
        {
            var lanes = Vector<T>.Count;
            if (some < lanes)
            {
                Array.Clear(_l);
                Array.Clear(_x);
                for (var i = 0; i < n; i++)
                {
                    _l[(i * n) + i] = Vector<T>.One;
                }
            }
            ref var l = ref Unsafe.As<Vector<T>, T>(ref _l[0]);
            ref var x = ref Unsafe.As<Vector<T>, T>(ref _x[0]);
            for (var lane = 0; lane < some; lane++)
            {
                for (var i = 0; i < n; i++)
                {
                    var row = a.AsSpan((((first + lane) * n) + i) * stride, i + 1);
                    ref var to = ref Unsafe.Add(ref l, (i * n * lanes) + lane);
                    for (var j = 0; j < row.Length; j++)
                    {
                        to = row[j];
                        to = ref Unsafe.Add(ref to, lanes);
                    }
                    Unsafe.Add(ref x, (i * lanes) + lane) = b[((first + lane) * n) + i];
                }
            }
        }

        /// <summary>Four rows at a time: first what lies left of their diagonal block, two columns at once, then that block.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Factor(Span<int> failed)
        {
            for (var row = 0; row < n; row += Tile)
            {
                var end = Math.Min(n, row + Tile);
                if (end == row + Tile)
                {
                    for (var j = 0; j < row; j += 2)
                    {
                        Pair(row, j);
                    }
                }
                for (var i = row; i < end; i++)
                {
                    for (var j = end == row + Tile ? row : 0; j <= i; j++)
                    {
                        var sum = _l[(i * n) + j];
                        for (var k = 0; k < j; k++)
                        {
                            sum = Subtract(sum, _l[(i * n) + k], _l[(j * n) + k]);
                        }
                        if (j < i)
                        {
                            _l[(i * n) + j] = sum * _inverse[j];
                            continue;
                        }
                        if (!Vector.GreaterThanAll(sum, Vector<T>.Zero) || !Vector.LessThanAll(sum, new Vector<T>(T.PositiveInfinity)))
                        {
                            sum = Note(sum, i, failed);
                        }
                        var root = Vector.SquareRoot(sum);
                        _l[(i * n) + i] = root;
                        _inverse[i] = Vector<T>.One / root;
                    }
                }
            }
        }

        /// <summary>Writes down which lanes fail at this row and lets them go on with a pivot of 1.</summary>
        private static Vector<T> Note(Vector<T> pivots, int row, Span<int> failed)
        {
            for (var lane = 0; lane < failed.Length; lane++)
            {
                if (!(pivots[lane] > T.Zero && T.IsFinite(pivots[lane])))
                {
                    failed[lane] = failed[lane] < 0 ? row : failed[lane];
                    pivots = pivots.WithElement(lane, T.One);
                }
            }
            return pivots;
        }

        /// <summary>Columns j and j + 1 of four rows below them.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Pair(int row, int j)
        {
            ref var l = ref _l[0];
            ref var r0 = ref Unsafe.Add(ref l, row * n);
            ref var r1 = ref Unsafe.Add(ref r0, n);
            ref var r2 = ref Unsafe.Add(ref r1, n);
            ref var r3 = ref Unsafe.Add(ref r2, n);
            ref var c0 = ref Unsafe.Add(ref l, j * n);
            ref var c1 = ref Unsafe.Add(ref c0, n);
            var (s00, s10, s20, s30) = (Unsafe.Add(ref r0, j), Unsafe.Add(ref r1, j), Unsafe.Add(ref r2, j), Unsafe.Add(ref r3, j));
            var (s01, s11, s21, s31) = (Unsafe.Add(ref r0, j + 1), Unsafe.Add(ref r1, j + 1), Unsafe.Add(ref r2, j + 1), Unsafe.Add(ref r3, j + 1));
            for (nint k = 0; k < j; k++)
            {
                var u = Unsafe.Add(ref c0, k);
                var v = Unsafe.Add(ref c1, k);
                var x = Unsafe.Add(ref r0, k);
                s00 = Subtract(s00, x, u);
                s01 = Subtract(s01, x, v);
                x = Unsafe.Add(ref r1, k);
                s10 = Subtract(s10, x, u);
                s11 = Subtract(s11, x, v);
                x = Unsafe.Add(ref r2, k);
                s20 = Subtract(s20, x, u);
                s21 = Subtract(s21, x, v);
                x = Unsafe.Add(ref r3, k);
                s30 = Subtract(s30, x, u);
                s31 = Subtract(s31, x, v);
            }
            var (one, other, between) = (_inverse[j], _inverse[j + 1], Unsafe.Add(ref c1, j));
            Finish(ref Unsafe.Add(ref r0, j), s00, s01, one, other, between);
            Finish(ref Unsafe.Add(ref r1, j), s10, s11, one, other, between);
            Finish(ref Unsafe.Add(ref r2, j), s20, s21, one, other, between);
            Finish(ref Unsafe.Add(ref r3, j), s30, s31, one, other, between);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Finish(ref Vector<T> to, Vector<T> first, Vector<T> second, Vector<T> one, Vector<T> other, Vector<T> between)
        {
            to = first *= one;
            Unsafe.Add(ref to, 1) = Subtract(second, first, between) * other;
        }

        /// <summary>sum − x y, fused where the machine can.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<T> Subtract(Vector<T> sum, Vector<T> x, Vector<T> y) =>
            typeof(T) == typeof(float) ? Vector.MultiplyAddEstimate(-x.As<T, float>(), y.As<T, float>(), sum.As<T, float>()).As<float, T>()
            : typeof(T) == typeof(double) ? Vector.MultiplyAddEstimate(-x.As<T, double>(), y.As<T, double>(), sum.As<T, double>()).As<double, T>()
            : sum - (x * y);
    }
}
