using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Reporting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace Scenarios.Hosting.Runs;

/// <summary>
/// The folder of one run while it is written. It lies beside its final place under a hidden temporary name and is renamed in one step by <see cref="Complete"/>;
/// disposed before that, as a failed or cancelled run is, it leaves nothing.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private readonly RunContext _run;
    private readonly string _temporary;
    private readonly bool _madeRoot;
    private bool _closed;
    private string? _model;

    private RunFolder(RunContext run, string id, string temporary, string path, string shown, bool madeRoot) =>
        (_run, Id, _temporary, Path, Shown, _madeRoot) = (run, id, temporary, path, shown, madeRoot);

    /// <summary>The run's name.</summary>
    public string Id { get; }

    /// <summary>Where it will lie when complete.</summary>
    public string Path { get; }

    /// <summary>The same as the user would write it: <c>runs/20260304-121314-bako</c>.</summary>
    public string Shown { get; }

    /// <summary>Where to write a file of the run now.</summary>
    public string FileOf(string name) => System.IO.Path.Combine(_temporary, name);

    /// <summary>Writes the model as model.pmodel. Seed, data files and effective options are filled in where <paramref name="info"/> leaves them out.</summary>
    public void Save(IModel model, ModelInfo? info = null)
    {
        info ??= ModelInfo.None;
        _model = "model" + ModelFile.Extension;
        ModelFile.Save(FileOf(_model), model, info with
        {
            Seed = info.Seed ?? _run.Seed,
            DataFiles = info.DataFiles.Count > 0 ? info.DataFiles : _run.Get(SharedOptions.Data),
            Options = info.Options.Count > 0 ? info.Options : _run.EffectiveOptions,
        });
    }

    /// <summary>Writes the report as report.html, report.md and report.json.</summary>
    public void Save(Report report)
    {
        File.WriteAllText(FileOf("report.html"), HtmlReport.Render(report));
        File.WriteAllText(FileOf("report.md"), MarkdownReport.Render(report));
        File.WriteAllText(FileOf("report.json"), JsonReport.Render(report));
    }

    /// <summary>Under <c>--on-bad-row quarantine</c>: writes the rows that were left out, with their reasons, as bad-rows.csv.</summary>
    public void SaveBadRows(CsvData data)
    {
        if (data.Dropped.Count > 0 && _run.Get(SharedOptions.OnBadRow) == "quarantine")
        {
            CsvQuarantine.Write(FileOf("bad-rows.csv"), data.Dropped, data.Dialect.Columns, _run.Texts.Of);
        }
    }

    /// <summary>Writes config.json and run.json, gives the folder its name, prints the record under <c>--json</c>, and checks every <c>--require</c>.</summary>
    /// <returns><see cref="ExitCode.Ok"/>, or <see cref="ExitCode.Gate"/> where a rule does not hold.</returns>
    public ExitCode Complete(RunResult result)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        _run.Cancellation.ThrowIfCancellationRequested();
        result = result with { Model = result.Model ?? _model };
        var record = new RunRecord
        {
            Id = Id,
            Scenario = _run.Scenario.Name,
            Version = _run.Scenario.Version,
            Verb = _run.Verb.Name,
            Started = _run.Started,
            Seconds = _run.Elapsed.TotalSeconds,
            Megabytes = RunContext.PeakMegabytes,
            Threads = _run.Threads,
            Language = _run.Language == Language.Chinese ? "zh" : "en",
            Repeat = _run.RepeatLine,
            Result = result,
            Folder = Path,
            Previous = _run.Previous?.Record.Id,
        };
        WriteJson("config.json", json =>
        {
            json.WriteStartObject();
            json.WriteString("scenario", record.Scenario);
            json.WriteString("version", record.Version);
            json.WriteString("verb", record.Verb);
            json.WriteString("repeat", record.Repeat);
            ConfigFile.WriteOptions(json, _run.Command);
            json.WriteEndObject();
        });
        WriteJson(RunRecord.FileName, json => record.Write(json));
        Directory.Move(_temporary, Path);
        _closed = true;
        if (!_run.Output.JsonWritten)
        {
            _run.Output.JsonDocument(json => record.Write(json, Shown));
        }
        if (_run.Previous is { } previous)
        {
            RetrainVerb.WriteVerdict(_run, previous, result, Id);
        }
        return QualityGate.Check(result.Metrics, _run);
    }

    /// <summary>Takes the folder away where it was not completed.</summary>
    public void Dispose()
    {
        if (_closed)
        {
            return;
        }
        _closed = true;
        try
        {
            Directory.Delete(_temporary, recursive: true);
            if (_madeRoot)
            {
                Directory.Delete(System.IO.Path.GetDirectoryName(_temporary)!);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that led here is the one to tell; a folder that cannot be deleted, or was filled by another run, stays.
        }
    }

    internal static RunFolder Create(RunContext run)
    {
        var root = run.Runs.Folder;
        var madeRoot = !Directory.Exists(root);
        var time = TimeZoneInfo.ConvertTime(run.Started, run.Clock.LocalTimeZone).ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        for (var attempt = 0; ; attempt++)
        {
            var id = $"{time}-{Word($"{run.RepeatLine} {run.Started:O} {Environment.ProcessId} {attempt}")}";
            var temporary = System.IO.Path.Combine(root, $".{id}.tmp");
            var path = System.IO.Path.Combine(root, id);
            if (!Directory.Exists(path) && !Directory.Exists(temporary))
            {
                MakeFolder(temporary, run.Runs.Shown);
                return new(run, id, temporary, path, System.IO.Path.Combine(run.Runs.Shown, id).Replace('\\', '/'), madeRoot);
            }
        }
    }

    /// <summary>Makes the folder and, where it is missing, the one that holds all runs.</summary>
    private static void MakeFolder(string path, string shown)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException(ExitCode.Data, "runs.unwritable", shown, SharedOptions.Runs.Typed);
        }
    }

    /// <summary>Two syllables that are easy to say over the phone and to type: 10,000 of them.</summary>
    private static string Word(string text)
    {
        const string Consonants = "bcdfghjklmnprstvwxyz", Vowels = "aeiou";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return string.Create(4, hash, (word, h) =>
        {
            for (var i = 0; i < 4; i++)
            {
                var letters = i % 2 == 0 ? Consonants : Vowels;
                word[i] = letters[h[i] % letters.Length];
            }
        });
    }

    private void WriteJson(string name, Action<Utf8JsonWriter> write)
    {
        using var file = File.Create(FileOf(name));
        using var json = new Utf8JsonWriter(file, Output.JsonStyle);
        write(json);
        json.Flush();
        file.WriteByte((byte)'\n');
    }
}
