using Pipelines.Neighbors;

namespace Pipelines.Anomaly;

/// <summary>Options of <see cref="NeighborDistance"/>.</summary>
public sealed record NeighborDistanceOptions : IOptions<NeighborDistanceOptions>
{
    /// <summary>How many of the nearest training rows are looked at; all where there are fewer. Default: 5.</summary>
    public int Neighbors { get; init; } = 5;

    /// <summary>What is made of their distances. Default: <see cref="NeighborAggregate.Largest"/>.</summary>
    public NeighborAggregate Aggregate { get; init; }

    /// <summary>Share of the training rows that is called anomalous, 0 to .5, each measured by the others: it sets the threshold, and changes no score. Default: .01.</summary>
    public double Contamination { get; init; } = 0.01;

    /// <summary>How they are found; changes the time, never the answer. Default: <see cref="NeighborAlgorithm.Auto"/>.</summary>
    public NeighborAlgorithm Algorithm { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<NeighborDistanceOptions>> Settings { get; } =
    [
        Setting.Whole("Neighbors", "how many of the nearest training rows are looked at", Bounds.Closed(1, 1_000_000), (NeighborDistanceOptions o) => o.Neighbors, (o, v) => o with { Neighbors = (int)v }),
        Setting.Choice("Aggregate", "what is made of their distances", (NeighborDistanceOptions o) => o.Aggregate, (o, v) => o with { Aggregate = v }),
        Setting.Number("Contamination", "share of the training rows that is called anomalous; sets the threshold", Bounds.Closed(0, 0.5), (NeighborDistanceOptions o) => o.Contamination, (o, v) => o with { Contamination = v }),
        Setting.Choice("Algorithm", "how they are found; changes the time, never the answer", (NeighborDistanceOptions o) => o.Algorithm, (o, v) => o with { Algorithm = v }),
    ];
}
