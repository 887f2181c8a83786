using Pipelines.Data;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;

namespace EquipmentHealth.Data;

/// <summary>A file of known failures: start, end, and where there are several machines the unit; a note where somebody wrote one.</summary>
internal static class FailureFile
{
    private static readonly string[] Starts = ["start", "from", "begin", "开始", "开始时间", "起始时间"], Ends = ["end", "to", "stop", "结束", "结束时间"], Units = ["unit", "machine", "device", "设备", "机器", "设备编号"], Notes = ["note", "what", "kind", "fault", "reason", "备注", "说明", "故障"];

    /// <summary>Reads it.</summary>
    /// <exception cref="ScenarioException">A column is missing, or a failure ends before it starts.</exception>
    public static IReadOnlyList<Fault> Read(RunContext run, string path)
    {
        var table = CsvFile.Read(DataInput.Expand(run, [path]), DataInput.ReadingOf(run), run.Cancellation).Table;
        var (start, end) = (Time(table, path, Starts), Time(table, path, Ends));
        var (unit, note) = (Find(table, Units), Find(table, Notes));
        var faults = new List<Fault>();
        for (var r = 0; r < table.Rows; r++)
        {
            if (start.IsMissing(r) || end.IsMissing(r) || end.Ticks[r] < start.Ticks[r])
            {
                throw new ScenarioException(ExitCode.Data, "health.failure-row", Path.GetFileName(path), r + 1, start.Text(r), end.Text(r));
            }
            faults.Add(new(unit is null || unit.IsMissing(r) ? null : unit.Text(r), new(start.Ticks[r], end.Ticks[r]), note is null || note.IsMissing(r) ? "" : note.Text(r)));
        }
        return faults;
    }

    private static Column? Find(Table table, string[] names) => table.Columns.FirstOrDefault(c => names.Contains(c.Name.Trim(), StringComparer.OrdinalIgnoreCase));

    private static TimeColumn Time(Table table, string path, string[] names) => Find(table, names) as TimeColumn
        ?? throw new ScenarioException(ExitCode.Data, "health.failure-column", Path.GetFileName(path), names[0], string.Join(", ", table.Columns.Select(c => c.Name)));
}
