using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Reduction;

/// <summary>
/// The k directions that hold most of the squared length of sparse rows, which are not centred, so that what is not stored stays 0: one-hot columns, counts of words, baskets. X ≈ U S Vᵀ; a row becomes Vᵀ x.
/// </summary>
/// <remarks>
/// Cost 4 c l (1 + q) + O((n + d) l² (1 + q)) operations for c stored cells, l = components + oversampling and q power iterations; memory 8 (n + d) l bytes and a copy of the cells by columns. All sums in double.
/// Subspace iteration on a random start, made orthonormal each time, then the exact singular values within it: N. Halko, P.-G. Martinsson, J. Tropp, "Finding structure with randomness: probabilistic algorithms for
/// constructing approximate matrix decompositions", 2011. As a topic model of text: S. Deerwester and others, "Indexing by latent semantic analysis", 1990.
/// Reference: TruncatedSVD of scikit-learn 1.2.1. Departure: the component of largest magnitude of each direction is positive.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class TruncatedSvd(TruncatedSvdOptions? options = null) : IEstimator<SparseView, TruncatedSvdModel>
{
    private readonly TruncatedSvdOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public TruncatedSvdModel Fit(SparseView data, FitControl? control = null)
    {
        SparseProducts.NeedRows(data, nameof(TruncatedSvd));
        SparseProducts.NeedFinite(data, nameof(TruncatedSvd));
        PcaModel.NeedComponents(nameof(TruncatedSvd), _options.Components, data.Rows, data.Columns);
        control ??= FitControl.Default;
        var (n, d, k) = (data.Rows, data.Columns, _options.Components);
        var size = (int)Math.Min(k + (long)_options.Oversampling, Math.Min(n, d));
        var steps = _options.PowerIterations + 1;
        SparseView byColumn = data.Transpose();
        var basis = new double[d * size];
        for (var c = 0; c < d; c++)
        {
            var rng = Rng.At(_options.Seed, item: c);
            foreach (ref var value in basis.AsSpan(c * size, size))
            {
                value = rng.NextGaussian();
            }
        }
        var y = new double[n * size];
        for (var step = 1; step <= steps; step++)
        {
            SparseProducts.Multiply(data, basis, size, y, control);
            Qr.Factor(y, n, size, control.Threads, control.Cancellation);
            SparseProducts.Multiply(byColumn, y, size, basis, control);
            if (step < steps)
            {
                Qr.Factor(basis, d, size, control.Threads, control.Cancellation);
                control.Step(step, steps);
            }
        }
        // Bᵀ = XᵀQ, d x l, its left singular vectors are the directions.
        var found = Svd.Of(basis, d, size, control.Threads, control.Cancellation);
        var vectors = new double[k * d];
        for (var i = 0; i < k; i++)
        {
            var axis = vectors.AsSpan(i * d, d);
            for (var j = 0; j < d; j++)
            {
                axis[j] = found.Left[(j * size) + i];
            }
            Signs.Fix(axis);
        }
        var model = TruncatedSvdModel.Of(data, vectors, found.Values[..k]);
        control.Step(steps, steps);
        return model;
    }
}
