namespace Pipelines.Anomaly;

/// <summary>Options of <see cref="Ecod"/>.</summary>
public sealed record EcodOptions : IOptions<EcodOptions>
{
    /// <summary>Share of the training rows that is called anomalous, 0 to .5: it sets the threshold, and changes no score. Default: .01.</summary>
    public double Contamination { get; init; } = 0.01;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<EcodOptions>> Settings { get; } =
    [
        Setting.Number("Contamination", "share of the training rows that is called anomalous; sets the threshold", Bounds.Closed(0, 0.5), (EcodOptions o) => o.Contamination, (o, v) => o with { Contamination = v }),
    ];
}
