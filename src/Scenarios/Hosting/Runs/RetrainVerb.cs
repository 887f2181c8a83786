using System.Globalization;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace Scenarios.Hosting.Runs;

/// <summary>
/// The verb <c>retrain --from RUN --data new.csv</c>: the scenario's own train with the run's options and its data before the new.
/// Train sees <see cref="RunContext.Previous"/>, scores the earlier model on the same held-out rows and passes that as <see cref="RunResult.Comparison"/>.
/// </summary>
public static class RetrainVerb
{
    /// <summary>A smaller probability would be shown as 0, which none is.</summary>
    private const double LeastShown = 0.001;

    private static readonly VerbOption<string?> From = VerbOption.Text("from", "RUN", "latest");
    private static readonly VerbOption<bool> OnlyNew = VerbOption.Flag("only-new");

    /// <summary>Makes the verb from the scenario's train.</summary>
    public static Verb Make(Verb train) => new("retrain", run => Run(run, train))
    {
        WritesRun = true,
        Options = [From, OnlyNew, .. train.Options],
        Settings = train.Settings,
        Examples = [new("retrain --from latest --data new.csv", "example.retrain")],
    };

    private static ExitCode Run(RunContext run, Verb train)
    {
        var named = run.Get(SharedOptions.Data);
        if (named.Count == 0)
        {
            throw new ScenarioException(ExitCode.Usage, "retrain.no-data", run.CommandLine("retrain", "--data", "new.csv"));
        }
        var model = ModelChoice.Find(run, run.Get(From)!);
        var record = model.Run ?? throw new ScenarioException(ExitCode.Usage, "retrain.no-run", model.Shown);
        var config = Path.Combine(record.Folder, "config.json");
        IReadOnlyList<string> earlier = [];
        foreach (var (name, values) in ConfigFile.Read(config, config))
        {
            if (name == SharedOptions.Data.Name)
            {
                earlier = values;
            }
            else if (run.Command.Find(name) is { } option && option != From && option != OnlyNew && run.Command.SourceOf(name) == OptionSource.Default)
            {
                run.Command.Set(option, values, OptionSource.Config, config);
            }
        }
        var onlyNew = run.Get(OnlyNew);
        if (!onlyNew)
        {
            run.Command.Set(SharedOptions.Data, [.. earlier.Where(f => !named.Contains(f)), .. named], run.Command.SourceOf(SharedOptions.Data.Name));
        }
        // The line that repeats this names the run itself: latest will be another one by then.
        run.Command.Set(From, [record.Id], OptionSource.CommandLine);
        run.Previous = new(model, record, named, !onlyNew && earlier.Count == 0);
        run.Note("retrain.from", record.Id);
        return train.Run(run);
    }

    /// <summary>Prints both models side by side, and whether to keep or replace.</summary>
    internal static void WriteVerdict(RunContext run, PreviousRun previous, RunResult result, string id)
    {
        if (result.Comparison is not { } comparison || result.Metrics.Count == 0)
        {
            return;
        }
        var table = new PlainTable(run.Texts["runs.metric"], previous.Record.Id, id) { AtRight = new HashSet<int> { 1, 2 } };
        foreach (var metric in result.Metrics)
        {
            if (comparison.Metrics.Any(m => m.Key == metric.Key))
            {
                table.Add(metric.Key, Text(comparison.Metrics.First(m => m.Key == metric.Key).Value), Text(metric.Value));
            }
        }
        run.Output.Line();
        foreach (var line in table.Lines())
        {
            run.Output.Line(line);
        }
        var chance = comparison.PValue is { } p ? p < LeastShown ? run.Texts["retrain.chance-least", LeastShown] : run.Texts["retrain.chance", p] : "";
        run.Output.Line(comparison.Replaces(result.Metrics[0]) ? run.Texts["retrain.replace", result.Metrics[0].Key, id, chance] : run.Texts[comparison.IsBetterThan(result.Metrics[0]) ? "retrain.worse" : "retrain.keep", result.Metrics[0].Key, previous.Record.Id, chance]);
        static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
    }
}
