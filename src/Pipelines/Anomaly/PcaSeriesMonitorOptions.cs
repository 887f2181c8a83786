namespace Pipelines.Anomaly;

/// <summary>Options of <see cref="PcaSeriesMonitor"/>: those of <see cref="PcaMonitorOptions"/> that matter in time, and the memory.</summary>
public sealed record PcaSeriesMonitorOptions : IOptions<PcaSeriesMonitorOptions>
{
    /// <summary>How many earlier rows stand beside each row, at least 0 (dynamic PCA). There should be several times columns × (lags + 1) training rows. Default: 2.</summary>
    public int Lags { get; init; } = 2;

    /// <summary>Weight of the newest value in the exponentially weighted mean of each statistic, more than 0 and at most 1; 1 for no smoothing. .1 to .2 finds small lasting faults, some rows later. Default: .2.</summary>
    public double Smoothing { get; init; } = 0.2;

    /// <summary>As <see cref="PcaMonitorOptions.Components"/>, of rows with their lags. Default: 0.</summary>
    public int Components { get; init; }

    /// <summary>As <see cref="PcaMonitorOptions.Variance"/>. Default: .9.</summary>
    public double Variance { get; init; } = 0.9;

    /// <summary>As <see cref="PcaMonitorOptions.Randomized"/>. Default: false.</summary>
    public bool Randomized { get; init; }

    /// <summary>Which statistic is the score. Default: <see cref="MonitorStatistic.Mahalanobis"/>.</summary>
    public MonitorStatistic Statistic { get; init; } = MonitorStatistic.Mahalanobis;

    /// <summary>Share of normal rows that may be above each limit, more than 0 and at most .5; limits are quantiles over held-out blocks. Default: .01.</summary>
    public double FalseAlarmRate { get; init; } = 0.01;

    /// <summary>How many blocks of consecutive rows are held out in turn, at least 2. Default: 10.</summary>
    public int Folds { get; init; } = 10;

    /// <summary>Seed of the random directions, at least 0. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<PcaSeriesMonitorOptions>> Settings { get; } =
    [
        Setting.Whole("Lags", "how many earlier rows stand beside each row", Bounds.Closed(0, 1000), (PcaSeriesMonitorOptions o) => o.Lags, (o, v) => o with { Lags = (int)v }),
        Setting.Number("Smoothing", "weight of the newest value in the weighted mean of each statistic; 1 for none", Bounds.OpenClosed(0, 1), (PcaSeriesMonitorOptions o) => o.Smoothing, (o, v) => o with { Smoothing = v }),
        Setting.Whole("Components", "how many components span the usual; 0 chooses", Bounds.Closed(0, int.MaxValue), (PcaSeriesMonitorOptions o) => o.Components, (o, v) => o with { Components = (int)v }),
        Setting.Number("Variance", "share of the variance that the chosen components explain", Bounds.OpenClosed(0, 1), (PcaSeriesMonitorOptions o) => o.Variance, (o, v) => o with { Variance = v }),
        Setting.Flag("Randomized", "find the components by random sampling", (PcaSeriesMonitorOptions o) => o.Randomized, (o, v) => o with { Randomized = v }),
        Setting.Choice("Statistic", "which statistic is the score", (PcaSeriesMonitorOptions o) => o.Statistic, (o, v) => o with { Statistic = v }),
        Setting.Number("FalseAlarmRate", "share of normal rows that may be above each limit", Bounds.OpenClosed(0, 0.5), (PcaSeriesMonitorOptions o) => o.FalseAlarmRate, (o, v) => o with { FalseAlarmRate = v }),
        Setting.Whole("Folds", "how many blocks of consecutive rows are held out in turn", Bounds.Closed(2, 1000), (PcaSeriesMonitorOptions o) => o.Folds, (o, v) => o with { Folds = (int)v }),
        Setting.Seed((PcaSeriesMonitorOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
