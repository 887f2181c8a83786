using System.Globalization;
using System.Text.Json;
using Pipelines;
using Pipelines.Evaluation;

namespace Scenarios.Hosting.Runs;

/// <summary>The run.json of one run.</summary>
public sealed record RunRecord
{
    /// <summary>Name of the file that holds it.</summary>
    public const string FileName = "run.json";

    /// <summary>The run's name and its folder's: a sortable time and a word.</summary>
    public required string Id { get; init; }

    /// <summary>Which scenario ran.</summary>
    public required string Scenario { get; init; }

    /// <summary>Its version.</summary>
    public string Version { get; init; } = "";

    /// <summary>Which verb.</summary>
    public string Verb { get; init; } = "";

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>How long it took.</summary>
    public double Seconds { get; init; }

    /// <summary>The most memory it held.</summary>
    public double Megabytes { get; init; }

    /// <summary>How many threads worked.</summary>
    public int Threads { get; init; }

    /// <summary>The language of its report: en or zh.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The line that repeats it.</summary>
    public string Repeat { get; init; } = "";

    /// <summary>What it found.</summary>
    public RunResult Result { get; init; } = new();

    /// <summary>The run it was retrained from, or null.</summary>
    public string? Previous { get; init; }

    /// <summary>Its folder; not written.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Its model file, or null.</summary>
    public string? ModelPath => Result.Model is { } name ? Path.Combine(Folder, name) : null;

    /// <summary>A metric by its key, or null.</summary>
    public Metric? Find(string key) => Result.Metrics.Where(m => m.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Select(m => (Metric?)m).FirstOrDefault();

    internal void Write(Utf8JsonWriter json, string? folder = null)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        if (folder is not null)
        {
            json.WriteString("folder", folder);
        }
        json.WriteString("scenario", Scenario);
        json.WriteString("version", Version);
        json.WriteString("verb", Verb);
        json.WriteString("started", Started.ToString("O", CultureInfo.InvariantCulture));
        json.WriteNumber("seconds", Math.Round(Seconds, 3));
        json.WriteNumber("megabytes", Math.Round(Megabytes, 1));
        json.WriteNumber("threads", Threads);
        json.WriteString("language", Language);
        json.WriteString("repeat", Repeat);
        json.WriteString("model", Result.Model);
        json.WriteStartArray("data");
        foreach (var file in Result.Data)
        {
            json.WriteStringValue(file);
        }
        json.WriteEndArray();
        json.WriteString("dataHash", Result.DataHash);
        if (Result.Rows is { } rows)
        {
            json.WriteNumber("rows", rows);
        }
        json.WriteStartArray("metrics");
        foreach (var metric in Result.Metrics)
        {
            WriteMetric(json, metric);
        }
        json.WriteEndArray();
        if (Previous is not null)
        {
            json.WriteString("previous", Previous);
            if (Result.Comparison is { } comparison && Result.Metrics.Count > 0)
            {
                json.WriteString("verdict", comparison.Replaces(Result.Metrics[0]) ? "replace" : "keep");
                WriteNumber(json, "chance", comparison.PValue ?? double.NaN);
                json.WriteStartArray("previousMetrics");
                foreach (var metric in comparison.Metrics)
                {
                    WriteMetric(json, metric);
                }
                json.WriteEndArray();
            }
        }
        json.WriteStartObject("facts");
        foreach (var (key, value) in Result.Facts)
        {
            json.WriteString(key, value);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    internal static RunRecord Read(JsonElement json, string folder)
    {
        return new()
        {
            Id = Text(json, "id") ?? Path.GetFileName(folder),
            Scenario = Text(json, "scenario") ?? "",
            Version = Text(json, "version") ?? "",
            Verb = Text(json, "verb") ?? "",
            Started = DateTimeOffset.TryParse(Text(json, "started"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var started) ? started : default,
            Seconds = Number(json, "seconds") ?? double.NaN,
            Megabytes = Number(json, "megabytes") ?? double.NaN,
            Threads = (int)(Number(json, "threads") ?? 0),
            Language = Text(json, "language") ?? "en",
            Repeat = Text(json, "repeat") ?? "",
            Folder = folder,
            Previous = Text(json, "previous"),
            Result = new()
            {
                Model = Text(json, "model"),
                Data = [.. Items(json, "data").Select(e => e.GetString() ?? "")],
                DataHash = Text(json, "dataHash"),
                Rows = (long?)Number(json, "rows"),
                Metrics = [.. Items(json, "metrics").Select(ReadMetric)],
                Comparison = json.TryGetProperty("previousMetrics", out _) ? new([.. Items(json, "previousMetrics").Select(ReadMetric)], Number(json, "chance")) : null,
                Facts = json.TryGetProperty("facts", out var facts) && facts.ValueKind == JsonValueKind.Object
                    ? facts.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "", StringComparer.Ordinal)
                    : [],
            },
        };
    }

    private static void WriteMetric(Utf8JsonWriter json, Metric metric)
    {
        json.WriteStartObject();
        json.WriteString("key", metric.Key);
        WriteNumber(json, "value", metric.Value);
        json.WriteString("better", KebabCase.Of(metric.Better.ToString()));
        if (metric.Interval is { } interval)
        {
            WriteNumber(json, "low", interval.Low);
            WriteNumber(json, "high", interval.High);
            WriteNumber(json, "level", interval.Level);
        }
        json.WriteEndObject();
    }

    private static Better DirectionOf(string? text) => Array.Find(Enum.GetValues<Better>(), b => KebabCase.Of(b.ToString()) == text);

    private static Metric ReadMetric(JsonElement json) => new(Text(json, "key") ?? "", Number(json, "value") ?? double.NaN, DirectionOf(Text(json, "better")),
        Number(json, "low") is { } low && Number(json, "high") is { } high ? new(low, high, Number(json, "level") ?? 0.95) : null);

    /// <summary>JSON has no NaN or infinity: null stands for what cannot be computed.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;
}
