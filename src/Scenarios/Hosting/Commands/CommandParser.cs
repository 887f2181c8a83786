using System.CommandLine;
using System.CommandLine.Parsing;

namespace Scenarios.Hosting.Commands;

/// <summary>Reads a command line with System.CommandLine, then lays environment and config file under it. Its errors are ours, in the user's language.</summary>
internal sealed class CommandParser
{
    private readonly IReadOnlyList<Verb> _verbs;
    private readonly Dictionary<Verb, (Command Command, List<(VerbOption Option, Option Parsed)> Options, Argument<string[]>? Argument)> _commands = [];

    public CommandParser(string name, IReadOnlyList<Verb> verbs)
    {
        _verbs = verbs;
        Root = new RootCommand(name);
        Root.Options.Clear();
        foreach (var verb in verbs)
        {
            Root.Add(Make(verb));
        }
    }

    /// <summary>The tree of commands, for completion.</summary>
    public RootCommand Root { get; }

    /// <summary>Everything a verb takes.</summary>
    public static IReadOnlyList<VerbOption> OptionsOf(Verb verb) =>
    [
        .. verb.Options.Where(o => !IsHostOwned(o)), .. verb.Settings.SelectMany(s => s.Options),
        .. verb.WritesRun ? (ReadOnlySpan<VerbOption>)[SharedOptions.Require] : [],
        // --out can mean one thing only.
        verb.WritesRun && !verb.Options.Contains(SharedOptions.Out) ? SharedOptions.RunsToWrite : SharedOptions.Runs,
        .. SharedOptions.Everywhere,
    ];

    /// <summary>The verb of that name, or null.</summary>
    public Verb? FindVerb(string name) => _verbs.FirstOrDefault(v => v.Name == name || v.Aliases.Contains(name));

    /// <summary>Names to suggest where a verb was mistyped.</summary>
    public IEnumerable<string> VerbNames => _verbs.SelectMany(v => v.Aliases.Prepend(v.Name));

    /// <summary>The parse of raw words, for completion.</summary>
    public ParseResult ParseRaw(IReadOnlyList<string> args) => CommandLineParser.Parse(Root, args, Configuration());

    /// <summary>What the words after <paramref name="verb"/>'s name say, over environment and config file.</summary>
    /// <exception cref="ScenarioException">They are wrong.</exception>
    public ParsedCommand Parse(Verb verb, IReadOnlyList<string> words, Surroundings surroundings)
    {
        var (_, options, argument) = _commands[verb];
        var result = CommandLineParser.Parse(Root, [verb.Name, .. words], Configuration());
        var arguments = argument is null ? [] : result.GetResult(argument)?.Tokens.Select(t => t.Value).ToList() ?? [];
        RefuseUnknown(verb, options, [.. arguments.Where(a => a.StartsWith('-') && a.Length > 1 && !words.Contains("--")), .. result.UnmatchedTokens, .. arguments.Skip(verb.Argument?.Most ?? 0)],
            options.Any(o => o.Option.Secret && result.GetResult(o.Parsed) is { Implicit: false }));
        var parsed = new ParsedCommand(verb, [.. options.Select(o => o.Option)], arguments);
        var named = new List<(VerbOption Option, IReadOnlyList<string> Values)>();
        foreach (var (option, symbol) in options)
        {
            if (result.GetResult(symbol) is { Implicit: false } found)
            {
                var values = ValuesOf(option, found);
                // An option that takes several words takes a mistyped option too.
                RefuseUnknown(verb, options, option.Greedy ? [.. values.Where(v => v.StartsWith("--", StringComparison.Ordinal) && v.Length > 2)] : []);
                named.Add((option, values));
            }
        }
        var configFile = named.FirstOrDefault(n => n.Option == SharedOptions.Config).Values?[^1] ?? surroundings.Variable(SharedOptions.Config.Variable);
        if (!string.IsNullOrEmpty(configFile))
        {
            ApplyConfig(parsed, configFile, surroundings);
        }
        foreach (var option in parsed.Options)
        {
            if (surroundings.Variable(option.Variable) is { Length: > 0 } text)
            {
                parsed.Set(option, option.Shape == OptionShape.Many ? text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [text], OptionSource.Environment, option.Variable);
            }
        }
        foreach (var (option, values) in named)
        {
            parsed.Set(option, values, OptionSource.CommandLine);
        }
        if (result.Errors.Count > 0 && (verb.Argument is not { } taken || arguments.Count >= taken.Least))
        {
            // Everything known has its own text; what is left can only be a rule of the parser we have none for.
            throw new ScenarioException(ExitCode.Usage, "usage.other", result.Errors[0].Message, verb.Name);
        }
        return verb.Argument is { } wants && arguments.Count < wants.Least
            ? throw new ScenarioException(ExitCode.Usage, "usage.argument-missing", verb.Name, wants.Placeholder)
            : parsed;
    }

    private static ParserConfiguration Configuration() => new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    private static bool IsHostOwned(VerbOption option) => option == SharedOptions.Require || option == SharedOptions.Runs || SharedOptions.Everywhere.Contains(option);

    private static IReadOnlyList<string> ValuesOf(VerbOption option, OptionResult found)
    {
        IReadOnlyList<string> values = [.. found.Tokens.Select(t => t.Value)];
        if (option.Shape == OptionShape.Flag)
        {
            return values.Count == 0 ? ["true"] : values;
        }
        if (values.Count < found.IdentifierTokenCount)
        {
            throw new ScenarioException(ExitCode.Usage, "usage.value-missing", option.Typed, option.Placeholder);
        }
        if (option.Shape == OptionShape.One && found.IdentifierTokenCount > 1)
        {
            throw option.Secret ? new ScenarioException(ExitCode.Usage, "usage.twice-secret", option.Typed) : new ScenarioException(ExitCode.Usage, "usage.twice", option.Typed, string.Join(", ", values));
        }
        return values;
    }

    private void RefuseUnknown(Verb verb, List<(VerbOption Option, Option Parsed)> options, List<string> unmatched, bool isSecret = false)
    {
        if (unmatched.Count == 0)
        {
            return;
        }
        var word = unmatched[0];
        if (!word.StartsWith('-'))
        {
            // It may be the second word of a passphrase.
            throw isSecret ? new ScenarioException(ExitCode.Usage, "usage.unexpected-secret", verb.Name) : new ScenarioException(ExitCode.Usage, "usage.unexpected", word, verb.Name);
        }
        var name = word.Split('=')[0];
        var near = NearestName.Of(name, options.Where(o => !o.Option.Hidden).SelectMany(o => o.Option.Aliases.Prepend(o.Option.Typed)));
        if (near is not null)
        {
            throw new ScenarioException(ExitCode.Usage, "usage.unknown-option-near", name, verb.Name, near);
        }
        var elsewhere = _verbs.FirstOrDefault(v => v != verb && OptionsOf(v).Any(o => o.Typed == name || o.Aliases.Contains(name)));
        throw elsewhere is null && isSecret ? new ScenarioException(ExitCode.Usage, "usage.unexpected-secret", verb.Name)
            : elsewhere is null
            ? new ScenarioException(ExitCode.Usage, "usage.unknown-option", name, verb.Name)
            : new ScenarioException(ExitCode.Usage, "usage.option-elsewhere", name, verb.Name, elsewhere.Name);
    }

    private void ApplyConfig(ParsedCommand parsed, string file, Surroundings surroundings)
    {
        foreach (var (name, values) in ConfigFile.Read(surroundings.PathOf(file), file))
        {
            if (parsed.Find(name) is { } option)
            {
                parsed.Set(option, option.Shape == OptionShape.Many || values.Count == 1 ? values : throw new ScenarioException(ExitCode.Usage, "usage.config-value", file, name), OptionSource.Config, file);
            }
            else if (!_verbs.Any(v => OptionsOf(v).Any(o => o.Name == name)))
            {
                // One config may serve several verbs, so an option of another verb is passed over; a name that no verb knows is a mistake.
                throw NearestName.Of(name, parsed.Options.Select(o => o.Name)) is { } near
                    ? new ScenarioException(ExitCode.Usage, "usage.config-unknown-near", file, name, near)
                    : new ScenarioException(ExitCode.Usage, "usage.config-unknown", file, name);
            }
        }
    }

    private Command Make(Verb verb)
    {
        var command = new Command(verb.Name);
        foreach (var alias in verb.Aliases)
        {
            command.Aliases.Add(alias);
        }
        var options = new List<(VerbOption, Option)>();
        foreach (var option in OptionsOf(verb))
        {
            Option made = option.Shape == OptionShape.Flag
                ? new Option<bool>(option.Typed, [.. option.Aliases]) { Arity = ArgumentArity.ZeroOrOne }
                : new Option<string[]>(option.Typed, [.. option.Aliases]) { Arity = new(1, 100_000), AllowMultipleArgumentsPerToken = option.Greedy };
            made.Hidden = option.Hidden;
            if (option.Choices.Count > 0)
            {
                made.CompletionSources.Add([.. option.Choices]);
            }
            command.Add(made);
            options.Add((option, made));
        }
        Argument<string[]>? argument = null;
        if (verb.Argument is { } wants)
        {
            argument = new(wants.Placeholder) { Arity = new(wants.Least, 100_000) };
            if (wants.Choices.Count > 0)
            {
                argument.CompletionSources.Add([.. wants.Choices]);
            }
            command.Add(argument);
        }
        _commands[verb] = (command, options, argument);
        return command;
    }
}
