namespace Pipelines.Models.Encoders;

/// <summary>Options of <see cref="MedianImputer"/>.</summary>
public sealed record MedianImputerOptions : IOptions<MedianImputerOptions>
{
    /// <summary>Append a column of 0 and 1 for each column that had missing values in training, 1 where the value was missing. Default: true.</summary>
    public bool Indicators { get; init; } = true;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<MedianImputerOptions>> Settings { get; } =
    [
        Setting.Flag("Indicators", "append a column of 0 and 1 for each column that had missing values", (MedianImputerOptions o) => o.Indicators, (o, v) => o with { Indicators = v }),
    ];
}
