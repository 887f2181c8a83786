using Pipelines.Neighbors;

namespace Pipelines.Supervised;

/// <summary>Options of <see cref="KNeighborsClassifier"/>.</summary>
public sealed record KNeighborsClassifierOptions : IOptions<KNeighborsClassifierOptions>
{
    /// <summary>How many of the nearest training rows decide; all of them where there are fewer. Default: 5.</summary>
    public int Neighbors { get; init; } = 5;

    /// <summary>How much each of them counts. Default: <see cref="NeighborWeighting.Uniform"/>.</summary>
    public NeighborWeighting Weighting { get; init; } = NeighborWeighting.Uniform;

    /// <summary>How they are found; changes the time, never the answer. Default: <see cref="NeighborAlgorithm.Auto"/>.</summary>
    public NeighborAlgorithm Algorithm { get; init; } = NeighborAlgorithm.Auto;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<KNeighborsClassifierOptions>> Settings { get; } =
    [
        Setting.Whole("Neighbors", "how many of the nearest training rows decide", Bounds.Closed(1, 1_000_000), (KNeighborsClassifierOptions o) => o.Neighbors, (o, v) => o with { Neighbors = (int)v }),
        Setting.Choice("Weighting", "how much each of them counts: all alike, or by 1 / distance", (KNeighborsClassifierOptions o) => o.Weighting, (o, v) => o with { Weighting = v }),
        Setting.Choice("Algorithm", "how they are found; changes the time, never the answer", (KNeighborsClassifierOptions o) => o.Algorithm, (o, v) => o with { Algorithm = v }),
    ];
}
