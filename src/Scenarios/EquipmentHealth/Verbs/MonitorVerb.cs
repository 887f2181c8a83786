using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EquipmentHealth.Data;
using EquipmentHealth.Study;
using Pipelines.Anomaly.Equipment;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace EquipmentHealth.Verbs;

/// <summary>Scores rows: of files as CSV, or of standard input as they come, a line of JSON each. Both go through the same tracker, so they give the same bits.</summary>
internal static class MonitorVerb
{
    private const int KeepEvery = 1000;

    public static Verb Make() => new("monitor", Run)
    {
        Aliases = ["predict"],
        Options =
        [
            SharedOptions.Data, EquipmentOptions.Stdin, EquipmentOptions.State, SharedOptions.Model, SharedOptions.TimeColumn, EquipmentOptions.Machine, EquipmentOptions.Tag, EquipmentOptions.Value, EquipmentOptions.Every,
            EquipmentOptions.Regimes, SharedOptions.Out, SharedOptions.Bom, .. SharedOptions.Reading,
        ],
        Examples = [new("monitor --data today.csv --out scores.csv", "example.monitor"), new("monitor --stdin --state plant.json", "example.stream")],
    };

    private static ExitCode Run(RunContext run)
    {
        var model = ModelColumns.Load(run);
        var path = run.Get(EquipmentOptions.State) is { } named ? run.PathOf(named) : null;
        if (model.OnGrid)
        {
            return OnGrid(run, model, path);
        }
        var states = path is null ? [] : StateFile.Read(path, model.Identity);
        var trackers = new Dictionary<string, EquipmentTracker>(StringComparer.Ordinal);
        foreach (var (name, state) in states)
        {
            trackers[name] = model.Model.Track(name, state);
        }
        EquipmentTracker TrackerOf(string unit)
        {
            if (!trackers.TryGetValue(unit, out var tracker))
            {
                trackers[unit] = tracker = model.Model.Track(unit);
                // A model of lives knows no machine by name: all it learned from have failed.
                if (model.Model.Life is null && !model.Model.Knows(unit))
                {
                    run.Note("monitor.unknown-unit", unit);
                }
            }
            return tracker;
        }
        if (run.Get(EquipmentOptions.Stdin))
        {
            long rows = 0;
            if (path is not null)
            {
                // A place that cannot be written is better known now than after a day of rows.
                StateFile.Write(path, model.Identity, trackers);
            }
            try
            {
                foreach (var row in StreamRows.Of(run, model))
                {
                    WriteLine(run, model.Model, TrackerOf(row.Unit), row);
                    if (path is not null && ++rows % KeepEvery == 0)
                    {
                        StateFile.Write(path, model.Identity, trackers);
                    }
                }
            }
            finally
            {
                // What was said must not be forgotten when the stream is stopped.
                if (path is not null)
                {
                    StateFile.Write(path, model.Identity, trackers);
                }
            }
            return ExitCode.Ok;
        }
        Batch(run, model, TrackerOf);
        if (path is not null)
        {
            StateFile.Write(path, model.Identity, trackers);
        }
        return ExitCode.Ok;
    }

    private static void Batch(RunContext run, ModelColumns model, Func<string, EquipmentTracker> trackerOf)
    {
        using var file = run.OpenCsv();
        file.Row(ScoreFile.Header(model.Model));
        long rows = 0, bad = 0, late = 0;
        using (run.Stage("stage.monitor"))
        {
            foreach (var row in FileRows.Of(run, model))
            {
                rows++;
                if (row.Problem is not null)
                {
                    bad++;
                    file.Row([row.Text, row.Unit, "", "", "", "", "", "", "", "", row.Problem, .. model.Model.Life is null ? Array.Empty<string>() : ["", "", ""]]);
                    continue;
                }
                var tracker = trackerOf(row.Unit);
                var reading = tracker.Step(row.Time, row.Values, row.Regime);
                late += reading.IsLate ? 1 : 0;
                ScoreFile.Row(file, model.Model, tracker.Unit, row.Unit, row.Text, tracker.Seen, row.Regime, reading, reading.IsLate ? run.Texts["monitor.late"] : "");
            }
        }
        file.Commit();
        if (run.Get(SharedOptions.Out) is { } path)
        {
            run.Say("monitor.done", rows, path);
        }
        if (bad + late > 0)
        {
            run.Note("monitor.bad", bad, late);
        }
    }

    /// <summary>Sensors that are first brought onto a grid: the file is read as a whole.</summary>
    private static ExitCode OnGrid(RunContext run, ModelColumns model, string? state)
    {
        if (run.Get(EquipmentOptions.Stdin) || state is not null || run.Get(SharedOptions.Data).Count == 0)
        {
            throw new ScenarioException(ExitCode.Usage, "monitor.grid", SharedOptions.Data.Typed);
        }
        var log = model.Fit(SensorLogReader.Read(run, out _, steps: false));
        using var file = run.OpenCsv();
        ScoreFile.Rows(file, log, model.Model, [.. log.Units.Select(u => UnitResult.Of(model.Model, log, u, run.Cancellation))]);
        file.Commit();
        return ExitCode.Ok;
    }

    private static void WriteLine(RunContext run, EquipmentMonitorModel model, EquipmentTracker tracker, MonitorRow row)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", row.Text);
            json.WriteString("machine", row.Unit);
            if (row.Problem is not null)
            {
                json.WriteString("problem", row.Problem);
            }
            else
            {
                var reading = tracker.Step(row.Time, row.Values, row.Regime);
                Number(json, "score", reading.Score);
                json.WriteNumber("limit", model.Rule.Limit);
                json.WriteBoolean("alarm", reading.IsAlarm);
                json.WriteString("reason", ScoreFile.Name(reading.Reason));
                Number(json, "health", reading.Health);
                Number(json, "t2", reading.TSquared);
                Number(json, "spe", reading.Spe);
                json.WriteStartArray("top");
                foreach (var (sensor, share) in ScoreFile.IsTold(reading) ? TopSensors.Of(tracker.Unit, tracker.Seen, row.Regime, reading) : [])
                {
                    json.WriteStartObject();
                    json.WriteString("sensor", model.Sensors[sensor]);
                    json.WriteNumber("share", Math.Round(share, 4));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                if (model.Life is not null)
                {
                    Number(json, "remaining_life", reading.Life?.Rows ?? double.NaN);
                    Number(json, "life_low", reading.Life?.Low ?? double.NaN);
                    Number(json, "life_high", reading.Life?.High ?? double.NaN);
                }
                if (reading.IsLate)
                {
                    json.WriteString("problem", run.Texts["monitor.late"]);
                }
            }
            json.WriteEndObject();
        }
        run.Output.Stream.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        run.Output.Stream.Write('\n');
        run.Output.Stream.Flush();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsNaN(value))
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, value);
        }
    }
}
