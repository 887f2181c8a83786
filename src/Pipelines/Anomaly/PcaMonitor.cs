using Pipelines.Data;

namespace Pipelines.Anomaly;

/// <summary>
/// Monitors a process by its principal components: T² says how far a row is from the mean along the usual patterns, SPE how far from any usual pattern, each with a limit, and which columns have most to do with it.
/// </summary>
/// <remarks>
/// Fit it on normal operation. Cost: n d² + 8 d³ operations, and 8 d³ more for each block that is held out; a row d k. Memory 12 d² bytes a block.
/// J. E. Jackson, G. S. Mudholkar, "Control procedures for residuals associated with principal component analysis", 1979; J. V. Kresta, J. F. MacGregor, T. E. Marlin, "Multivariate statistical monitoring of process operating performance", 1991;
/// contributions by reconstruction: C. F. Alcala, S. J. Qin, "Reconstruction-based contribution for process monitoring", 2009.
/// Departures: limits are taken from held-out blocks by default, because limits by theory are exceeded several times as often as they say where rows depend on their neighbours (on 500 rows of the Tennessee Eastman process 9 to 18 % instead of 1 %);
/// a direction in which the training rows do not move has a variance of 1e-9 in the Mahalanobis distance, so that a constant sensor that moves is seen.
/// What ML.NET's RandomizedPca gives as score, the relative residual, is <see cref="RelativeResidual"/>; it misses large faults.
/// For rows in time order see <see cref="PcaSeriesMonitor"/>.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class PcaMonitor(PcaMonitorOptions? options = null) : IEstimator<MatrixView, PcaMonitorModel>
{
    private readonly PcaMonitorOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public PcaMonitorModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(PcaMonitor));
        data.NeedFinite(nameof(PcaMonitor));
        control ??= FitControl.Default;
        var fit = new MonitorFit(data, _options, nameof(PcaMonitor), control);
        var (limits, _) = fit.FindLimits(smoothing: 1);
        return new(_options.Statistic, fit.Axes, fit.Retained, limits, (float)limits[_options.Statistic]);
    }
}
