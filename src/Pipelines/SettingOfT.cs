namespace Pipelines;

/// <summary>
/// One hyper-parameter, declared once: its name, meaning, range, and how to read and change it. Validation, error texts, the command line, reports, docs and tests are made from it.
/// </summary>
/// <typeparam name="TOptions">The options record it belongs to.</typeparam>
public sealed class Setting<TOptions> where TOptions : class, IOptions<TOptions>, new()
{
    private readonly Func<TOptions, bool> _allows;
    private readonly Func<TOptions, string> _text;
    private readonly Func<TOptions, string, TOptions?> _parse;

    internal Setting(string name, string meaning, SettingKind kind, string need, Bounds bounds, IReadOnlyList<string> choices,
        Func<TOptions, bool> allows, Func<TOptions, string> text, Func<TOptions, string, TOptions?> parse)
    {
        (Name, Meaning, Kind, Need, Bounds, Choices) = (name, meaning, kind, need, bounds, choices);
        (_allows, _text, _parse) = (allows, text, parse);
    }

    /// <summary>Name of the property, such as <c>Clusters</c>. The command line spells it <c>--clusters</c>.</summary>
    public string Name { get; }

    /// <summary>What it does, as the end of a sentence: <c>how many clusters to find</c>.</summary>
    public string Meaning { get; }

    /// <summary>What sort of value it takes.</summary>
    public SettingKind Kind { get; }

    /// <summary>The allowed values in words, to follow "must be": <c>a whole number, at least 1</c>.</summary>
    public string Need { get; }

    /// <summary>The allowed range of a number; [0, 1] for a flag, the index for a choice.</summary>
    public Bounds Bounds { get; }

    /// <summary>The names of a choice, in lower case; empty for the other kinds.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <summary>The value of a fresh options record, as text.</summary>
    public string Default => Text(new TOptions());

    /// <summary>True where the options' value is inside the range; NaN never is.</summary>
    public bool Allows(TOptions options) => _allows(options);

    /// <summary>The options' value as invariant text that <see cref="Parse"/> reads back.</summary>
    public string Text(TOptions options) => _text(options);

    /// <summary>The options with this setting changed to what <paramref name="text"/> says.</summary>
    /// <exception cref="OptionException">The text is not of this kind, or out of range.</exception>
    public TOptions Parse(TOptions options, string text) => _parse(options, text) is { } changed && _allows(changed)
        ? changed
        : throw new OptionException(typeof(TOptions).Name, Name, Need, $"'{text}'");

    /// <summary>The options with this setting set from text without checking its range, or null where the text is not of this kind. For tests of validation.</summary>
    internal TOptions? Force(TOptions options, string text) => _parse(options, text);
}
