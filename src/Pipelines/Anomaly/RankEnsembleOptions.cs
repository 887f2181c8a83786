namespace Pipelines.Anomaly;

/// <summary>Options of <see cref="RankEnsemble"/>. Its members are fixed, so that nobody chooses them by the result.</summary>
public sealed record RankEnsembleOptions : IOptions<RankEnsembleOptions>
{
    /// <summary>Trees of the <see cref="IsolationForest"/>, at least 1. Default: 100.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>Neighbours of the <see cref="NeighborDistance"/>, at least 1. Default: 5.</summary>
    public int Neighbors { get; init; } = 5;

    /// <summary>Share of the training rows that is called anomalous, 0 to .5: it sets the threshold, and changes no score. Default: .01.</summary>
    public double Contamination { get; init; } = 0.01;

    /// <summary>Seed of the forest, at least 0. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<RankEnsembleOptions>> Settings { get; } =
    [
        Setting.Whole("Trees", "trees of the isolation forest", Bounds.Closed(1, 100_000), (RankEnsembleOptions o) => o.Trees, (o, v) => o with { Trees = (int)v }),
        Setting.Whole("Neighbors", "neighbours of the neighbour distance", Bounds.Closed(1, 1_000_000), (RankEnsembleOptions o) => o.Neighbors, (o, v) => o with { Neighbors = (int)v }),
        Setting.Number("Contamination", "share of the training rows that is called anomalous; sets the threshold", Bounds.Closed(0, 0.5), (RankEnsembleOptions o) => o.Contamination, (o, v) => o with { Contamination = v }),
        Setting.Seed((RankEnsembleOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
