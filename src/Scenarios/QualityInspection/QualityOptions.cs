using Pipelines;
using Pipelines.Anomaly;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace QualityInspection;

/// <summary>The options that are this scenario's own.</summary>
internal static class QualityOptions
{
    /// <summary>The bundled line.</summary>
    public const string Bundled = "shaft-line/parts.csv", BundledSpec = "shaft-line/spec.csv";

    /// <summary>Measurements beyond this leave no room for the products and sums that follow.</summary>
    public const double Largest = 1e30;

    /// <summary>The column that says which part.</summary>
    public static VerbOption<string?> IdColumn { get; } = VerbOption.Text("id-col", "COLUMN");

    /// <summary>The column that says which batch.</summary>
    public static VerbOption<string?> BatchColumn { get; } = VerbOption.Text("batch-col", "COLUMN");

    /// <summary>The file of tolerances.</summary>
    public static VerbOption<string?> Spec { get; } = VerbOption.Text("spec", "FILE");

    /// <summary>Values of the target that mean a good part.</summary>
    public static VerbOption<string?> Good { get; } = VerbOption.Text("good", "LIST");

    /// <summary>Measurements computed from others.</summary>
    public static VerbOption<IReadOnlyList<string>> Derive { get; } = VerbOption.List("derive", "NAME=A*B");

    /// <summary>Leave out columns that give the target away.</summary>
    public static VerbOption<bool> DropLeaks { get; } = VerbOption.Flag("drop-leaks");

    /// <summary>Use columns that give the target away.</summary>
    public static VerbOption<bool> AllowLeaks { get; } = VerbOption.Flag("allow-leaks");

    /// <summary>What a bad part costs that gets out.</summary>
    public static VerbOption<double?> CostMiss { get; } = VerbOption.Number("cost-miss", Bounds.Open(0, 1e12), 100);

    /// <summary>What it costs to inspect one part.</summary>
    public static VerbOption<double?> CostInspect { get; } = VerbOption.Number("cost-inspect", Bounds.Open(0, 1e12), 5);

    /// <summary>The rules that charts are read by.</summary>
    public static VerbOption<string?> Rules { get; } = VerbOption.Choice("rules", ["western-electric", "nelson", "limits-only"], "western-electric");

    /// <summary>Folds of the cross-validation.</summary>
    public static VerbOption<long?> Folds { get; } = VerbOption.Whole("folds", Bounds.Closed(2, 20), 5);

    /// <summary>The part to explain.</summary>
    public static VerbOption<string?> Id { get; } = VerbOption.Text("id", "ID");

    /// <summary>How many measurements a line names.</summary>
    public static VerbOption<long?> Top { get; } = VerbOption.Whole("top", Bounds.Closed(1, 1000), 3);

    /// <summary>The settings of the monitor of all measurements together.</summary>
    public static OptionSet<PcaMonitorOptions> Monitor { get; } = new("monitor", new() { Statistic = MonitorStatistic.Mahalanobis });

    /// <summary>Which part.</summary>
    public static Role IdRole { get; } = new("part", IdColumn)
    {
        Content = RoleContent.Id,
        Required = false,
        Names = ["part id", "serial number", "serial no", "serial", "sn", "part no", "part number", "product id", "piece id", "part", "id", "序列号", "零件编号", "零件号", "工件号", "产品编号", "产品序列号", "件号", "条码", "编号"],
    };

    /// <summary>Which batch.</summary>
    public static Role BatchRole { get; } = new("batch", BatchColumn)
    {
        Content = RoleContent.Id,
        Required = false,
        Names = ["batch id", "lot id", "batch no", "lot no", "batch", "lot", "subgroup", "批次", "批号", "批次号", "批次编号", "炉号", "子组"],
    };

    /// <summary>What is known of defects.</summary>
    public static Role TargetRole { get; } = new("defect", SharedOptions.Target)
    {
        Required = false,
        Names = ["defect", "defective", "machine failure", "failure", "failed", "fail", "result", "verdict", "pass fail", "quality", "label", "target", "缺陷", "不良", "不良原因", "是否合格", "合格", "判定", "检验结果", "结果", "标签"],
    };

    /// <summary>Which columns of the data say what.</summary>
    public static IReadOnlyList<VerbOption> Columns { get; } =
        [IdColumn, BatchColumn, SharedOptions.TimeColumn, SharedOptions.Target, Good, Spec, SharedOptions.Columns, SharedOptions.Ignore, Derive, DropLeaks, AllowLeaks];
}
