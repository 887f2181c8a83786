using Scenarios.Hosting.Commands;

namespace Scenarios.Hosting;

/// <summary>
/// One thing a scenario does. Its one-line summary is the text <c>verb.NAME</c>; its options are its own, the shared ones it lists, and one for every setting in <see cref="Settings"/>.
/// Every verb also takes <c>--lang --quiet --json --config --threads --runs --help</c>.
/// </summary>
/// <param name="Name">As typed, such as <c>train</c>.</param>
/// <param name="Run">Does it and says how it went. Errors are thrown, never printed.</param>
public sealed record Verb(string Name, Func<RunContext, ExitCode> Run)
{
    /// <summary>Other names that mean the same.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The options it takes, in the order help shows them.</summary>
    public IReadOnlyList<VerbOption> Options { get; init; } = [];

    /// <summary>The options records whose settings it takes.</summary>
    public IReadOnlyList<OptionSet> Settings { get; init; } = [];

    /// <summary>What it takes without a name, such as the file of <c>inspect FILE</c>; null for nothing.</summary>
    public VerbArgument? Argument { get; init; }

    /// <summary>Command lines worth copying.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>True where it writes a run folder: it then takes <c>--out</c> as another name of <c>--runs</c>, and <c>--require</c>.</summary>
    public bool WritesRun { get; init; }

    /// <summary>Key of its one-line summary.</summary>
    public string SummaryKey => $"verb.{Name}";
}
