using Pipelines.Neighbors;

namespace Pipelines.Anomaly;

/// <summary>Options of <see cref="LocalOutlierFactor"/>.</summary>
public sealed record LocalOutlierFactorOptions : IOptions<LocalOutlierFactorOptions>
{
    /// <summary>How many of the nearest training rows are looked at; all where there are fewer. Default: 20.</summary>
    public int Neighbors { get; init; } = 20;

    /// <summary>Share of the training rows that is called anomalous, 0 to .5; 0 sets the threshold to 1.5, as scikit-learn does. Changes no score. Default: 0.</summary>
    public double Contamination { get; init; }

    /// <summary>How they are found; changes the time, never the answer. Default: <see cref="NeighborAlgorithm.Auto"/>.</summary>
    public NeighborAlgorithm Algorithm { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<LocalOutlierFactorOptions>> Settings { get; } =
    [
        Setting.Whole("Neighbors", "how many of the nearest training rows are looked at", Bounds.Closed(1, 1_000_000), (LocalOutlierFactorOptions o) => o.Neighbors, (o, v) => o with { Neighbors = (int)v }),
        Setting.Number("Contamination", "share of the training rows that is called anomalous; 0 for a threshold of 1.5", Bounds.Closed(0, 0.5), (LocalOutlierFactorOptions o) => o.Contamination, (o, v) => o with { Contamination = v }),
        Setting.Choice("Algorithm", "how they are found; changes the time, never the answer", (LocalOutlierFactorOptions o) => o.Algorithm, (o, v) => o with { Algorithm = v }),
    ];
}
