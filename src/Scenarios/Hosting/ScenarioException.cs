using System.Globalization;
using Pipelines.Reporting;
using Scenarios.Hosting.Commands;

namespace Scenarios.Hosting;

/// <summary>
/// Something the person at the keyboard can put right, said in their language: the text is found by its key in the text tables, its placeholders filled with the facts.
/// The library's own errors (<see cref="Pipelines.PipelinesException"/>) need no wrapping.
/// </summary>
/// <param name="code">What the process will say to the shell.</param>
/// <param name="key">Key of the text in both languages, such as <c>usage.unknown-verb</c>: one line that says what, where, which value and the way out.</param>
/// <param name="facts">The facts for its placeholders.</param>
public sealed class ScenarioException(ExitCode code, string key, params object?[] facts)
    : Exception($"{key}: {string.Join(", ", facts.Select(f => Convert.ToString(f, CultureInfo.InvariantCulture)))}")
{
    /// <summary>What the process will say to the shell.</summary>
    public ExitCode Code { get; } = code;

    /// <summary>Key of the text.</summary>
    public string Key { get; } = key;

    /// <summary>The facts for its placeholders.</summary>
    public IReadOnlyList<object?> Facts { get; } = facts;

    /// <summary>The line in the language of <paramref name="texts"/>.</summary>
    public string In(TextTable texts) => texts[Key, [.. Facts.Select(f => f switch { Need need => need.In(texts), TextKey { Key: var key } => texts[key], ScenarioException inner => inner.In(texts), _ => f })]];
}
