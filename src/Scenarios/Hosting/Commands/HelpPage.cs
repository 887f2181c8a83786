using Pipelines.Reporting;

namespace Scenarios.Hosting.Commands;

/// <summary>Help in the user's language, with examples to copy.</summary>
internal sealed class HelpPage(Scenario scenario, IReadOnlyList<Verb> verbs, Surroundings surroundings, TextTable texts)
{
    private const int Indent = 2, Gap = 2, WidestName = 34;
    private readonly TextWriter _out = surroundings.Out;

    /// <summary>The verbs, and what every verb takes.</summary>
    public void WriteRoot()
    {
        Line($"{scenario.Name} {scenario.Version}");
        Text(texts["scenario.summary"], 0);
        Head("help.usage");
        Line($"  {scenario.Name} [{texts["help.verb"]}] [{texts["help.options"]}]");
        if (verbs[0].Argument is not { Least: > 0 })
        {
            Text(texts["help.default-verb", verbs[0].Name], Indent);
        }
        Head("help.verbs");
        Columns([.. verbs.Select(v => (string.Join(", ", v.Aliases.Prepend(v.Name)), texts[v.SummaryKey]))]);
        Head("help.everywhere");
        Columns([.. SharedOptions.Everywhere.Append(SharedOptions.Runs).Select(Row), ("-h, --help", texts["option.help"]), ("--version", texts["option.version"])]);
        Examples([.. verbs.SelectMany(v => v.Examples.Take(1))]);
        Head("help.more");
        Text(texts["help.more-verb", $"{scenario.Name} {verbs[0].Name} --help"], Indent);
        Text(texts["help.more-environment"], Indent);
        Text(texts["help.more-exit"], Indent);
    }

    /// <summary>One verb and everything it takes.</summary>
    public void WriteVerb(Verb verb)
    {
        Text(texts[verb.SummaryKey], 0);
        Head("help.usage");
        var argument = verb.Argument is { } a ? " " + (a.Least > 0 ? a.Placeholder : $"[{a.Placeholder}]") : "";
        Line($"  {scenario.Name} {verb.Name}{argument} [{texts["help.options"]}]");
        if (verb.Argument is { } wants)
        {
            Columns([(wants.Placeholder, texts[wants.TextKey])]);
        }
        var settings = verb.Settings.SelectMany(s => s.Options).ToHashSet();
        var everywhere = SharedOptions.Everywhere.Append(SharedOptions.Runs).ToHashSet();
        var shown = CommandParser.OptionsOf(verb).Where(o => !o.Hidden).ToList();
        Section("help.own-options", [.. shown.Where(o => !settings.Contains(o) && !everywhere.Contains(o))]);
        Section("help.settings", [.. shown.Where(settings.Contains)]);
        Section("help.everywhere", [.. shown.Where(everywhere.Contains)]);
        Examples(verb.Examples);
    }

    private void Section(string key, IReadOnlyList<VerbOption> options)
    {
        if (options.Count > 0)
        {
            Head(key);
            Columns([.. options.Select(Row)]);
        }
    }

    private (string, string) Row(VerbOption option)
    {
        var names = string.Join(", ", option.Aliases.Where(a => a.Length == 2).Append(option.Typed));
        var value = option.Shape == OptionShape.Flag ? "" : $" {option.Placeholder}";
        var meaning = option.Meaning(texts);
        if (option.Shape == OptionShape.Many)
        {
            meaning = texts["help.repeatable", meaning];
        }
        if (option.DefaultText is { } text)
        {
            meaning = texts["help.default", meaning, text];
        }
        var others = option.Aliases.Where(a => a.Length > 2).ToList();
        return (names + value, others.Count > 0 ? texts["help.also", meaning, string.Join(", ", others)] : meaning);
    }

    private void Examples(IReadOnlyList<Example> examples)
    {
        if (examples.Count == 0)
        {
            return;
        }
        Head("help.examples");
        foreach (var example in examples)
        {
            Line($"  {scenario.Name} {example.Arguments}");
            Text(texts[example.TextKey], 6);
        }
    }

    private void Columns(IReadOnlyList<(string Name, string Meaning)> rows)
    {
        var width = Math.Min(WidestName, rows.Max(r => DisplayWidth.Of(r.Name)));
        var left = Indent + width + Gap;
        foreach (var (name, meaning) in rows)
        {
            var first = new string(' ', Indent) + DisplayWidth.Pad(name, width) + new string(' ', Gap);
            if (DisplayWidth.Of(name) > width)
            {
                Line(first.TrimEnd());
                first = new string(' ', left);
            }
            foreach (var line in DisplayWidth.Wrap(meaning, Math.Max(20, Math.Min(surroundings.Width, 120) - left)))
            {
                Line(first + line);
                first = new string(' ', left);
            }
        }
    }

    private void Head(string key)
    {
        Line("");
        Line(texts[key]);
    }

    private void Text(string text, int indent)
    {
        foreach (var line in DisplayWidth.Wrap(text, Math.Max(20, Math.Min(surroundings.Width, 120) - indent)))
        {
            Line(new string(' ', indent) + line);
        }
    }

    private void Line(string text)
    {
        _out.Write(text);
        _out.Write('\n');
    }
}
