using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>
/// All eigenvalues and eigenvectors of a symmetric matrix, A = Σ λ_i v_i v_iᵀ: reduced to a tridiagonal matrix (<see cref="Tridiagonal"/>), which implicit QL sweeps make diagonal
/// (<see cref="TridiagonalQl"/>). After Golub and Van Loan, "Matrix computations", 4th edition 2013, 8.3.
/// Cost about 8n³ operations; memory three n x n buffers. Errors are a few ε‖A‖ in the values, and the vectors are orthogonal to a few ε.
/// The same bits at any number of threads. Where A holds NaN or an infinity, every value and vector is NaN.
/// </summary>
internal static class SymmetricEigen
{
    /// <summary>Eigenvalues and eigenvectors.</summary>
    /// <param name="a">A, row-major, n x n; only its lower triangle is read; not changed.</param>
    /// <param name="n">Order of A, 0 or more.</param>
    /// <param name="descending">True sorts from the largest eigenvalue to the smallest, false the other way. Default true.</param>
    /// <param name="threads">How many threads may work at once; changes no bit.</param>
    /// <param name="cancellation">Checked several times a millisecond.</param>
    /// <exception cref="ArgumentException">A has not n x n values.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SymmetricEigenPairs Of(ReadOnlySpan<double> a, int n, bool descending = true, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (a.Length != (long)n * n)
        {
            throw new ArgumentException($"SymmetricEigen needs {n} x {n} values; got {a.Length}.", nameof(a));
        }
        cancellation.ThrowIfCancellationRequested();
        var largest = 0.0;
        for (var i = 0; i < n; i++)
        {
            largest = Math.Max(largest, Math.Abs(TensorPrimitives.MaxMagnitude(a.Slice(i * n, i + 1)))); // NaN wins
        }
        var (values, vectors) = (new double[n], new double[n * n]);
        if (!double.IsFinite(largest))
        {
            values.AsSpan().Fill(double.NaN);
            vectors.AsSpan().Fill(double.NaN);
            return new(values, vectors);
        }
        // By a power of two, which rounds nothing, so that no square over- or underflows.
        var exponent = largest == 0 ? 0 : Math.Clamp(Math.ILogB(largest), -1000, 1000);
        var scale = Math.ScaleB(1, -exponent);
        var work = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            TensorPrimitives.Multiply(a.Slice(i * n, i + 1), scale, work.AsSpan(i * n));
        }
        Cholesky.Mirror(work, n);
        var (diagonal, below, tau) = (new double[n], new double[n], new double[n]);
        Tridiagonal.Reduce(work, n, diagonal, below, tau, threads, cancellation);
        // An odd number of strips a row: a strip's rows would otherwise share a few sets of the cache.
        var stride = ((n / TridiagonalQl.Strip) | 1) * TridiagonalQl.Strip;
        stride += stride < n ? 2 * TridiagonalQl.Strip : 0;
        var turned = Tridiagonal.Transposed(work, n, tau, stride, threads, cancellation);
        TridiagonalQl.Solve(diagonal, below, turned, stride, threads, cancellation);

        var order = new int[n];
        for (var i = 0; i < n; i++)
        {
            order[i] = i;
        }
        // Equal values in the order they were found, so that sorting settles nothing by chance.
        Array.Sort(order, (i, j) => diagonal[i] != diagonal[j] ? (diagonal[i] < diagonal[j] ? -1 : 1) * (descending ? -1 : 1) : i.CompareTo(j));
        for (var i = 0; i < n; i++)
        {
            values[i] = Math.ScaleB(diagonal[order[i]], exponent);
            var to = vectors.AsSpan(i * n, n);
            turned.AsSpan(order[i] * stride, n).CopyTo(to);
            Signs.Fix(to);
        }
        return new(values, vectors);
    }
}
