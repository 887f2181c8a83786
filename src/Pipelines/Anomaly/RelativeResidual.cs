using Pipelines.Data;
using Pipelines.Reduction;

namespace Pipelines.Anomaly;

/// <summary>
/// For comparison only: the score of ML.NET's RandomizedPca, the share of a row's distance from the mean that the components leave out. Being relative, it does not grow with a fault: a row far away along a usual direction scores near 0.
/// Use <see cref="PcaMonitor"/>.
/// </summary>
/// <remarks>Score √(‖x − x̂‖² / ‖x − μ‖²), 0 to 1, threshold .5 as there. Columns are not standardised, as there. Cost: that of <see cref="RandomizedPca"/>; 4 d k operations a row. Reference: RandomizedPca of ML.NET 5, by its description; the random directions are other ones.</remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class RelativeResidual(RelativeResidualOptions? options = null) : IEstimator<MatrixView, RelativeResidualModel>
{
    private readonly RelativeResidualOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public RelativeResidualModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(RelativeResidual));
        data.NeedFinite(nameof(RelativeResidual));
        return new(new RandomizedPca(new() { Components = Math.Min(_options.Components, Math.Min(data.Rows, data.Columns)), Oversampling = 20, Seed = _options.Seed }).Fit(data, control), 0.5f);
    }
}
