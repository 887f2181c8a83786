namespace Pipelines.Anomaly;

/// <summary>Options of <see cref="MinimumCovarianceDeterminant"/>.</summary>
public sealed record MinimumCovarianceDeterminantOptions : IOptions<MinimumCovarianceDeterminantOptions>
{
    /// <summary>Share of the rows that mean and covariance are first taken from, 0 to 1; 0 for (n + d + 1) / 2 of n rows, which withstands the most anomalies. Default: 0.</summary>
    public double Support { get; init; }

    /// <summary>Share of the training rows that is called anomalous, 0 to .5: it sets the threshold, and changes no score. Default: .01.</summary>
    public double Contamination { get; init; } = 0.01;

    /// <summary>Seed of the random starts, at least 0. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<MinimumCovarianceDeterminantOptions>> Settings { get; } =
    [
        Setting.Number("Support", "share of the rows that mean and covariance are first taken from; 0 for about half", Bounds.Closed(0, 1), (MinimumCovarianceDeterminantOptions o) => o.Support, (o, v) => o with { Support = v }),
        Setting.Number("Contamination", "share of the training rows that is called anomalous; sets the threshold", Bounds.Closed(0, 0.5), (MinimumCovarianceDeterminantOptions o) => o.Contamination, (o, v) => o with { Contamination = v }),
        Setting.Seed((MinimumCovarianceDeterminantOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
