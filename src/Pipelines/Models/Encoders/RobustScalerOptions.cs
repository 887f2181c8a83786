namespace Pipelines.Models.Encoders;

/// <summary>Options of <see cref="RobustScaler"/>.</summary>
public sealed record RobustScalerOptions : IOptions<RobustScalerOptions>
{
    /// <summary>Subtract the median of each column. Default: true.</summary>
    public bool Center { get; init; } = true;

    /// <summary>Divide by the range between the quantiles of each column. Default: true.</summary>
    public bool Spread { get; init; } = true;

    /// <summary>The share of values on each side that the range leaves out, from 0 to less than 0.5. Default: 0.25, the quartiles.</summary>
    public double Tail { get; init; } = 0.25;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<RobustScalerOptions>> Settings { get; } =
    [
        Setting.Flag("Center", "subtract the median of each column", (RobustScalerOptions o) => o.Center, (o, v) => o with { Center = v }),
        Setting.Flag("Spread", "divide by the range between the quantiles of each column", (RobustScalerOptions o) => o.Spread, (o, v) => o with { Spread = v }),
        Setting.Number("Tail", "share of values on each side that the range leaves out", Bounds.ClosedOpen(0, 0.5), (RobustScalerOptions o) => o.Tail, (o, v) => o with { Tail = v }),
    ];
}
