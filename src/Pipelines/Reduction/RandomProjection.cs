using Pipelines.Data;

namespace Pipelines.Reduction;

/// <summary>Multiplies rows by a random matrix that was never shown them: the cheapest reduction there is, and the baseline that others have to beat. Squared distances between rows are kept in the mean.</summary>
/// <remarks>
/// Fitting costs d k draws; it looks at the shape of the rows alone (and refuses NaN). With k ≥ 4 ln n / (ε²/2 − ε³/3) all pairs of n rows keep their squared distance within a factor 1 ± ε with high probability
/// (W. Johnson, J. Lindenstrauss, "Extensions of Lipschitz mappings into a Hilbert space", 1984; bound of S. Dasgupta, A. Gupta, 2003). Sparse entries: D. Achlioptas,
/// "Database-friendly random projections: Johnson-Lindenstrauss with binary coins", 2003; P. Li, T. Hastie, K. Church, "Very sparse random projections", 2006.
/// Reference: sklearn.random_projection 1.2.1. Departures: never more components than columns (there it is an error); sparse entries are multiplied as a dense matrix, which is faster until the entries are rarer than one in ten or so.
/// Rows are not centred.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class RandomProjection(RandomProjectionOptions? options = null) : IEstimator<MatrixView, RandomProjectionModel>
{
    private readonly RandomProjectionOptions _options = (options ?? new()).Checked();

    /// <summary>How many components keep all squared distances between that many rows within that share, with high probability: 4 ln n / (ε²/2 − ε³/3), rounded down as in scikit-learn, at least 1.</summary>
    /// <param name="rows">At least 1.</param>
    /// <param name="distortion">ε, more than 0 and less than 1.</param>
    public static int SafeComponents(long rows, double distortion) =>
        (int)Math.Clamp(4 * Math.Log(rows) / ((distortion * distortion / 2) - (distortion * distortion * distortion / 3)), 1, int.MaxValue);

    /// <inheritdoc/>
    public RandomProjectionModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(RandomProjection));
        data.NeedFinite(nameof(RandomProjection));
        control ??= FitControl.Default;
        var d = data.Columns;
        var k = Math.Min(d, _options.Components > 0 ? _options.Components : SafeComponents(data.Rows, _options.Distortion));
        var entries = new Matrix(k, d);
        var sparsity = _options.Entries switch { ProjectionKind.Achlioptas => 3, ProjectionKind.VerySparse => Math.Sqrt(d), _ => 1 };
        var size = Math.Sqrt(sparsity / k);
        for (var i = 0; i < k; i++)
        {
            control.Cancellation.ThrowIfCancellationRequested();
            var rng = Rng.At(_options.Seed, item: i);
            foreach (ref var entry in entries[i])
            {
                if (_options.Entries == ProjectionKind.Gaussian)
                {
                    entry = (float)(rng.NextGaussian() * size);
                    continue;
                }
                var u = rng.NextDouble() * 2 * sparsity;
                entry = (float)(u < 1 ? size : u < 2 ? -size : 0);
            }
        }
        control.Step(1, 1);
        return new(entries);
    }
}
