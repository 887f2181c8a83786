using System.Text.Json;
using Scenarios.Hosting.Commands;

namespace Scenarios.Hosting.Runs;

/// <summary>The runs in a folder, read from each run's run.json.</summary>
/// <param name="folder">The folder, absolute.</param>
/// <param name="shown">The folder as the user wrote it.</param>
/// <param name="from">The folder that relative paths start from.</param>
public sealed class RunStore(string folder, string shown, string from)
{
    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>The folder as the user wrote it.</summary>
    public string Shown => shown;

    /// <summary>Every complete run, the oldest first. A folder whose run.json cannot be read is passed over.</summary>
    public IReadOnlyList<RunRecord> All()
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }
        var runs = new List<RunRecord>();
        foreach (var path in Directory.EnumerateDirectories(folder))
        {
            if (!Path.GetFileName(path).StartsWith('.') && TryRead(path) is { } run)
            {
                runs.Add(run);
            }
        }
        return [.. runs.OrderBy(r => r.Started).ThenBy(r => r.Id, StringComparer.Ordinal)];
    }

    /// <summary>The run that an id, a unique beginning of one, its last word, a folder or <c>latest</c> means.</summary>
    /// <param name="name">As the user wrote it.</param>
    /// <param name="scenario">Only runs of that scenario with a model count for <c>latest</c>; null for any run.</param>
    /// <exception cref="ScenarioException">None, or several: the error lists them.</exception>
    public RunRecord Find(string name, string? scenario = null)
    {
        var all = All();
        if (name == "latest")
        {
            return scenario is null
                ? all.Count > 0 ? all[^1] : throw new ScenarioException(ExitCode.Usage, "runs.none", shown)
                : all.LastOrDefault(r => r.Scenario == scenario && r.ModelPath is { } model && File.Exists(model)) ?? throw new ScenarioException(ExitCode.Model, "model.no-runs", shown);
        }
        if (name.Length > 0 && TryRead(Path.GetFullPath(name, from)) is { } named)
        {
            return named;
        }
        if (all.FirstOrDefault(r => r.Id == name) is { } exact)
        {
            return exact;
        }
        var found = all.Where(r => r.Id.StartsWith(name, StringComparison.Ordinal) || r.Id.EndsWith("-" + name, StringComparison.Ordinal)).ToList();
        return found switch
        {
            [var single] => single,
            [_, ..] => throw new ScenarioException(ExitCode.Usage, "runs.ambiguous", name, Listed(found)),
            _ => throw (all.Count == 0
                ? new ScenarioException(ExitCode.Usage, "runs.none", shown)
                : NearestName.Of(name, all.Select(r => r.Id)) is { } near
                    ? new ScenarioException(ExitCode.Usage, "runs.unknown-near", name, shown, near)
                    : new ScenarioException(ExitCode.Usage, "runs.unknown", name, shown, Listed(all))),
        };
    }

    /// <summary>The record in a run's folder, or null where there is none that can be read.</summary>
    public static RunRecord? TryRead(string path)
    {
        try
        {
            var file = Path.Combine(path, RunRecord.FileName);
            if (!File.Exists(file))
            {
                return null;
            }
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return document.RootElement.ValueKind == JsonValueKind.Object ? RunRecord.Read(document.RootElement, path) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Listed(IReadOnlyList<RunRecord> runs) => string.Join(", ", runs.Reverse().Take(5).Select(r => r.Id)) + (runs.Count > 5 ? ", ..." : "");
}
