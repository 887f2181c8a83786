using Pipelines.Data;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;

namespace EquipmentHealth.Data;

/// <summary>A file of known failures: start, end, and where there are several machines the unit; a note where somebody wrote one.</summary>
internal static class FailureFile
{
    private static readonly string[] Starts = ["start", "from", "begin", "开始", "开始时间", "起始时间"], Ends = ["end", "to", "stop", "结束", "结束时间"], Units = ["unit", "machine", "device", "设备", "机器", "设备编号"], Notes = ["note", "what", "kind", "fault", "reason", "备注", "说明", "故障"];

    /// <summary>The column of a file of <c>label</c> that says what a stretch was.</summary>
    public const string Judgement = "judgement";

    private static readonly string[] Judgements = [Judgement, "judgment", "verdict", "label", "判断", "结论"];

    /// <summary>Reads it. Where a column says what each stretch was judged to be, those that nobody judged and those that were normal are passed over.</summary>
    /// <exception cref="ScenarioException">A column is missing, or a failure ends before it starts.</exception>
    public static IReadOnlyList<Fault> Read(RunContext run, string path)
    {
        var table = CsvFile.Read(DataInput.Expand(run, [path]), DataInput.ReadingOf(run), run.Cancellation).Table;
        var (start, end) = (Time(table, path, Starts), Time(table, path, Ends));
        var (unit, note, judgement) = (Find(table, Units), Find(table, Notes), Find(table, Judgements));
        var faults = new List<Fault>();
        for (var r = 0; r < table.Rows; r++)
        {
            if (judgement is not null && (judgement.IsMissing(r) || !LogBuilder.IsFault(judgement.Text(r))))
            {
                continue;
            }
            if (start.IsMissing(r) || end.IsMissing(r) || end.Ticks[r] < start.Ticks[r])
            {
                throw new ScenarioException(ExitCode.Data, "health.failure-row", Path.GetFileName(path), r + 1, start.Text(r), end.Text(r));
            }
            faults.Add(new(unit is null || unit.IsMissing(r) ? null : unit.Text(r), new(start.Ticks[r], end.Ticks[r]), note is null || note.IsMissing(r) ? Said(judgement, r) : note.Text(r)));
        }
        return faults;
    }

    /// <summary>A judgement that says more than yes.</summary>
    private static string Said(Column? judgement, int row) => judgement is null || judgement.Text(row).Trim().ToUpperInvariant() is "1" or "1.0" or "TRUE" or "YES" or "Y" or "FAULT" or "是" or "故障" ? "" : judgement.Text(row);

    private static Column? Find(Table table, string[] names) => table.Columns.FirstOrDefault(c => names.Contains(c.Name.Trim(), StringComparer.OrdinalIgnoreCase));

    private static TimeColumn Time(Table table, string path, string[] names) => Find(table, names) as TimeColumn
        ?? throw new ScenarioException(ExitCode.Data, "health.failure-column", Path.GetFileName(path), names[0], string.Join(", ", table.Columns.Select(c => c.Name)));
}
