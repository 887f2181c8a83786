using System.Globalization;
using System.Runtime.InteropServices;
using Pipelines.Reporting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;
using Scenarios.Hosting.Inspection;
using Scenarios.Hosting.Runs;

namespace Scenarios.Hosting;

/// <summary>Runs a scenario: reads the command line, speaks the user's language, runs the verb, and turns every error into one line and an exit code.</summary>
public static class ScenarioHost
{
    /// <summary>How long a verb may take to stop after Ctrl-C before the process ends without it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <summary>Runs the scenario as this process: <c>return ScenarioHost.Run(args, new MovieRecommendationScenario());</c></summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, Scenario scenario)
    {
        // Facts inside texts are formatted by the text table; everything else the process writes is for machines.
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        using var cancel = new CancellationTokenSource();
        var surroundings = Surroundings.OfProcess(cancel.Token);
        RunContext? running = null;
        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            if (cancel.IsCancellationRequested)
            {
                End(running);
            }
            _ = Task.Delay(Patience).ContinueWith(_ => End(running), TaskScheduler.Default);
            cancel.Cancel();
        }
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return Run(args, scenario, surroundings, context => running = context);
    }

    /// <summary>Runs the scenario in the given surroundings.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, Scenario scenario, Surroundings surroundings) => Run(args, scenario, surroundings, _ => { });

    /// <summary>Every verb of a scenario, its own first.</summary>
    internal static IReadOnlyList<Verb> VerbsOf(Scenario scenario)
    {
        var verbs = scenario.Verbs.ToList();
        verbs.AddRange(((IEnumerable<Verb>)[InspectVerb.Make(scenario), RunsVerb.Make(), CompletionVerb.Make()]).Where(v => !verbs.Exists(own => own.Name == v.Name)));
        return verbs;
    }

    private static int Run(string[] args, Scenario scenario, Surroundings surroundings, Action<RunContext> started)
    {
        var texts = TextTable.Load(LanguageChoice.Of(args, surroundings.Variable), typeof(ScenarioHost).Assembly, scenario.Assembly);
        Output? output = null;
        try
        {
            var code = Dispatch(args, scenario, surroundings, ref texts, context =>
            {
                output = context.Output;
                started(context);
            });
            surroundings.Out.Flush();
            return (int)code;
        }
        catch (Exception e)
        {
            var failure = surroundings.Cancellation.IsCancellationRequested && e is OperationCanceledException or AggregateException { InnerException: OperationCanceledException }
                ? new(ExitCode.Cancelled, "cancelled", texts["error.cancelled"])
                : Failure.Of(e, texts) ?? Failure.Unexpected(e, texts, surroundings, ShellQuoting.Line(args.Prepend(scenario.Name), surroundings.Windows));
            output ??= new(surroundings, quiet: false, json: args.Contains("--json"));
            output.Error(failure.Code == ExitCode.Cancelled ? failure.Line : texts["error.line", failure.Code == ExitCode.Bug ? failure.Line : failure.Line.ReplaceLineEndings(" ")]);
            return (int)Explain(output, failure, surroundings);
        }
    }

    /// <summary>Under <c>--json</c> the error, too, is a document.</summary>
    private static ExitCode Explain(Output output, Failure failure, Surroundings surroundings)
    {
        try
        {
            if (!output.JsonWritten)
            {
                output.JsonDocument(json =>
                {
                    json.WriteStartObject();
                    json.WriteStartObject("error");
                    json.WriteString("code", failure.Key);
                    json.WriteString("message", failure.Line);
                    json.WriteNumber("exit", (int)failure.Code);
                    json.WriteEndObject();
                    json.WriteEndObject();
                });
            }
            surroundings.Out.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Standard output itself is what failed; its error was said on standard error.
        }
        return failure.Code;
    }

    private static ExitCode Dispatch(string[] args, Scenario scenario, Surroundings surroundings, ref TextTable texts, Action<RunContext> started)
    {
        var verbs = VerbsOf(scenario);
        var parser = new CommandParser(scenario.Name, verbs);
        if (args.Length > 0 && args[0].StartsWith("[suggest", StringComparison.Ordinal))
        {
            return CompletionVerb.Suggest(parser, args, verbs[0].Name, surroundings);
        }
        var help = new HelpPage(scenario, verbs, surroundings, texts);
        IEnumerable<string> own = args.TakeWhile(a => a != "--");
        var asksHelp = own.Any(a => a is "-h" or "--help" or "-?" or "/?" or "/h");
        var first = args.Length > 0 && args[0] == "help" && parser.FindVerb("help") is null ? args.ElementAtOrDefault(1) ?? "--help" : args.FirstOrDefault();
        if (first is null || first.StartsWith('-') || first == "/?")
        {
            if (first == "--version")
            {
                surroundings.Out.Write($"{scenario.Name} {scenario.Version}\n");
                return ExitCode.Ok;
            }
            if (asksHelp || first == "--help")
            {
                help.WriteRoot();
                return ExitCode.Ok;
            }
            if (first is null && verbs[0].Argument is { Least: > 0 })
            {
                // Nothing can be done without being told with what.
                help.WriteRoot();
                return ExitCode.Ok;
            }
            first = verbs[0].Name;
            args = [first, .. args];
        }
        var verb = parser.FindVerb(first) ?? throw UnknownVerb(first, parser, surroundings, scenario);
        if (asksHelp || args[0] == "help")
        {
            help.WriteVerb(verb);
            return ExitCode.Ok;
        }
        var command = parser.Parse(verb, args[1..], surroundings);
        if (command.Values(SharedOptions.Language.Name) is { } named && LanguageChoice.Parse(named[^1]) is { } language && language != texts.Language)
        {
            texts = TextTable.Load(language, typeof(ScenarioHost).Assembly, scenario.Assembly);
        }
        using var context = new RunContext(scenario, command, surroundings, texts);
        started(context);
        surroundings.Cancellation.ThrowIfCancellationRequested();
        var code = verb.Run(context);
        if (context.Output is { Json: true, JsonWritten: false } output)
        {
            output.JsonDocument(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("exit", (int)code);
                json.WriteEndObject();
            });
        }
        return code;
    }

    private static ScenarioException UnknownVerb(string word, CommandParser parser, Surroundings surroundings, Scenario scenario)
    {
        if (NearestName.Of(word, parser.VerbNames) is { } near)
        {
            return new(ExitCode.Usage, "usage.unknown-verb-near", word, near);
        }
        // A file dropped onto the executable, or typed without an option.
        return File.Exists(surroundings.PathOf(word))
            ? new(ExitCode.Usage, "usage.file-without-verb", word, ShellQuoting.Line([scenario.Name, "inspect", word], surroundings.Windows))
            : new(ExitCode.Usage, "usage.unknown-verb", word, string.Join(", ", parser.VerbNames));
    }

    private static void End(RunContext? running)
    {
        running?.Dispose();
        Environment.Exit((int)ExitCode.Cancelled);
    }
}
