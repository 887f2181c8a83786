namespace Pipelines.Models.Encoders;

/// <summary>Options of <see cref="Log1pScaler"/>.</summary>
public sealed record Log1pScalerOptions : IOptions<Log1pScalerOptions>
{
    /// <summary>After the logarithm, bring each column to mean 0 and standard deviation 1. Default: false.</summary>
    public bool Standardize { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<Log1pScalerOptions>> Settings { get; } =
    [
        Setting.Flag("Standardize", "after the logarithm, bring each column to mean 0 and standard deviation 1", (Log1pScalerOptions o) => o.Standardize, (o, v) => o with { Standardize = v }),
    ];
}
