namespace Pipelines.Anomaly;

/// <summary>Options of <see cref="PcaMonitor"/>.</summary>
public sealed record PcaMonitorOptions : IOptions<PcaMonitorOptions>
{
    /// <summary>How many components span the usual, at least 0; 0 lets <see cref="Variance"/> or <see cref="ParallelAnalysis"/> choose. More than min(rows, columns) is an error. Default: 0.</summary>
    public int Components { get; init; }

    /// <summary>Share of the variance that the components explain together, more than 0 and at most 1: the fewest that reach it. Default: .9.</summary>
    public double Variance { get; init; } = 0.9;

    /// <summary>Choose as many components as vary more than shuffled columns do (J. Horn, 1965), instead of by <see cref="Variance"/>; at least one. Default: false.</summary>
    public bool ParallelAnalysis { get; init; }

    /// <summary>Divide each column by its standard deviation first; false, where all are in one unit that matters, divides all by one number, the root of their mean variance. Default: true.</summary>
    public bool Standardize { get; init; } = true;

    /// <summary>Find the components by random sampling (see <see cref="Reduction.RandomizedPca"/>): faster for hundreds of columns; at most 64 where their number is not given. Directions beyond those found count with their mean variance. Default: false.</summary>
    public bool Randomized { get; init; }

    /// <summary>Which statistic is the score. Default: <see cref="MonitorStatistic.Combined"/>.</summary>
    public MonitorStatistic Statistic { get; init; }

    /// <summary>Where limits come from. Default: <see cref="LimitRule.HeldOut"/>.</summary>
    public LimitRule Limits { get; init; }

    /// <summary>Share of normal rows that may be above each limit, more than 0 and at most .5. Default: .01.</summary>
    public double FalseAlarmRate { get; init; } = 0.01;

    /// <summary>How many blocks of consecutive rows are held out in turn, at least 2. Default: 10.</summary>
    public int Folds { get; init; } = 10;

    /// <summary>Seed of the random directions and of shuffled columns, at least 0. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<PcaMonitorOptions>> Settings { get; } =
    [
        Setting.Whole("Components", "how many components span the usual; 0 chooses", Bounds.Closed(0, int.MaxValue), (PcaMonitorOptions o) => o.Components, (o, v) => o with { Components = (int)v }),
        Setting.Number("Variance", "share of the variance that the chosen components explain", Bounds.OpenClosed(0, 1), (PcaMonitorOptions o) => o.Variance, (o, v) => o with { Variance = v }),
        Setting.Flag("ParallelAnalysis", "choose the components that vary more than shuffled columns do", (PcaMonitorOptions o) => o.ParallelAnalysis, (o, v) => o with { ParallelAnalysis = v }),
        Setting.Flag("Standardize", "divide columns by their standard deviation first", (PcaMonitorOptions o) => o.Standardize, (o, v) => o with { Standardize = v }),
        Setting.Flag("Randomized", "find the components by random sampling", (PcaMonitorOptions o) => o.Randomized, (o, v) => o with { Randomized = v }),
        Setting.Choice("Statistic", "which statistic is the score", (PcaMonitorOptions o) => o.Statistic, (o, v) => o with { Statistic = v }),
        Setting.Choice("Limits", "where limits come from", (PcaMonitorOptions o) => o.Limits, (o, v) => o with { Limits = v }),
        Setting.Number("FalseAlarmRate", "share of normal rows that may be above each limit", Bounds.OpenClosed(0, 0.5), (PcaMonitorOptions o) => o.FalseAlarmRate, (o, v) => o with { FalseAlarmRate = v }),
        Setting.Whole("Folds", "how many blocks of consecutive rows are held out in turn", Bounds.Closed(2, 1000), (PcaMonitorOptions o) => o.Folds, (o, v) => o with { Folds = (int)v }),
        Setting.Seed((PcaMonitorOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
