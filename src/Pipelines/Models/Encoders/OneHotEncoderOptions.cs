namespace Pipelines.Models.Encoders;

/// <summary>Options of <see cref="OneHotEncoder"/>.</summary>
public sealed record OneHotEncoderOptions : IOptions<OneHotEncoderOptions>
{
    /// <summary>At most so many levels get a column of their own, the most frequent first; the others share one. At least 1. Default: 30.</summary>
    public int MaxLevels { get; init; } = 30;

    /// <summary>A level needs so many training rows for a column of its own. At least 1. Default: 1.</summary>
    public int MinRows { get; init; } = 1;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<OneHotEncoderOptions>> Settings { get; } =
    [
        Setting.Whole("MaxLevels", "at most so many levels get a column of their own", Bounds.Closed(1, 1_000_000), (OneHotEncoderOptions o) => o.MaxLevels, (o, v) => o with { MaxLevels = (int)v }),
        Setting.Whole("MinRows", "a level needs so many training rows for a column of its own", Bounds.Closed(1, int.MaxValue), (OneHotEncoderOptions o) => o.MinRows, (o, v) => o with { MinRows = (int)v }),
    ];
}
