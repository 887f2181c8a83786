using Pipelines.Neighbors;

namespace Pipelines.Clustering;

/// <summary>Options of <see cref="Genie"/>.</summary>
public sealed record GenieOptions : IOptions<GenieOptions>
{
    /// <summary>How many clusters, at least 1. More than there are rows is an error; where fewer rows differ, each of these is a cluster. Default: 8.</summary>
    public int Clusters { get; init; } = 8;

    /// <summary>How unequal the sizes of clusters may become (their Gini index) before the smallest has to be joined, 0 to 1. 1 is single linkage, which chains; small values even the sizes out. Default: 0.3, as the authors advise.</summary>
    public double GiniThreshold { get; init; } = 0.3;

    /// <summary>How the minimum spanning tree is found; changes the time, and the tree only where distances are equal. Default: by the shape of the data.</summary>
    public NeighborAlgorithm Algorithm { get; init; } = NeighborAlgorithm.Auto;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<GenieOptions>> Settings { get; } =
    [
        Setting.Whole("Clusters", "how many clusters", Bounds.Closed(1, int.MaxValue), (GenieOptions o) => o.Clusters, (o, v) => o with { Clusters = (int)v }),
        Setting.Number("GiniThreshold", "how unequal the sizes of clusters may become before the smallest has to be joined", Bounds.Closed(0, 1), (GenieOptions o) => o.GiniThreshold, (o, v) => o with { GiniThreshold = v }),
        Setting.Choice("Algorithm", "how the minimum spanning tree is found", (GenieOptions o) => o.Algorithm, (o, v) => o with { Algorithm = v }),
    ];
}
