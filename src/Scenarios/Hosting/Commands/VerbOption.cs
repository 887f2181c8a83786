using System.Globalization;
using Pipelines;
using Pipelines.Reporting;

namespace Scenarios.Hosting.Commands;

/// <summary>
/// One option of a verb: <c>--name VALUE</c>. The same name is read from the environment as <c>PIPELINES_OPTION_NAME</c> and from a config file as <c>"name"</c>.
/// Its help text is <c>option.NAME</c>. Make one with <see cref="Text"/>, <see cref="List"/>, <see cref="Flag"/>, <see cref="Whole"/>, <see cref="Number"/> or <see cref="Choice"/>.
/// </summary>
public abstract class VerbOption
{
    private protected VerbOption(string name, OptionShape shape) => (Name, Shape) = (name, shape);

    /// <summary>Its name without dashes, such as <c>user-col</c>.</summary>
    public string Name { get; }

    /// <summary>How many values it takes.</summary>
    public OptionShape Shape { get; }

    /// <summary>Other spellings with their dashes, such as <c>-o</c>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What stands for its value in help: <c>FILE</c>.</summary>
    public string Placeholder { get; init; } = "TEXT";

    /// <summary>The values it may take; empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>False where it does not change the result, such as <c>--quiet</c>: it is then left out of a run's config.</summary>
    public bool Recorded { get; init; } = true;

    /// <summary>True where somebody may type a secret by mistake: then no error repeats what stands there.</summary>
    public bool Secret { get; init; }

    /// <summary>True where help does not show it.</summary>
    public bool Hidden { get; init; }

    /// <summary>True where several values may follow one name, as a shell's <c>*.csv</c> gives them.</summary>
    public bool Greedy { get; init; }

    /// <summary>Key of its help text where the usual <c>option.NAME</c> does not say what it does here; null for the usual one.</summary>
    public string? TextKey { get; init; }

    /// <summary>The value nobody named, as text; null where there is none.</summary>
    public abstract string? DefaultText { get; }

    /// <summary>As typed: <c>--user-col</c>.</summary>
    public string Typed => "--" + Name;

    /// <summary>The environment variable that sets it.</summary>
    public string Variable => "PIPELINES_OPTION_" + Name.Replace('-', '_').ToUpperInvariant();

    /// <summary>Any text.</summary>
    public static VerbOption<string?> Text(string name, string placeholder = "TEXT", string? otherwise = null, params IReadOnlyList<string> aliases) =>
        new(name, OptionShape.One, otherwise, otherwise, (_, values) => values[^1]) { Placeholder = placeholder, Aliases = aliases };

    /// <summary>Any number of texts.</summary>
    public static VerbOption<IReadOnlyList<string>> List(string name, string placeholder = "TEXT") =>
        new(name, OptionShape.Many, [], null, (_, values) => values) { Placeholder = placeholder };

    /// <summary>Files, globs and folders, several after one name as a shell's <c>*.csv</c> gives them.</summary>
    public static VerbOption<IReadOnlyList<string>> Files(string name, params IReadOnlyList<string> aliases) =>
        new(name, OptionShape.Many, [], null, (_, values) => values) { Placeholder = "FILE", Greedy = true, Aliases = aliases };

    /// <summary>On or off; off where nobody names it.</summary>
    public static VerbOption<bool> Flag(string name, params IReadOnlyList<string> aliases) =>
        new(name, OptionShape.Flag, false, null, (option, values) => AsFlag(values[^1]) ?? throw option.Refuse("need.flag", values[^1])) { Aliases = aliases };

    /// <summary>A whole number within bounds; null where nobody names it and there is no default.</summary>
    public static VerbOption<long?> Whole(string name, Bounds bounds, long? otherwise = null) =>
        new(name, OptionShape.One, otherwise, otherwise?.ToString(CultureInfo.InvariantCulture),
            (option, values) => long.TryParse(values[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var v) && bounds.Contains(v) ? v : throw option.Refuse("need.whole", values[^1], bounds))
        { Placeholder = "N" };

    /// <summary>A real number within bounds; null where nobody names it and there is no default.</summary>
    public static VerbOption<double?> Number(string name, Bounds bounds, double? otherwise = null) =>
        new(name, OptionShape.One, otherwise, otherwise?.ToString("R", CultureInfo.InvariantCulture),
            (option, values) => double.TryParse(values[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var v) && bounds.Contains(v) ? v : throw option.Refuse("need.number", values[^1], bounds))
        { Placeholder = "X" };

    /// <summary>One of a few values, in any case; null where nobody names it and there is no default.</summary>
    public static VerbOption<string?> Choice(string name, IReadOnlyList<string> choices, string? otherwise = null) =>
        new(name, OptionShape.One, otherwise, otherwise,
            (option, values) => choices.FirstOrDefault(c => c.Equals(values[^1], StringComparison.OrdinalIgnoreCase)) ?? throw option.Refuse("need.choice", values[^1]))
        { Choices = choices, Placeholder = string.Join('|', choices) };

    /// <summary>What it does, in the language of <paramref name="texts"/>.</summary>
    public virtual string Meaning(TextTable texts) => texts[TextKey ?? $"option.{Name}"];

    /// <summary>Refuses values that it cannot take, before any work is done.</summary>
    internal abstract void Check(IReadOnlyList<string> values);

    /// <summary>The error of a value it cannot take.</summary>
    internal ScenarioException Refuse(string needKey, string value, Bounds? bounds = null) =>
        new(ExitCode.Usage, "usage.value", Typed, new Need(needKey, bounds, Choices), value);

    internal static bool? AsFlag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" or "1" => true,
        "FALSE" or "NO" or "OFF" or "0" => false,
        _ => null,
    };
}
