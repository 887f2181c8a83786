using EquipmentHealth.Data;
using Pipelines.Data;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace EquipmentHealth.Verbs;

/// <summary>The rows of files in their order, with memory for one block; or those of the bundled plant.</summary>
internal static class FileRows
{
    private const int RowsAtOnce = 4096;

    /// <summary>The rows.</summary>
    public static IEnumerable<MonitorRow> Of(RunContext run, ModelColumns model)
    {
        var named = run.Get(SharedOptions.Data);
        return named.Count == 0 ? OfPlant(model) : DataInput.Expand(run, named).SelectMany(f => OfFile(run, model, f));
    }

    private static IEnumerable<MonitorRow> OfPlant(ModelColumns model)
    {
        var log = model.Fit(model.IsStep ? FleetLog.Make() : PlantLog.Make());
        foreach (var unit in log.Units)
        {
            for (var r = 0; r < unit.Rows; r++)
            {
                var values = new double[log.Sensors.Count];
                unit.Row(r, values);
                yield return new(model.TextOf(unit.Times[r]), unit.Times[r], unit.Name, log.Regimes[unit.Regimes[r]], values, null);
            }
        }
    }

    private static IEnumerable<MonitorRow> OfFile(RunContext run, ModelColumns model, string file)
    {
        var options = DataInput.ReadingOf(run);
        var header = CsvFile.Dialect(file, options).Columns;
        Need(model, header);
        var types = model.Model.Sensors.ToDictionary(s => s, _ => CsvType.Number, StringComparer.Ordinal);
        types[model.TimeColumn] = model.IsStep ? CsvType.Number : CsvType.Time;
        foreach (var text in model.RegimeColumns.Append(model.MachineColumn).Where(c => c.Length > 0 && header.Contains(c)))
        {
            types[text] = CsvType.Text;
        }
        foreach (var block in CsvFile.Blocks(file, options with { Columns = [.. types.Keys], Types = types }, RowsAtOnce))
        {
            run.Cancellation.ThrowIfCancellationRequested();
            var time = block.Table[model.TimeColumn] is NumberColumn steps ? new TimeColumn(steps.Name, Array.ConvertAll(steps.Values, Duration.OfStep), "") : (TimeColumn)block.Table[model.TimeColumn];
            var machine = block.Table.Find(model.MachineColumn);
            Column[] regimes = [.. model.RegimeColumns.Select(block.Table.Find).OfType<Column>()];
            NumberColumn[] sensors = [.. model.Model.Sensors.Select(s => (NumberColumn)block.Table[s])];
            for (var r = 0; r < block.Records.Count; r++)
            {
                var values = new double[sensors.Length];
                for (var s = 0; s < values.Length; s++)
                {
                    values[s] = double.IsFinite(sensors[s].Values[r]) ? sensors[s].Values[r] : double.NaN;
                }
                var problem = block.Records[r].Problem is { } bad ? run.Texts.Of(bad) : time.IsMissing(r) ? run.Texts["monitor.no-time"] : null;
                yield return new(time.IsMissing(r) ? "" : model.TextOf(time.Ticks[r]), time.Ticks[r], machine is null || machine.IsMissing(r) ? "" : machine.Text(r), LogBuilder.RegimeOf(regimes, r), values, problem);
            }
        }
    }

    /// <summary>Refuses a header that lacks a column of the model.</summary>
    /// <exception cref="ScenarioException">A column is missing.</exception>
    public static void Need(ModelColumns model, IReadOnlyList<string> header)
    {
        if (model.Model.Sensors.Append(model.TimeColumn).Except(header, StringComparer.Ordinal).ToArray() is { Length: > 0 } missing)
        {
            throw new ScenarioException(ExitCode.Model, "health.model-sensors", model.Choice.Shown, string.Join(", ", missing), string.Join(", ", header));
        }
    }
}
