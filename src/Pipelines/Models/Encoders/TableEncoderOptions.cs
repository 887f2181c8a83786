namespace Pipelines.Models.Encoders;

/// <summary>Options of <see cref="TableEncoder"/>.</summary>
public sealed record TableEncoderOptions : IOptions<TableEncoderOptions>
{
    /// <summary>How number columns are scaled, after missing values were filled. Default: <see cref="Encoders.Scaling.Standard"/>.</summary>
    public Scaling Scaling { get; init; } = Scaling.Standard;

    /// <summary>For each number column with missing values in training, say in a column of its own where they were. Default: true.</summary>
    public bool Indicators { get; init; } = true;

    /// <summary>At most so many texts of a column get a column of their own; the others share one. At least 1. Default: 30.</summary>
    public int MaxLevels { get; init; } = 30;

    /// <summary>Read time columns as numbers, days since 1970-01-01; otherwise they are ignored. Default: false.</summary>
    public bool Times { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<TableEncoderOptions>> Settings { get; } =
    [
        Setting.Choice("Scaling", "how number columns are scaled", (TableEncoderOptions o) => o.Scaling, (o, v) => o with { Scaling = v }),
        Setting.Flag("Indicators", "say in columns of their own where numbers were missing", (TableEncoderOptions o) => o.Indicators, (o, v) => o with { Indicators = v }),
        Setting.Whole("MaxLevels", "at most so many texts of a column get a column of their own", Bounds.Closed(1, 1_000_000), (TableEncoderOptions o) => o.MaxLevels, (o, v) => o with { MaxLevels = (int)v }),
        Setting.Flag("Times", "read time columns as numbers, days since 1970-01-01", (TableEncoderOptions o) => o.Times, (o, v) => o with { Times = v }),
    ];
}
