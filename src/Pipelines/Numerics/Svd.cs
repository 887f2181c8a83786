using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>
/// Singular values and vectors of a small or slim matrix of doubles: A = Q R by <see cref="Qr"/>, then the rows of R are turned in pairs until all are orthogonal (one-sided Jacobi):
/// Hestenes, "Inversion of matrices by biorthogonalization and related results" (1958); the order of work is that of Demmel and Veselić, "Jacobi's method is more accurate than QR" (1992).
/// Cost 4nk² operations and about 8 sweeps of 5k³, k the shorter side: meant for k up to a few hundred. The same bits at any number of threads.
/// A matrix of deficient rank gives zeros (or rounding) as its last values and orthonormal vectors all the same. Where A holds NaN or an infinity, everything is NaN.
/// </summary>
internal static class Svd
{
    private const int Sweeps = 60;
    private const double Tolerance = 1e-15;

    /// <summary>All min(rows, columns) singular values and vectors.</summary>
    /// <param name="a">A, row-major, rows x columns; not changed.</param>
    /// <param name="rows">0 or more.</param>
    /// <param name="columns">0 or more.</param>
    /// <param name="threads">How many threads may work at once; changes no bit.</param>
    /// <param name="cancellation">Checked every sweep.</param>
    /// <exception cref="ArgumentException">The values are not rows x columns.</exception>
    public static SingularTriplets Of(ReadOnlySpan<double> a, int rows, int columns, int threads = 1, CancellationToken cancellation = default)
    {
        if (rows < 0 || columns < 0 || a.Length != (long)rows * columns)
        {
            throw new ArgumentException($"Svd needs {rows} x {columns} values; got {a.Length}.", nameof(a));
        }
        cancellation.ThrowIfCancellationRequested();
        var tall = rows >= columns;
        var (n, k) = tall ? (rows, columns) : (columns, rows);
        var (q, values, u, v) = (new double[n * k], new double[k], new double[k * k], new double[k * k]);
        var largest = a.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(a));
        if (!double.IsFinite(largest))
        {
            values.AsSpan().Fill(double.NaN);
            q.AsSpan().Fill(double.NaN);
            u.AsSpan().Fill(double.NaN);
            return tall ? new(q, values, u) : new(u, values, q);
        }
        // By a power of two, which rounds nothing, so that no square over- or underflows.
        var exponent = largest == 0 ? 0 : Math.Clamp(Math.ILogB(largest), -1000, 1000);
        var scale = Math.ScaleB(1, -exponent);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                q[tall ? (i * k) + j : (j * k) + i] = a[(i * columns) + j] * scale;
            }
        }
        var r = Qr.Factor(q, n, k, threads, cancellation);
        Jacobi(r, k, u, values, v, cancellation);
        for (var i = 0; i < k; i++)
        {
            values[i] = Math.ScaleB(values[i], exponent);
        }
        // R = Σ σ_i u_i v_iᵀ with u_i and v_i the rows of u and v; A (or its transpose) = Q R.
        var left = new double[n * k];
        DoubleGemm.Multiply(DoubleOperand.Of(q, n, k), DoubleOperand.Of(u, k, k).Transposed, DoubleOperand.Of(left, n, k), threads: threads, cancellation: cancellation);
        if (!tall)
        {
            (left, v) = (Transposed(v, k, k), Transposed(left, n, k));
        }
        for (var i = 0; i < k; i++)
        {
            if (!Signs.Fix(v.AsSpan(i * columns, columns)))
            {
                continue;
            }
            for (var row = 0; row < rows; row++)
            {
                left[(row * k) + i] = -left[(row * k) + i];
            }
        }
        return new(left, values, v);
    }

    /// <summary>Turns the rows of R until they are orthogonal: J R = S V. Row i of <paramref name="u"/> is row i of J, sorted by falling σ.</summary>
    private static void Jacobi(double[] r, int k, double[] u, double[] values, double[] v, CancellationToken cancellation)
    {
        var turns = new double[k * k];
        var squares = new double[k];
        for (var i = 0; i < k; i++)
        {
            turns[(i * k) + i] = 1;
        }
        var turned = true;
        for (var sweep = 0; turned && sweep < Sweeps; sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
            turned = false;
            for (var i = 0; i < k; i++)
            {
                squares[i] = RowSums.Dot(r.AsSpan(i * k, k), r.AsSpan(i * k, k));
            }
            for (var i = 0; i < k - 1; i++)
            {
                for (var j = i + 1; j < k; j++)
                {
                    var x = r.AsSpan(i * k, k);
                    var y = r.AsSpan(j * k, k);
                    var product = RowSums.Dot(x, y);
                    if (!(Math.Abs(product) > Tolerance * Math.Sqrt(squares[i]) * Math.Sqrt(squares[j])) || Math.Abs(product) < 1e-290)
                    {
                        continue;
                    }
                    turned = true;
                    var zeta = (squares[j] - squares[i]) / (2 * product);
                    var t = 1 / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
                    t = zeta < 0 ? -t : t;
                    var c = 1 / Math.Sqrt(1 + (t * t));
                    Turn(x, y, c, c * t);
                    Turn(turns.AsSpan(i * k, k), turns.AsSpan(j * k, k), c, c * t);
                    (squares[i], squares[j]) = (RowSums.Dot(x, x), RowSums.Dot(y, y));
                }
            }
        }
        var order = new int[k];
        for (var i = 0; i < k; i++)
        {
            order[i] = i;
            squares[i] = Math.Sqrt(RowSums.Dot(r.AsSpan(i * k, k), r.AsSpan(i * k, k)));
        }
        Array.Sort(order, (i, j) => squares[i] != squares[j] ? squares[j].CompareTo(squares[i]) : i.CompareTo(j));
        for (var i = 0; i < k; i++)
        {
            var from = order[i];
            values[i] = squares[from];
            turns.AsSpan(from * k, k).CopyTo(u.AsSpan(i * k));
            var row = v.AsSpan(i * k, k);
            // What is below the rounding of the largest value has no direction of its own.
            if (values[i] > k * 1e-16 * values[0])
            {
                TensorPrimitives.Multiply(r.AsSpan(from * k, k), 1 / values[i], row);
            }
            Orthonormalize(v, k, i);
        }
    }

    /// <summary>x, y ← c x − s y, s x + c y.</summary>
    private static void Turn(Span<double> x, Span<double> y, double c, double s)
    {
        for (var m = 0; m < x.Length; m++)
        {
            var (a, b) = (x[m], y[m]);
            x[m] = (c * a) - (s * b);
            y[m] = (s * a) + (c * b);
        }
    }

    /// <summary>Makes row i a unit vector orthogonal to the rows before it: itself as nearly as may be, or where it is zero the axis that is furthest from them.</summary>
    private static void Orthonormalize(double[] v, int k, int i)
    {
        var row = v.AsSpan(i * k, k);
        if (RowSums.Dot(row, row) == 0)
        {
            var (best, least) = (0, double.PositiveInfinity);
            for (var m = 0; m < k; m++)
            {
                var covered = 0.0;
                for (var j = 0; j < i; j++)
                {
                    covered += v[(j * k) + m] * v[(j * k) + m];
                }
                if (covered < least)
                {
                    (best, least) = (m, covered);
                }
            }
            row[best] = 1;
        }
        // Twice is enough (Giraud, Langou and Rozložník 2005).
        Span<double> weights = k <= 256 ? stackalloc double[i] : new double[i];
        for (var pass = 0; pass < 2; pass++)
        {
            RowSums.Dots(v, k, row, weights);
            TensorPrimitives.Negate(weights, weights);
            RowSums.Add(v, k, weights, row);
            TensorPrimitives.Divide(row, Math.Sqrt(RowSums.Dot(row, row)), row);
        }
    }

    private static double[] Transposed(double[] a, int rows, int columns)
    {
        var t = new double[a.Length];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                t[(j * rows) + i] = a[(i * columns) + j];
            }
        }
        return t;
    }
}
