using Pipelines;
using Scenarios.Hosting.Commands;

namespace CustomerSegmentation.Saved;

/// <summary>The options of the verbs that read customers by a saved model.</summary>
internal static class ModelOptions
{
    /// <summary>Which columns of the file are written out again.</summary>
    public static VerbOption<string?> Keep { get; } = VerbOption.Text("keep", "LIST|all|none");

    /// <summary>A segment by its number or name.</summary>
    public static VerbOption<string?> Segment { get; } = VerbOption.Text("segment", "N|NAME");

    /// <summary>At most so many customers.</summary>
    public static VerbOption<long?> Top { get; } = VerbOption.Whole("top", Bounds.AtLeast(1));

    /// <summary>What customers of a segment are ordered by.</summary>
    public static VerbOption<string?> By { get; } = VerbOption.Text("by", "value|closeness|COLUMN");

    /// <summary>The known group of each customer.</summary>
    public static VerbOption<string?> ClassColumn { get; } = VerbOption.Text("class-col", "COLUMN");

    /// <summary>How many rows are worth labelling.</summary>
    public static VerbOption<long?> Budget { get; } = VerbOption.Whole("budget", Bounds.Closed(2, 100_000), 50);

    /// <summary>The file with labels filled in.</summary>
    public static VerbOption<string?> Labels { get; } = VerbOption.Text("labels", "FILE");

    /// <summary>The column of that file with the labels.</summary>
    public static VerbOption<string?> LabelColumn { get; } = VerbOption.Text("label-column", "COLUMN", "label");

    /// <summary>Where the columns of transactions have other names than in training, and the day to look back from.</summary>
    public static IReadOnlyList<VerbOption> Reading { get; } =
    [
        SegmentOptions.CustomerColumn, SharedOptions.TimeColumn, SegmentOptions.AmountColumn, SegmentOptions.QuantityColumn, SegmentOptions.PriceColumn, SegmentOptions.OrderColumn, SegmentOptions.ProductColumn, SegmentOptions.AsOf,
        .. SharedOptions.Reading,
    ];
}
