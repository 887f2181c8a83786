namespace Pipelines.Models.Encoders;

/// <summary>Options of <see cref="StandardScaler"/>.</summary>
public sealed record StandardScalerOptions : IOptions<StandardScalerOptions>
{
    /// <summary>Subtract the mean of each column. Default: true.</summary>
    public bool Center { get; init; } = true;

    /// <summary>Divide by the standard deviation of each column. Default: true.</summary>
    public bool Spread { get; init; } = true;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<StandardScalerOptions>> Settings { get; } =
    [
        Setting.Flag("Center", "subtract the mean of each column", (StandardScalerOptions o) => o.Center, (o, v) => o with { Center = v }),
        Setting.Flag("Spread", "divide by the standard deviation of each column", (StandardScalerOptions o) => o.Spread, (o, v) => o with { Spread = v }),
    ];
}
