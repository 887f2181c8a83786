namespace Pipelines.Anomaly.Signals;

/// <summary>Options of <see cref="EwmaChart"/>. With the defaults a sound process is called changed once in 500 rows, and a shift of one standard deviation found in 10.5.</summary>
public sealed record EwmaOptions : IOptions<EwmaOptions>
{
    /// <summary>Weight λ of the newest row, from 0.001 to 1. Default: 0.2.</summary>
    public double Weight { get; init; } = 0.2;

    /// <summary>Limit L in standard deviations of the average, more than 0 and at most 10. Default: 2.962.</summary>
    public double Limit { get; init; } = 2.962;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<EwmaOptions>> Settings { get; } =
    [
        Setting.Number("Weight", "weight of the newest row in the moving average", Bounds.Closed(0.001, 1), (EwmaOptions o) => o.Weight, (o, v) => o with { Weight = v }),
        Setting.Number("Limit", "limit in standard deviations of the moving average", Bounds.OpenClosed(0, 10), (EwmaOptions o) => o.Limit, (o, v) => o with { Limit = v }),
    ];
}
