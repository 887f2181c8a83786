using Pipelines.Data;

namespace Pipelines.Anomaly;

/// <summary>
/// <see cref="PcaMonitor"/> with a memory: earlier rows beside each row (dynamic PCA), so that a broken course of a signal is seen and not only a broken value, and exponentially weighted means of the statistics, so that small lasting faults add up.
/// </summary>
/// <remarks>
/// Fit it on rows of normal operation in order of time. A statistic s becomes m(t) = m(t − 1) + λ (s(t) − m(t − 1)), beginning with the mean over normal rows. Limits are quantiles of the smoothed statistics over held-out blocks of consecutive rows.
/// Cost: that of <see cref="PcaMonitor"/> for d (lags + 1) columns, and as many scorings of all rows as there are blocks.
/// W. Ku, R. H. Storer, C. Georgakis, "Disturbance detection and isolation by dynamic principal component analysis", 1995; S. W. Roberts, "Control chart tests based on geometric moving averages", 1959.
/// Departure: rows without enough rows before them are filled with the first row, so that every row has a score.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class PcaSeriesMonitor(PcaSeriesMonitorOptions? options = null) : IEstimator<MatrixView, PcaSeriesMonitorModel>
{
    private readonly PcaSeriesMonitorOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public PcaSeriesMonitorModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(PcaSeriesMonitor));
        data.NeedFinite(nameof(PcaSeriesMonitor));
        var rows = _options.Lags > 0 ? LaggedRows.Of(data, _options.Lags) : data;
        var inner = new PcaMonitorOptions
        {
            Components = _options.Components,
            Variance = _options.Variance,
            Randomized = _options.Randomized,
            Statistic = _options.Statistic,
            FalseAlarmRate = _options.FalseAlarmRate,
            Folds = _options.Folds,
            Seed = _options.Seed,
        };
        var fit = new MonitorFit(rows, inner, nameof(PcaSeriesMonitor), control ?? FitControl.Default);
        var (limits, means) = fit.FindLimits(_options.Smoothing);
        return new(data.Columns, _options.Lags, _options.Smoothing, means, new(_options.Statistic, fit.Axes, fit.Retained, limits, (float)limits[_options.Statistic]));
    }
}
