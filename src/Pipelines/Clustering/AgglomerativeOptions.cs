namespace Pipelines.Clustering;

/// <summary>Options of <see cref="Agglomerative"/>.</summary>
public sealed record AgglomerativeOptions : IOptions<AgglomerativeOptions>
{
    /// <summary>How many clusters, at least 1. More than there are rows is an error; where fewer rows differ, each of these is a cluster. Default: 8.</summary>
    public int Clusters { get; init; } = 8;

    /// <summary>How far two clusters are apart. Default: <see cref="Linkage.Ward"/>.</summary>
    public Linkage Linkage { get; init; } = Linkage.Ward;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<AgglomerativeOptions>> Settings { get; } =
    [
        Setting.Whole("Clusters", "how many clusters", Bounds.Closed(1, int.MaxValue), (AgglomerativeOptions o) => o.Clusters, (o, v) => o with { Clusters = (int)v }),
        Setting.Choice("Linkage", "how far two clusters are apart", (AgglomerativeOptions o) => o.Linkage, (o, v) => o with { Linkage = v }),
    ];
}
