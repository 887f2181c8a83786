using System.Globalization;
using Pipelines.Evaluation;
using Pipelines.Reporting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace Scenarios.Hosting.Runs;

/// <summary>The verb <c>runs</c>: lists earlier runs, shows one, compares two.</summary>
internal static class RunsVerb
{
    private static readonly string[] Actions = ["list", "show", "compare"];

    public static Verb Make() => new("runs", Run)
    {
        Argument = new("list | show RUN | compare RUN RUN", 0, 3, "argument.runs") { Choices = Actions },
        Examples = [new("runs", "example.runs.list"), new("runs show latest", "example.runs.show"), new("runs compare 20260304 latest", "example.runs.compare")],
    };

    private static ExitCode Run(RunContext run)
    {
        var words = run.Arguments;
        switch (words.Count == 0 ? "list" : words[0])
        {
            case "list" when words.Count <= 1:
                List(run);
                break;
            case "show" when words.Count == 2:
                Show(run, run.Runs.Find(words[1]));
                break;
            case "compare" when words.Count == 3:
                Compare(run, run.Runs.Find(words[1]), run.Runs.Find(words[2]));
                break;
            default:
                throw Actions.Contains(words[0]) || NearestName.Of(words[0], Actions) is not { } near
                    ? new ScenarioException(ExitCode.Usage, "runs.usage", run.CommandLine(["runs", .. words]))
                    : new ScenarioException(ExitCode.Usage, "usage.unknown-verb-near", words[0], near);
        }
        return ExitCode.Ok;
    }

    private static void List(RunContext run)
    {
        var runs = run.Runs.All();
        run.Output.JsonDocument(json =>
        {
            json.WriteStartArray();
            foreach (var record in runs)
            {
                record.Write(json, record.Folder);
            }
            json.WriteEndArray();
        });
        if (runs.Count == 0)
        {
            run.Say("runs.empty", run.Runs.Shown);
            return;
        }
        var texts = run.Texts;
        var table = new PlainTable(texts["runs.id"], texts["runs.verb"], texts["runs.data"], texts["runs.seconds"], texts["runs.metrics"]) { AtRight = new HashSet<int> { 3 } };
        foreach (var record in runs.Reverse())
        {
            table.Add(record.Id, record.Verb, DisplayWidth.Cut(DataOf(record, texts), 30), Seconds(record.Seconds),
                string.Join("  ", record.Result.Metrics.Take(3).Select(m => $"{m.Key} {Number(m.Value)}")));
        }
        WriteTable(run, table);
    }

    private static void Show(RunContext run, RunRecord record)
    {
        run.Output.JsonDocument(json => record.Write(json, record.Folder));
        var texts = run.Texts;
        var table = new PlainTable(texts["runs.id"], record.Id);
        table.Add(texts["runs.scenario"], $"{record.Scenario} {record.Version}");
        table.Add(texts["runs.verb"], record.Verb);
        table.Add(texts["runs.started"], TimeZoneInfo.ConvertTime(record.Started, run.Clock.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        table.Add(texts["runs.seconds"], Seconds(record.Seconds));
        table.Add(texts["runs.memory"], Number(record.Megabytes));
        table.Add(texts["runs.data"], DataOf(record, texts));
        table.Add(texts["runs.hash"], record.Result.DataHash ?? "");
        table.Add(texts["runs.rows"], record.Result.Rows?.ToString(CultureInfo.InvariantCulture) ?? "");
        table.Add(texts["runs.folder"], record.Folder);
        table.Add(texts["runs.model"], record.ModelPath ?? texts["runs.no-model"]);
        table.Add(texts["runs.repeat"], record.Repeat);
        foreach (var (key, value) in record.Result.Facts)
        {
            table.Add(key, value);
        }
        WriteTable(run, table);
        if (record.Result.Metrics.Count > 0)
        {
            run.Output.Line();
            var metrics = new PlainTable(texts["runs.metric"], texts["runs.value"], texts["runs.interval"]) { AtRight = new HashSet<int> { 1 } };
            foreach (var metric in record.Result.Metrics)
            {
                metrics.Add(metric.Key, Number(metric.Value), metric.Interval is { } i ? $"[{Number(i.Low)}, {Number(i.High)}]" : "");
            }
            WriteTable(run, metrics);
        }
    }

    private static void Compare(RunContext run, RunRecord a, RunRecord b)
    {
        string[] keys = [.. a.Result.Metrics.Select(m => m.Key), .. b.Result.Metrics.Select(m => m.Key).Where(k => a.Find(k) is null)];
        run.Output.JsonDocument(json =>
        {
            json.WriteStartObject();
            json.WriteString("a", a.Id);
            json.WriteString("b", b.Id);
            json.WriteBoolean("sameData", SameData(a, b));
            json.WriteStartArray("metrics");
            foreach (var key in keys)
            {
                json.WriteStartObject();
                json.WriteString("key", key);
                WriteNumber("a", a.Find(key));
                WriteNumber("b", b.Find(key));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            void WriteNumber(string name, Metric? metric)
            {
                if (metric is { } m && double.IsFinite(m.Value))
                {
                    json.WriteNumber(name, m.Value);
                }
                else
                {
                    json.WriteNull(name);
                }
            }
        });
        var texts = run.Texts;
        var table = new PlainTable(texts["runs.metric"], a.Id, b.Id, texts["runs.difference"], "") { AtRight = new HashSet<int> { 1, 2, 3 } };
        foreach (var key in keys)
        {
            var (left, right) = (a.Find(key), b.Find(key));
            var difference = (right?.Value ?? double.NaN) - (left?.Value ?? double.NaN);
            var better = left is not { } old || right is not { } now ? "" : now.Beats(old.Value) ? texts["runs.better"] : old.Beats(now.Value) ? texts["runs.worse"] : "";
            table.Add(key, Number(left?.Value ?? double.NaN), Number(right?.Value ?? double.NaN), double.IsNaN(difference) ? "" : difference.ToString("+0.####;-0.####;0", CultureInfo.InvariantCulture), better);
        }
        WriteTable(run, table);
        if (!SameData(a, b))
        {
            run.Say("runs.other-data");
        }
    }

    private static bool SameData(RunRecord a, RunRecord b) => a.Result.DataHash is { } hash && hash == b.Result.DataHash;

    private static string DataOf(RunRecord record, TextTable texts) => record.Result.Data.Count == 0 ? texts["runs.bundled"] : string.Join(", ", record.Result.Data);

    private static string Seconds(double value) => double.IsNaN(value) ? "" : value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(double value) => double.IsNaN(value) ? "-" : value.ToString("0.####", CultureInfo.InvariantCulture);

    private static void WriteTable(RunContext run, PlainTable table)
    {
        foreach (var line in table.Lines())
        {
            run.Output.Line(line);
        }
    }
}
