using System.Reflection;
using Scenarios.Hosting.Inspection;

namespace Scenarios.Hosting;

/// <summary>
/// What one executable is: its name, its verbs and the roles its columns play. <see cref="ScenarioHost.Run(string[], Scenario)"/> does the rest:
/// parsing, help, languages, errors, progress, run folders; and it adds the verbs every scenario has: <c>inspect</c>, <c>runs</c>, <c>completion</c>.
/// Its fixed texts lie in the embedded <c>texts/en.txt</c> and <c>texts/zh.txt</c> of its assembly; <c>scenario.summary</c> says in one line what it answers.
/// </summary>
public abstract class Scenario
{
    /// <summary>Name of the executable, such as <c>MovieRecommendation</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Its own verbs; the first is the one that runs when none is named, so it should be <c>train</c>.</summary>
    public abstract IReadOnlyList<Verb> Verbs { get; }

    /// <summary>The roles that columns of a CSV play in it, guessed by <see cref="RoleGuess"/> where the user names none.</summary>
    public virtual IReadOnlyList<Role> Roles => [];

    /// <summary>The assembly that holds its texts and bundled data.</summary>
    public virtual Assembly Assembly => GetType().Assembly;

    /// <summary>Its version, for <c>--version</c> and every run's record.</summary>
    public virtual string Version =>
        Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>Says on <paramref name="run"/>'s output what is in a file of the scenario's own kind, for <c>inspect</c>; false where it is no such file.</summary>
    /// <param name="run">The run of <c>inspect</c>.</param>
    /// <param name="path">A file that exists.</param>
    /// <param name="shown">The file as the user named it.</param>
    public virtual bool TryInspect(RunContext run, string path, string shown) => false;

    /// <summary>Makes a bundled data file that is not stored but computed, such as generated customers; null where the name is not one.</summary>
    /// <param name="name">Its name, with folders.</param>
    public virtual Stream? MakeData(string name) => null;

    /// <summary>What else <c>inspect</c> says about a model file, one line each; none by default.</summary>
    /// <param name="run">The run of <c>inspect</c>.</param>
    /// <param name="path">The model file.</param>
    public virtual IEnumerable<string> DescribeModel(RunContext run, string path) => [];
}
