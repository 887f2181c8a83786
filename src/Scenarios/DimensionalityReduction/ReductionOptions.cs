using Pipelines;
using Pipelines.Reduction;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace DimensionalityReduction;

/// <summary>The options that are this scenario's own.</summary>
internal static class ReductionOptions
{
    /// <summary>The bundled pictures of digits.</summary>
    public const string Bundled = "digits/digits.csv";

    /// <summary>What the target's values are.</summary>
    public static VerbOption<string?> Task { get; } = VerbOption.Choice("task", ["auto", "classes", "number"], "auto");

    /// <summary>Whether columns are put on one scale first.</summary>
    public static VerbOption<string?> Scaling { get; } = VerbOption.Choice("scaling", ["auto", "standard", "none"], "auto");

    /// <summary>Height and width where rows are pictures.</summary>
    public static VerbOption<string?> Image { get; } = VerbOption.Text("image", "HxW|none");

    /// <summary>Numbers of components to try.</summary>
    public static VerbOption<string?> Try { get; } = VerbOption.Text("try", "LIST");

    /// <summary>How much of accuracy or R² may be lost.</summary>
    public static VerbOption<double?> Margin { get; } = VerbOption.Number("margin", Bounds.Open(0, 1), 0.01);

    /// <summary>Folds of the cross-validation.</summary>
    public static VerbOption<long?> Folds { get; } = VerbOption.Whole("folds", Bounds.Closed(2, 20), 5);

    /// <summary>The most rows that algorithms are tried on.</summary>
    public static VerbOption<long?> StudyRows { get; } = VerbOption.Whole("study-rows", Bounds.Closed(20, 10_000_000), 10_000);

    /// <summary>How many rows the user has in the end.</summary>
    public static VerbOption<long?> ForRows { get; } = VerbOption.Whole("for-rows", Bounds.AtLeast(1));

    /// <summary>Which columns of the file stand beside the components.</summary>
    public static VerbOption<string?> Keep { get; } = VerbOption.Text("keep", "LIST|all|none");

    /// <summary>How many of the leading components to use.</summary>
    public static VerbOption<long?> First { get; } = VerbOption.Whole("first", Bounds.AtLeast(1));

    /// <summary>The component to say more of.</summary>
    public static VerbOption<long?> Component { get; } = VerbOption.Whole("component", Bounds.AtLeast(1));

    /// <summary>The row to explain.</summary>
    public static VerbOption<long?> Row { get; } = VerbOption.Whole("row", Bounds.AtLeast(1));

    /// <summary>How many columns or components a line names.</summary>
    public static VerbOption<long?> Top { get; } = VerbOption.Whole("top", Bounds.Closed(1, 1000), 8);

    /// <summary>Whether the data stays on the disk.</summary>
    public static VerbOption<string?> Stream { get; } = VerbOption.Choice("stream", ["auto", "yes", "no"], "auto");

    /// <summary>The settings of the components.</summary>
    public static OptionSet<PcaOptions> Pca { get; } = new();

    /// <summary>What an algorithm is to predict: by it is measured what a reduction costs.</summary>
    public static Role TargetRole { get; } = new("target", SharedOptions.Target)
    {
        Required = false,
        Names = ["target", "label", "class", "species", "cultivar", "digit", "tissue", "diagnosis", "outcome", "category", "目标", "标签", "类别", "分类", "类型", "品种", "诊断", "结果", "合格"],
    };

    /// <summary>Which columns of the data say what, and how they are read as numbers.</summary>
    public static IReadOnlyList<VerbOption> Columns { get; } = [SharedOptions.Target, Task, SharedOptions.Columns, SharedOptions.Ignore, Scaling, Image];
}
