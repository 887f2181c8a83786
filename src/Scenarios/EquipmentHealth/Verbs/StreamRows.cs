using System.Globalization;
using EquipmentHealth.Data;
using Pipelines.Data;
using Scenarios.Hosting;

namespace EquipmentHealth.Verbs;

/// <summary>Rows that come on standard input one by one: a header first, then a CSV row a line. Nothing is held back.</summary>
internal static class StreamRows
{
    /// <summary>The rows.</summary>
    public static IEnumerable<MonitorRow> Of(RunContext run, ModelColumns model)
    {
        using var input = new StreamReader(run.OpenIn());
        var first = input.ReadLine() ?? throw new ScenarioException(ExitCode.Data, "monitor.no-header", model.TimeColumn);
        var header = Fields(first.TrimStart('\uFEFF')).ConvertAll(f => f.Trim());
        FileRows.Need(model, header);
        var (time, machine) = (header.IndexOf(model.TimeColumn), header.IndexOf(model.MachineColumn));
        int[] sensors = [.. model.Model.Sensors.Select(s => header.IndexOf(s))];
        int[] regimes = [.. model.RegimeColumns.Select(r => header.IndexOf(r)).Where(p => p >= 0)];
        while (Next(input, run.Cancellation) is { } line)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            if (line.Length == 0)
            {
                continue;
            }
            var fields = Fields(line);
            string Field(int place) => place >= 0 && place < fields.Count ? fields[place].Trim() : "";
            var values = new double[sensors.Length];
            var problem = fields.Count == header.Count ? null : run.Texts["monitor.fields", fields.Count, header.Count];
            for (var s = 0; s < values.Length; s++)
            {
                values[s] = Number(Field(sensors[s]), out var readable);
                problem ??= readable ? null : run.Texts["monitor.number", model.Model.Sensors[s], Field(sensors[s])];
            }
            var at = model.IsStep ? Duration.OfStep(Number(Field(time), out _))
                : DateTime.TryParse(Field(time), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant) ? instant.Ticks : TimeColumn.Missing;
            var known = at != TimeColumn.Missing;
            problem ??= known ? null : run.Texts["monitor.no-time"];
            yield return new(known ? model.TextOf(at) : Field(time), at, Field(machine), regimes.Length == 0 ? "" : string.Join(" | ", regimes.Select(Field)), values, problem);
        }
    }

    /// <summary>The next line. Ctrl-C must not wait for a row that may be an hour away: what the stream has said so far is kept only if we get there.</summary>
    private static string? Next(StreamReader input, CancellationToken cancellation)
    {
        var line = input.ReadLineAsync(cancellation);
        return line.IsCompletedSuccessfully ? line.Result : line.AsTask().WaitAsync(cancellation).GetAwaiter().GetResult();
    }

    private static double Number(string text, out bool readable)
    {
        if (text.Length == 0 || CsvOptions.DefaultMissing.Contains(text, StringComparer.Ordinal))
        {
            readable = true;
            return double.NaN;
        }
        readable = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        return readable && double.IsFinite(value) ? value : double.NaN;
    }

    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(line[++i]);
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }
        fields.Add(field.ToString());
        return fields;
    }
}
