namespace Pipelines.Numerics;

/// <summary>
/// The k leading singular values and vectors of a tall table X: Q from <see cref="RandomizedRangeFinder"/>, then B = QᵀX (l x d) and its exact singular values:
/// Halko, Martinsson and Tropp, "Finding structure with randomness: probabilistic algorithms for constructing approximate matrix decompositions" (2011), algorithm 5.1.
/// <para>
/// Cost 4ndl(1 + q) + O((n + d) l²) operations, 2 + q readings of X; memory nl float32. Products in float32, everything small in double. Every σ is at most the true one;
/// what is left out is known exactly (<see cref="RandomizedSvdTriplets.Residual"/>). The same bits at any number of threads. NaN or infinities in X make everything NaN.
/// scikit-learn's randomized_svd does the same with a test matrix of its own; departure: power iterations are always made orthonormal.
/// </para>
/// </summary>
internal static class RandomizedSvd
{
    /// <summary>The k leading triplets.</summary>
    /// <param name="x">X, n x d; <see cref="CenteredRows"/> subtracts column means on the way.</param>
    /// <param name="rank">k, 1 .. min(n, d).</param>
    /// <param name="oversampling">Columns of the basis beyond k, at least 0. Default 10.</param>
    /// <param name="powerIterations">q, at least 0. Default 1; 2 where the values fall slowly and the last digits matter.</param>
    /// <param name="seed">Of the test matrix. Default 0.</param>
    /// <param name="left">False leaves the left vectors out. Default true.</param>
    /// <param name="threads">How many threads may work at once; changes no bit.</param>
    /// <param name="cancellation">Checked between blocks of rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static RandomizedSvdTriplets Of(IRowBlocks x, int rank, int oversampling = 10, int powerIterations = 1, long seed = 0, bool left = true, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, Math.Min(x.Rows, x.Columns));
        ArgumentOutOfRangeException.ThrowIfNegative(oversampling);
        var size = (int)Math.Min((long)rank + oversampling, Math.Min(x.Rows, x.Columns));
        var q = RandomizedRangeFinder.Find(x, size, powerIterations, seed, threads, cancellation);
        // Bᵀ = Xᵀ Q = Σ v_i σ_i w_iᵀ, so that X ≈ Q B = Σ (Q w_i) σ_i v_iᵀ.
        var (transposed, squaredNorm) = RowProducts.Backward(x, q, size, threads, cancellation);
        var small = Svd.Of(transposed, x.Columns, size, threads, cancellation);
        var right = new double[rank * x.Columns];
        var turns = new float[size * rank];
        for (var i = 0; i < rank; i++)
        {
            var v = right.AsSpan(i * x.Columns, x.Columns);
            for (var j = 0; j < v.Length; j++)
            {
                v[j] = small.Left[(j * size) + i];
            }
            var sign = Signs.Fix(v) ? -1 : 1;
            for (var j = 0; j < size; j++)
            {
                turns[(j * rank) + i] = (float)(sign * small.Right[(i * size) + j]);
            }
        }
        var u = new float[left ? x.Rows * rank : 0];
        if (left)
        {
            Gemm.Multiply(GemmOperand.Of(q, x.Rows, size), GemmOperand.Of(turns, size, rank), new GemmTarget(u, x.Rows, rank), false, threads, cancellation);
        }
        return new(u, small.Values[..rank], right, squaredNorm);
    }
}
