using Pipelines.Data;
using Pipelines.Quality;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;

namespace QualityInspection.Data;

/// <summary>The file of tolerances: column, lower, target, upper; one measurement a line.</summary>
internal static class SpecFile
{
    private static readonly string[] ColumnNames = ["column", "measurement", "characteristic", "name", "测量项", "特性", "列", "列名", "项目", "名称"];
    private static readonly string[] LowerNames = ["lower", "lsl", "low", "min", "下限", "下公差", "规格下限", "最小值"];
    private static readonly string[] TargetNames = ["target", "nominal", "目标", "目标值", "标称", "名义值", "中心值"];
    private static readonly string[] UpperNames = ["upper", "usl", "high", "max", "上限", "上公差", "规格上限", "最大值"];

    /// <summary>Reads it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="shown">The same as the user wrote it.</param>
    /// <param name="names">The columns that can have a tolerance.</param>
    /// <exception cref="ScenarioException">It lacks a column, names an unknown or the same measurement twice, or a tolerance makes no sense.</exception>
    public static IReadOnlyDictionary<string, SpecLimits> Read(RunContext run, string path, string shown, IReadOnlyList<string> names)
    {
        var columns = CsvFile.Dialect(path, DataInput.ReadingOf(run)).Columns;
        var (name, lower, target, upper) = (Find(columns, ColumnNames), Find(columns, LowerNames), Find(columns, TargetNames), Find(columns, UpperNames));
        if (name is null || (lower is null && upper is null))
        {
            throw new ScenarioException(ExitCode.Data, "spec.columns", shown, string.Join(", ", columns));
        }
        var types = new Dictionary<string, CsvType> { [name] = CsvType.Text };
        foreach (var number in (string?[])[lower, target, upper])
        {
            if (number is not null)
            {
                types[number] = CsvType.Number;
            }
        }
        var table = CsvFile.Read(path, DataInput.ReadingOf(run) with { Types = types, Columns = [.. types.Keys] }, run.Cancellation).Table;
        var specs = new Dictionary<string, SpecLimits>(StringComparer.Ordinal);
        for (var r = 0; r < table.Rows; r++)
        {
            var text = table[name].Text(r).Trim();
            var measurement = names.FirstOrDefault(n => n == text) ?? names.FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase))
                ?? throw new ScenarioException(ExitCode.Data, "spec.unknown", shown, r + 2, text, string.Join(", ", names));
            var limits = new SpecLimits(Value(table, lower, r), Value(table, upper, r), Value(table, target, r));
            if (limits.Lower >= limits.Upper)
            {
                throw new ScenarioException(ExitCode.Data, "spec.order", shown, r + 2, measurement, limits.Lower, limits.Upper);
            }
            if (double.IsNaN(limits.Lower) && double.IsNaN(limits.Upper))
            {
                throw new ScenarioException(ExitCode.Data, "spec.empty", shown, r + 2, measurement);
            }
            if (!specs.TryAdd(measurement, limits))
            {
                throw new ScenarioException(ExitCode.Data, "spec.twice", shown, r + 2, measurement);
            }
        }
        return specs;
    }

    private static string? Find(IReadOnlyList<string> columns, string[] names) => names.Select(n => columns.FirstOrDefault(c => c.Trim().Equals(n, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(c => c is not null);

    private static double Value(Table table, string? column, int row) => column is null ? double.NaN : ((NumberColumn)table[column]).Values[row];
}
