namespace Scenarios.Hosting.Runs;

/// <summary>The model file that <c>--model</c> or <c>--from</c> means.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Shown">The same as the user would write it.</param>
/// <param name="Run">The run that made it, or null for a file outside any run.</param>
public sealed record ModelChoice(string Path, string Shown, RunRecord? Run)
{
    /// <summary>Finds the model of a name: a file, a run's folder, a run's id or part of it, or latest.</summary>
    /// <exception cref="ScenarioException">There is none.</exception>
    internal static ModelChoice Find(RunContext run, string name)
    {
        var path = run.PathOf(name);
        if (File.Exists(path))
        {
            return new(path, name, RunStore.TryRead(System.IO.Path.GetDirectoryName(path)!));
        }
        var isFolder = name.Length > 0 && Directory.Exists(path);
        if (isFolder ? RunStore.TryRead(path) is null : name.EndsWith(Pipelines.Models.ModelFile.Extension, StringComparison.OrdinalIgnoreCase) || name.AsSpan().ContainsAny('/', '\\'))
        {
            throw new ScenarioException(ExitCode.Model, "model.no-file", name);
        }
        var record = run.Runs.Find(name, run.Scenario.Name);
        return record.ModelPath is { } model && File.Exists(model)
            ? new(model, System.IO.Path.Combine(run.Runs.Shown, record.Id, record.Result.Model!).Replace('\\', '/'), record)
            : throw new ScenarioException(ExitCode.Model, "model.run-without", record.Id);
    }
}
