using System.Globalization;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Reporting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;
using Scenarios.Hosting.Runs;

namespace Scenarios.Hosting.Inspection;

/// <summary>The verb <c>inspect</c>: what is in a CSV, with the roles guessed and the train line to copy; or in a model file or run.</summary>
internal static class InspectVerb
{
    private const int WidestFact = 80;

    public static Verb Make(Scenario scenario) => new("inspect", Run)
    {
        Argument = new("FILE|RUN", 1, 100, "argument.inspect"),
        Options = [.. SharedOptions.Reading, .. scenario.Roles.Select(r => r.Option)],
        Examples = [new("inspect my.csv", "example.inspect.csv"), new("inspect latest", "example.inspect.model")],
    };

    private static ExitCode Run(RunContext run)
    {
        var name = run.Arguments[0];
        var path = run.PathOf(name);
        if (run.Arguments.Count == 1 && File.Exists(path) && run.Scenario.TryInspect(run, path, name))
        {
            return ExitCode.Ok;
        }
        if (run.Arguments.Count == 1 && (RunStore.TryRead(path) is not null || (File.Exists(path) && IsModel(path)) || (!File.Exists(path) && !Directory.Exists(path) && IsRun(run, name))))
        {
            Model(run, ModelChoice.Find(run, name));
        }
        else
        {
            Csv(run);
        }
        return ExitCode.Ok;
    }

    private static bool IsModel(string path)
    {
        if (path.EndsWith(ModelFile.Extension, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[43];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.StartsWith("PK"u8) && start.EndsWith("manifest.json"u8);
    }

    private static bool IsRun(RunContext run, string name) =>
        name == "latest" || run.Runs.All().Any(r => r.Id.StartsWith(name, StringComparison.Ordinal) || r.Id.EndsWith("-" + name, StringComparison.Ordinal));

    private static void Csv(RunContext run)
    {
        var files = DataInput.Expand(run, run.Arguments);
        var profile = CsvFile.Inspect(files, DataInput.ReadingOf(run), run.Cancellation);
        var sketches = DataInput.SketchesOf(profile);
        IReadOnlyList<RoleChoice> roles = [];
        ScenarioException? unclear = null;
        try
        {
            roles = RoleGuess.Of(run.Scenario.Roles, sketches, r => run.IsGiven(r.Option) ? run.Get(r.Option) : null);
        }
        catch (ScenarioException e) when (e.Key is "roles.none" or "roles.ambiguous")
        {
            unclear = e;
        }
        var train = TrainLine(run, roles, unclear);
        CsvJson.Write(run.Output, profile, roles, train, unclear?.In(run.Texts));
        var texts = run.Texts;
        foreach (var source in profile.Sources)
        {
            run.Output.Line(texts["inspect.file", Path.GetFileName(source.Path), source.Rows, profile.Columns.Count, Size(texts, source.Bytes)]);
            run.Output.Line("  " + string.Join(texts["inspect.and"], source.Dialect.Facts.Select(f => Fact(texts, f))));
        }
        run.Output.Line();
        // Where no column has a part there is nothing to head.
        string[] role = roles.Count > 0 ? [texts["inspect.role"]] : [];
        var table = new PlainTable(["", texts["inspect.column"], texts["inspect.type"], texts["inspect.missing"], texts["inspect.distinct"], texts["inspect.range"], texts["inspect.samples"], .. role])
        {
            AtRight = new HashSet<int> { 0, 3, 4 },
        };
        var number = 0;
        foreach (var column in profile.Columns)
        {
            role = roles.Count == 0 ? [] : [roles.FirstOrDefault(r => r.Column == column.Name).Role is { } part ? texts[$"role.{part.Key}"] : ""];
            table.Add([(++number).ToString(CultureInfo.InvariantCulture), DisplayWidth.Cut(column.Name, 24), texts[$"inspect.{column.Type.ToString().ToLowerInvariant()}"],
                texts["inspect.count", column.Missing], texts["inspect.count", column.Distinct] + (column.DistinctCapped ? "+" : ""),
                column.Low.Length == 0 ? "" : texts["inspect.from-to", column.Low, column.High],
                string.Join(" | ", column.Samples.Select(s => DisplayWidth.Cut(s, 16))), .. role]);
        }
        WriteLines(run, table);
        foreach (var column in profile.Columns.Where(c => c.Facts.Count > 0))
        {
            run.Say("data.column-facts", column.Name, TextList.Join(texts, column.Facts.Select(f => Fact(texts, f))));
        }
        foreach (var bad in profile.BadRows.Take(3))
        {
            run.Output.Line(texts["inspect.bad-row", texts.Of(bad.Problem)]);
        }
        if (profile.BadRows.Count > 0)
        {
            run.Say("inspect.bad-rows", profile.BadRows.Count);
        }
        run.Output.Line();
        if (unclear is not null)
        {
            run.Output.Line(unclear.In(texts));
        }
        else if (roles.Count > 0)
        {
            run.Say("inspect.roles", DataInput.Say(run, roles));
        }
        if (train is not null)
        {
            run.Say("inspect.train");
            run.Output.Line("  " + train);
        }
    }

    /// <summary>Everything that was found out or named, so that the line still means the same when the guess changes; null for a scenario that does not train.</summary>
    private static string? TrainLine(RunContext run, IReadOnlyList<RoleChoice> roles, ScenarioException? unclear)
    {
        if (!run.Scenario.Verbs[0].Options.Contains(SharedOptions.Data))
        {
            return null;
        }
        var words = new List<string> { run.Scenario.Verbs[0].Name };
        foreach (var file in run.Arguments)
        {
            words.AddRange([SharedOptions.Data.Typed, file]);
        }
        foreach (var role in roles)
        {
            words.AddRange([role.Role.Option.Typed, role.Column]);
        }
        if (unclear is not null)
        {
            // What could not be guessed stands there to be filled in.
            foreach (var role in run.Scenario.Roles.Where(r => r.Required))
            {
                words.AddRange([role.Option.Typed, run.IsGiven(role.Option) ? run.Get(role.Option)! : "?"]);
            }
        }
        foreach (var option in SharedOptions.Reading.Where(run.IsGiven))
        {
            words.AddRange([option.Typed, run.Command.Values(option.Name)![^1]]);
        }
        return run.CommandLine(words);
    }

    private static void Model(RunContext run, ModelChoice choice)
    {
        var info = ModelFile.ReadInfo(choice.Path);
        var texts = run.Texts;
        run.Output.JsonDocument(json =>
        {
            json.WriteStartObject();
            json.WriteString("model", choice.Path);
            json.WriteString("kind", info.Kind);
            json.WriteNumber("format", info.Format);
            json.WriteString("library", info.Library);
            json.WriteString("run", choice.Run?.Id);
            json.WriteString("dataHash", info.Info.DataHash);
            json.WriteStartArray("columns");
            foreach (var column in info.Info.Columns)
            {
                json.WriteStartObject();
                json.WriteString("name", column.Name);
                json.WriteString("type", column.Type);
                json.WriteString("role", column.Role);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartObject("options");
            foreach (var (key, value) in info.Info.Options)
            {
                json.WriteString(key, value);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        });
        var head = new PlainTable(texts["runs.model"], choice.Shown);
        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                head.Add(texts[key], value);
            }
        }
        Add("inspect.kind", info.Kind);
        Add("inspect.library", info.Library);
        Add("inspect.seed", info.Info.Seed?.ToString(CultureInfo.InvariantCulture));
        Add("runs.data", string.Join(", ", info.Info.DataFiles));
        Add("runs.hash", info.Info.DataHash);
        Add("runs.rows", string.Join(", ", info.Info.Rows.Select(r => $"{r.Key} {texts["inspect.count", r.Value]}")));
        Add("inspect.columns", string.Join(", ", info.Info.Columns.Select(c => $"{c.Name} ({c.Type}, {c.Role})")));
        Add("inspect.options", string.Join(", ", info.Info.Options.Select(o => $"{o.Key}={o.Value}")));
        Add("inspect.numbers", texts["inspect.arrays", info.Tensors.Count, Size(texts, info.Tensors.Sum(t => t.Bytes))]);
        foreach (var (key, value) in info.Info.Facts)
        {
            // A fact may be a number for each column.
            if (value.Length > 0)
            {
                head.Add(key, DisplayWidth.Cut(value, WidestFact));
            }
        }
        Add("runs.repeat", choice.Run?.Repeat);
        WriteLines(run, head);
        foreach (var line in run.Scenario.DescribeModel(run, choice.Path))
        {
            run.Output.Line(line);
        }
    }

    private static string Size(TextTable texts, long bytes) => bytes < 1000 ? texts["inspect.bytes", bytes] : bytes < 1_000_000 ? texts["inspect.kilobytes", bytes / 1e3] : texts["inspect.megabytes", bytes / 1e6];

    private static string Fact(TextTable texts, CsvFact fact) => texts[fact.Key, [.. fact.Arguments]];

    private static void WriteLines(RunContext run, PlainTable table)
    {
        foreach (var line in table.Lines())
        {
            run.Output.Line(line);
        }
    }
}
