namespace Pipelines.Anomaly;

/// <summary>Options of <see cref="Mahalanobis"/>.</summary>
public sealed record MahalanobisOptions : IOptions<MahalanobisOptions>
{
    /// <summary>Share of the training rows that is called anomalous, 0 to .5: it sets the threshold, and changes no score. Default: .01.</summary>
    public double Contamination { get; init; } = 0.01;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<MahalanobisOptions>> Settings { get; } =
    [
        Setting.Number("Contamination", "share of the training rows that is called anomalous; sets the threshold", Bounds.Closed(0, 0.5), (MahalanobisOptions o) => o.Contamination, (o, v) => o with { Contamination = v }),
    ];
}
