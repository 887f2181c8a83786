namespace Scenarios.Hosting.Commands;

/// <summary>A verb with the values of its options after command line, environment and config file were laid over each other.</summary>
internal sealed class ParsedCommand(Verb verb, IReadOnlyList<VerbOption> options, IReadOnlyList<string> arguments)
{
    private readonly Dictionary<string, (IReadOnlyList<string> Values, OptionSource Source)> _values = new(StringComparer.Ordinal);

    public Verb Verb => verb;

    /// <summary>Every option the verb takes, its own and those of every verb.</summary>
    public IReadOnlyList<VerbOption> Options => options;

    /// <summary>What was given without a name.</summary>
    public IReadOnlyList<string> Arguments => arguments;

    /// <summary>The values somebody named, or null.</summary>
    public IReadOnlyList<string>? Values(string name) => _values.TryGetValue(name, out var named) ? named.Values : null;

    public OptionSource SourceOf(string name) => _values.TryGetValue(name, out var named) ? named.Source : OptionSource.Default;

    public VerbOption? Find(string name) => options.FirstOrDefault(o => o.Name == name);

    internal void Set(VerbOption option, IReadOnlyList<string> values, OptionSource source, string? place = null)
    {
        try
        {
            option.Check(values);
        }
        catch (ScenarioException e) when (place is not null)
        {
            throw new ScenarioException(e.Code, "usage.from", place, e);
        }
        _values[option.Name] = (values, source);
    }

    /// <summary>Every recorded option that has a value, named or default; several values are separated by commas.</summary>
    public IReadOnlyDictionary<string, string> Effective()
    {
        var effective = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in options)
        {
            if (option.Recorded && (Values(option.Name) is { } values ? string.Join(",", values) : option.DefaultText) is { } text)
            {
                effective[option.Name] = text;
            }
        }
        return effective;
    }

    /// <summary>The words after the executable's name that repeat the run: what was named and changes the result, and the seed always.</summary>
    public IReadOnlyList<string> RepeatWords()
    {
        var words = new List<string> { verb.Name };
        words.AddRange(arguments);
        foreach (var option in options)
        {
            var values = Values(option.Name);
            // A config file spells out every default; the line need not.
            var isDefault = values is null || (SourceOf(option.Name) == OptionSource.Config && values is [var only] && only == option.DefaultText);
            if (option.Recorded && (!isDefault || option.Name == SharedOptions.Seed.Name))
            {
                words.AddRange(WordsOf(option));
            }
        }
        return words;
    }

    /// <summary>The words that give an option the value it has.</summary>
    public IEnumerable<string> WordsOf(VerbOption option)
    {
        var values = Values(option.Name) ?? [option.DefaultText!];
        return option.Shape == OptionShape.Flag
            ? VerbOption.AsFlag(values[^1]) == true ? [option.Typed] : []
            // With = a value that starts with a dash cannot be taken for an option.
            : values.SelectMany(v => v.StartsWith('-') ? new[] { $"{option.Typed}={v}" } : [option.Typed, v]);
    }
}
