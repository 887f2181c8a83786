namespace Pipelines.Anomaly;

/// <summary>Options of <see cref="IsolationForest"/>.</summary>
public sealed record IsolationForestOptions : IOptions<IsolationForestOptions>
{
    /// <summary>How many trees, at least 1. Default: 100.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>How many rows each tree is grown from, at least 2; all rows where there are fewer. More rows do not make it better: among few, anomalies stand apart. Default: 256.</summary>
    public int Samples { get; init; } = 256;

    /// <summary>Share of the columns that each tree may look at, more than 0 and at most 1; at least one column. Default: 1.</summary>
    public double Features { get; init; } = 1;

    /// <summary>Draw the rows of a tree with replacement. Default: false.</summary>
    public bool Bootstrap { get; init; }

    /// <summary>Share of the training rows that is called anomalous, 0 to .5; 0 sets the threshold to .5, as the paper does, and saves the time of scoring them. Changes no score. Default: 0.</summary>
    public double Contamination { get; init; }

    /// <summary>Seed of rows, columns and cuts, at least 0. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<IsolationForestOptions>> Settings { get; } =
    [
        Setting.Whole("Trees", "how many trees", Bounds.Closed(1, 100_000), (IsolationForestOptions o) => o.Trees, (o, v) => o with { Trees = (int)v }),
        Setting.Whole("Samples", "how many rows each tree is grown from", Bounds.Closed(2, 1 << 20), (IsolationForestOptions o) => o.Samples, (o, v) => o with { Samples = (int)v }),
        Setting.Number("Features", "share of the columns that each tree may look at", Bounds.OpenClosed(0, 1), (IsolationForestOptions o) => o.Features, (o, v) => o with { Features = v }),
        Setting.Flag("Bootstrap", "draw the rows of a tree with replacement", (IsolationForestOptions o) => o.Bootstrap, (o, v) => o with { Bootstrap = v }),
        Setting.Number("Contamination", "share of the training rows that is called anomalous; 0 for a threshold of 0.5", Bounds.Closed(0, 0.5), (IsolationForestOptions o) => o.Contamination, (o, v) => o with { Contamination = v }),
        Setting.Seed((IsolationForestOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
