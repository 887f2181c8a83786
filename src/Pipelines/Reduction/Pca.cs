using Pipelines.Data;

namespace Pipelines.Reduction;

/// <summary>
/// Principal component analysis: the k directions, at right angles to each other, along which rows vary most. Keeping only those loses as little squared distance as any projection onto k dimensions can:
/// they minimise Σ ‖x − x̂‖² over all x̂ in a k-dimensional plane.
/// </summary>
/// <remarks>
/// Cost: with at least as many rows as columns n d² + 8 d³ operations and about 36 d² bytes, through the covariance matrix; with fewer, n² d + 8 n³ and 8 n (n + d) bytes, through the inner products between rows. Exact up to rounding either way.
/// Where both are large and few components are asked for, <see cref="RandomizedPca"/> finds them.
/// K. Pearson, "On lines and planes of closest fit to systems of points in space", 1901; H. Hotelling, "Analysis of a complex of statistical variables into principal components", 1933.
/// Reference: PCA of scikit-learn 1.2.1, agreement to 1e-5 on wine, breast cancer, digits and a table of more columns than rows. Departures: signs follow the components (the loading of largest magnitude is positive),
/// where 1.2.1 follows the scores, so they do not depend on the order of rows; a component without variance becomes 0 when whitened, where it is divided by 0 there; without a limit there are min(n − 1, d) components,
/// because centred rows span no more, where there are min(n, d) there; <see cref="PcaOptions.Variance"/> = 0.9 is reached at 0.9 and not just beyond.
/// Columns in other units weigh as much as their variance: standardise first where that is not meant.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class Pca(PcaOptions? options = null) : IEstimator<MatrixView, PcaModel>
{
    private const int LargestExact = 1000;

    private readonly PcaOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public PcaModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(Pca));
        PcaModel.NeedComponents(nameof(Pca), _options.Components, data.Rows, data.Columns);
        control ??= FitControl.Default;
        if (Randomized(data))
        {
            var most = _options.Components > 0 ? _options.Components : Math.Max(1, Math.Min(data.Rows - 1, data.Columns));
            var found = new RandomizedPca(new() { Components = most, PowerIterations = 4, Whiten = _options.Whiten }).Fit(data, control);
            return _options.Variance < 1 ? found.Keep(ComponentChoice.ByVariance(found, _options.Variance)) : found;
        }
        var dual = _options.Solver == PcaSolver.Dual || (_options.Solver == PcaSolver.Auto && data.Rows < data.Columns);
        if (dual)
        {
            data.NeedFinite(nameof(Pca));
        }
        var axes = dual ? PrincipalAxes.Dual(data, control) : PrincipalAxes.Of(Scatter(data, control), control);
        var model = PcaModel.Of(axes, _options.Components, _options.Variance, _options.Whiten);
        control.Step(1, 1);
        return model;
    }

    private bool Randomized(MatrixView rows) =>
        _options.Solver == PcaSolver.Randomized
        || (_options is { Solver: PcaSolver.Auto, Components: > 0 } && Math.Min(rows.Rows, rows.Columns) > LargestExact && _options.Components <= Math.Min(rows.Rows, rows.Columns) / 10);

    private static ScatterMatrix Scatter(MatrixView rows, FitControl control)
    {
        var sums = new ScatterMatrix(rows.Columns);
        for (var first = 0; first < rows.Rows; first += ScatterMatrix.BlockRows)
        {
            var block = rows[first..Math.Min(rows.Rows, first + ScatterMatrix.BlockRows)];
            block.NeedFinite(nameof(Pca), first); // while it is on its way into the cache
            sums.Add(block.Values, control.Threads, control.Cancellation);
        }
        return sums;
    }
}
