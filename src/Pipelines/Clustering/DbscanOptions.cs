using Pipelines.Neighbors;

namespace Pipelines.Clustering;

/// <summary>Options of <see cref="Dbscan"/>.</summary>
public sealed record DbscanOptions : IOptions<DbscanOptions>
{
    /// <summary>Rows within this distance of each other are neighbours (ε), in the unit of the columns; above 0. Default: 0.5, which suits standardized columns at best by chance: see <see cref="Dbscan.NeighborDistances"/>.</summary>
    public double Radius { get; init; } = 0.5;

    /// <summary>A row with at least so many rows within the radius, itself among them, is a core row of a cluster; at least 1. Default: 5; more where data are noisy or have many columns (2 d is usual).</summary>
    public int MinRows { get; init; } = 5;

    /// <summary>How neighbours are found; changes the time, never the labels. Default: by the shape of the data.</summary>
    public NeighborAlgorithm Algorithm { get; init; } = NeighborAlgorithm.Auto;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<DbscanOptions>> Settings { get; } =
    [
        Setting.Number("Radius", "rows within this distance are neighbours", Bounds.Above(0), (DbscanOptions o) => o.Radius, (o, v) => o with { Radius = v }),
        Setting.Whole("MinRows", "rows within the radius, itself among them, that make a row the core of a cluster", Bounds.Closed(1, int.MaxValue), (DbscanOptions o) => o.MinRows, (o, v) => o with { MinRows = (int)v }),
        Setting.Choice("Algorithm", "how neighbours are found", (DbscanOptions o) => o.Algorithm, (o, v) => o with { Algorithm = v }),
    ];
}
