namespace Pipelines.Numerics;

/// <summary>
/// An orthonormal basis Q of the directions in which the columns of a tall table X mostly lie, from products with a few random vectors:
/// Halko, Martinsson and Tropp, "Finding structure with randomness: probabilistic algorithms for constructing approximate matrix decompositions" (2011), algorithms 4.3 and 4.4.
/// <para>
/// Y = X (XᵀX)^q Ω with Ω Gaussian, d x l, Q = orth(Y). A power iteration reads X once (Xᵀ(XΩ) a block of rows at a time) and its result is made orthonormal before the next,
/// so that small singular values are not lost in rounding. Cost 2ndl(1 + 2q) + 4nl² operations, 1 + q readings of X; memory nl float32.
/// The same bits at any number of threads. NaN or infinities in X make Q NaN.
/// </para>
/// </summary>
internal static class RandomizedRangeFinder
{
    // Streams of the test matrix and of the probes that judge its result are told apart by this.
    private const int TestEpoch = 0, ProbeEpoch = 1;

    /// <summary>Q, n x <paramref name="size"/>, row-major, orthonormal columns.</summary>
    /// <param name="x">X, n x d.</param>
    /// <param name="size">l: columns of the basis, the rank wanted plus about 10; 1 .. min(n, d).</param>
    /// <param name="powerIterations">q, 0 or more: 1 or 2 where the singular values fall slowly.</param>
    /// <param name="seed">Of the test matrix.</param>
    /// <param name="threads">How many threads may work at once; changes no bit.</param>
    /// <param name="cancellation">Checked between blocks of rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is outside 1 .. min(n, d), or the iterations are negative.</exception>
    public static float[] Find(IRowBlocks x, int size, int powerIterations, long seed, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Math.Min(x.Rows, x.Columns));
        ArgumentOutOfRangeException.ThrowIfNegative(powerIterations);
        var basis = Gaussian(x.Columns, size, seed, TestEpoch);
        for (var q = 0; q < powerIterations; q++)
        {
            var z = RowProducts.Gram(x, basis, size, threads, cancellation);
            Qr.Factor(z, x.Columns, size, threads, cancellation);
            basis = Array.ConvertAll(z, value => (float)value);
        }
        var y = new float[x.Rows * size];
        RowProducts.Forward(x, basis, size, y, threads, cancellation);
        Qr.Factor(y, x.Rows, size, threads, cancellation);
        return y;
    }

    /// <summary>
    /// A bound of the spectral norm ‖X − Q QᵀX‖ that holds with probability at least 1 − 10^−r for r probes: 10 √(2/π) max_i ‖(I − Q Qᵀ) X ω_i‖ (the paper's 4.3).
    /// Reads X once. It knows nothing of how Q was found, and usually stands a factor of ten or so above the error.
    /// </summary>
    /// <param name="x">X, n x d.</param>
    /// <param name="q">Orthonormal columns, n x <paramref name="size"/>.</param>
    /// <param name="size">Columns of Q.</param>
    /// <param name="probes">r, at least 1; 10 is certain enough.</param>
    /// <param name="seed">The seed Q was found with, or any other: the probes are never those of <see cref="Find"/>.</param>
    /// <param name="threads">How many threads may work at once; changes no bit.</param>
    /// <param name="cancellation">Checked between blocks of rows.</param>
    public static double ErrorBound(IRowBlocks x, float[] q, int size, int probes, long seed, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(probes, 1);
        var y = new float[x.Rows * probes];
        RowProducts.Forward(x, Gaussian(x.Columns, probes, seed, ProbeEpoch), probes, y, threads, cancellation);
        // Y − Q (QᵀY), the coefficients summed in double.
        var (coefficients, _) = RowProducts.Backward(new CenteredRows(GemmOperand.Of(q, x.Rows, size)), y, probes, threads, cancellation);
        var negative = Array.ConvertAll(coefficients, value => (float)-value);
        Gemm.Multiply(GemmOperand.Of(q, x.Rows, size), GemmOperand.Of(negative, size, probes), new GemmTarget(y, x.Rows, probes), true, threads, cancellation);
        Span<double> squares = stackalloc double[Math.Min(probes, 256)];
        var largest = 0.0;
        for (var first = 0; first < probes; first += squares.Length)
        {
            var some = squares[..Math.Min(squares.Length, probes - first)];
            some.Clear();
            for (var row = 0; row < x.Rows; row++)
            {
                var values = y.AsSpan((row * probes) + first, some.Length);
                for (var i = 0; i < values.Length; i++)
                {
                    some[i] += (double)values[i] * values[i];
                }
            }
            foreach (var square in some)
            {
                largest = Math.Max(largest, square);
            }
        }
        return 10 * Math.Sqrt(2 / Math.PI) * Math.Sqrt(largest);
    }

    /// <summary>Independent standard normal values, rows x columns; row r comes from the stream of item r.</summary>
    private static float[] Gaussian(int rows, int columns, long seed, int epoch)
    {
        var values = new float[rows * columns];
        for (var r = 0; r < rows; r++)
        {
            var rng = Rng.At(seed, epoch, r);
            foreach (ref var value in values.AsSpan(r * columns, columns))
            {
                value = (float)rng.NextGaussian();
            }
        }
        return values;
    }
}
