namespace Pipelines.Anomaly.Health;

/// <summary>Options of <see cref="RemainingLifeModel"/>.</summary>
public sealed record RemainingLifeOptions : IOptions<RemainingLifeOptions>
{
    /// <summary>How many of a machine's last rows are compared with the histories, at least 2; fewer where it has not run as long. Default: 50.</summary>
    public int Window { get; init; } = 50;

    /// <summary>Share of lives that the interval is to hold, between 0 and 1. Default: 0.9.</summary>
    public double Level { get; init; } = 0.9;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<RemainingLifeOptions>> Settings { get; } =
    [
        Setting.Whole("Window", "how many of a machine's last rows are compared with the histories", Bounds.Closed(2, 100_000), (RemainingLifeOptions o) => o.Window, (o, v) => o with { Window = (int)v }),
        Setting.Number("Level", "share of lives that the interval is to hold", Bounds.Open(0, 1), (RemainingLifeOptions o) => o.Level, (o, v) => o with { Level = v }),
    ];
}
