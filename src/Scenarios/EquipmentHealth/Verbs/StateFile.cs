using System.Text.Encodings.Web;
using System.Text.Json;
using Pipelines.Anomaly.Equipment;
using Pipelines.Anomaly.Events;
using Scenarios.Hosting;

namespace EquipmentHealth.Verbs;

/// <summary>What a stream needs to go on where it stopped, as JSON; it appears whole or not at all.</summary>
internal static class StateFile
{
    private const string Model = "model", Units = "units";

    /// <summary>The state of each machine; none where there is no file yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">Name of the model that the state must be of.</param>
    /// <exception cref="ScenarioException">The file is no state, or of another model.</exception>
    public static Dictionary<string, EquipmentState> Read(string path, string model)
    {
        var states = new Dictionary<string, EquipmentState>(StringComparer.Ordinal);
        if (!File.Exists(path))
        {
            return states;
        }
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            var of = json.RootElement.GetProperty(Model).GetString();
            if (of != model)
            {
                throw new ScenarioException(ExitCode.Data, "monitor.other-state", Path.GetFileName(path), of, model);
            }
            foreach (var unit in json.RootElement.GetProperty(Units).EnumerateObject())
            {
                states[unit.Name] = Of(unit.Value);
            }
            return states;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ScenarioException(ExitCode.Data, "monitor.state", Path.GetFileName(path));
        }
    }

    /// <summary>Keeps the states.</summary>
    public static void Write(string path, string model, IReadOnlyDictionary<string, EquipmentTracker> trackers)
    {
        var temporary = path + ".new";
        using (var stream = File.Create(temporary))
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString(Model, model);
            json.WriteStartObject(Units);
            foreach (var (name, tracker) in trackers.OrderBy(t => t.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject(name);
                Write(json, tracker.State);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        File.Move(temporary, path, overwrite: true);
    }

    private static void Write(Utf8JsonWriter json, EquipmentState state)
    {
        var a = state.Alarm;
        json.WriteNumber("history", a.History);
        json.WriteNumber("rows", a.Rows);
        json.WriteNumber("last_time", a.LastTime);
        json.WriteNumber("last_scored", a.LastScored);
        json.WriteBoolean("has_started", a.HasStarted);
        json.WriteBoolean("is_on", a.IsOn);
        json.WriteNumber("clear_run", a.ClearRun);
        json.WriteNumber("onset", a.Onset);
        json.WriteNumber("raised", a.Raised);
        json.WriteNumber("peak", a.Peak);
        json.WriteNumber("peak_time", a.PeakTime);
        json.WriteNumber("last_unclear", a.LastUnclear);
        json.WriteNumber("event_rows", a.EventRows);
        json.WriteNumber("last_off", state.LastOff);
        json.WriteNumber("last_change", state.LastChange);
        json.WriteString("regime", state.Regime);
        Numbers(json, "last_values", state.LastValues);
        Numbers(json, "smoothed", state.Smoothed);
        json.WriteStartArray("recent");
        foreach (var value in state.Recent)
        {
            json.WriteNumberValue(value);
        }
        json.WriteEndArray();
        json.WriteStartArray("runs");
        foreach (var run in state.Runs)
        {
            json.WriteNumberValue(run);
        }
        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            if (double.IsNaN(value))
            {
                json.WriteNullValue();
            }
            else
            {
                json.WriteNumberValue(value);
            }
        }
        json.WriteEndArray();
    }

    private static EquipmentState Of(JsonElement json) => new(new AlarmState
    {
        History = json.GetProperty("history").GetUInt64(),
        Rows = json.GetProperty("rows").GetInt64(),
        LastTime = json.GetProperty("last_time").GetInt64(),
        LastScored = json.GetProperty("last_scored").GetInt64(),
        HasStarted = json.GetProperty("has_started").GetBoolean(),
        IsOn = json.GetProperty("is_on").GetBoolean(),
        ClearRun = json.GetProperty("clear_run").GetInt32(),
        Onset = json.GetProperty("onset").GetInt64(),
        Raised = json.GetProperty("raised").GetInt64(),
        Peak = json.GetProperty("peak").GetDouble(),
        PeakTime = json.GetProperty("peak_time").GetInt64(),
        LastUnclear = json.GetProperty("last_unclear").GetInt64(),
        EventRows = json.GetProperty("event_rows").GetInt32(),
    },
    json.GetProperty("last_off").GetInt64(),
    [.. json.GetProperty("last_values").EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? double.NaN : v.GetDouble())],
    [.. json.GetProperty("runs").EnumerateArray().Select(v => v.GetInt32())])
    {
        Regime = json.GetProperty("regime").GetString(),
        LastChange = json.GetProperty("last_change").GetInt64(),
        Smoothed = [.. json.GetProperty("smoothed").EnumerateArray().Select(v => v.GetDouble())],
        Recent = [.. json.GetProperty("recent").EnumerateArray().Select(v => v.GetSingle())],
    };
}
