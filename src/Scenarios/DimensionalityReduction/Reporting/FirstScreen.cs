using DimensionalityReduction.Data;
using DimensionalityReduction.Study;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Display;

namespace DimensionalityReduction.Reporting;

/// <summary>The screenful that a run ends with: data, method, what each number of components keeps and saves, verdict, and what to do next.</summary>
internal static class FirstScreen
{
    private const int MostIgnored = 6;

    /// <summary>What it is, before the work begins.</summary>
    public static void Opening(RunContext run, bool bundled) => new Screen(run).Opening(run.Texts["screen.title"], bundled ? run.Texts["screen.bundled"] : null);

    /// <summary>What was read, before the fitting begins.</summary>
    public static void Data(RunContext run, ReductionData data)
    {
        var texts = run.Texts;
        var lines = new List<string> { Rows(data, texts) };
        lines.AddRange(Ignored(data, texts));
        lines.Add(Scaling(data, texts));
        if (data.MissingCells > 0)
        {
            lines.Add(texts["screen.missing", data.MissingCells]);
        }
        new Screen(run).Block(texts["screen.data"], [.. lines]);
    }

    /// <summary>Why columns are standardised or not, in a sentence.</summary>
    public static string Scaling(ReductionData data, TextTable texts)
    {
        var line = data.Encoding.Scaling == Pipelines.Models.Encoders.Scaling.Standard ? texts["screen.standardised"]
            : data.Scale is { } scale ? texts["screen.one-scale", scale.Low, scale.High] : texts["screen.as-they-are"];
        return data.Image is { } image ? texts["screen.pictures", line, image.Height, image.Width] : line;
    }

    /// <summary>The columns that are left out, one line a reason.</summary>
    public static IEnumerable<string> Ignored(ReductionData data, TextTable texts) => data.Ignored.GroupBy(i => (i.Reason, Count: i.Reason == "levels" ? i.Count : 0)).Select(group =>
    {
        var names = string.Join(texts["word.list"], group.Take(MostIgnored).Select(i => DisplayWidth.Cut(i.Name, 30)));
        return texts["screen.ignored", group.Count() > MostIgnored ? texts["screen.more", names, group.Count() - MostIgnored] : names, texts[$"ignored.{group.Key.Reason}", group.Key.Count]];
    });

    /// <summary>What was found.</summary>
    public static void Results(RunContext run, ReductionFigures figures, string reportPath)
    {
        var (texts, study, screen) = (run.Texts, figures.Study, new Screen(run));
        screen.Block(texts["screen.method"], texts[study.Labelled ? "screen.folds" : "screen.folds.plain", study.Folds.Count, study.Options.Seed, study.HeldOutRows.Length]);
        screen.Gap();
        screen.Table(study.Labelled ? Labelled(figures, texts, screen.Width) : Unlabelled(figures, texts));
        screen.Gap();
        screen.Block(texts["screen.verdict"], [.. Verdicts.Of(figures, texts).Sentences.Take(3)]);
        screen.Gap();
        screen.Command(texts["screen.report"], reportPath, texts["screen.report.other"]);
        screen.Command(texts["screen.next"], UseSection.Transform(run, study));
        screen.Command(texts["screen.own"], run.CommandLine("inspect", "my.csv"), texts["screen.own.why"]);
        screen.Command(texts["screen.again"], run.RepeatLine, texts[run.Threads == 1 ? "screen.cost-one" : "screen.cost", run.Elapsed.TotalSeconds, RunContext.PeakMegabytes, run.Threads]);
    }

    private static string Rows(ReductionData data, TextTable texts)
    {
        var line = texts[data.TextFeatures > 0 ? "screen.rows.texts" : "screen.rows", data.Whole?.Rows ?? data.Table.Rows, data.Features, data.TextFeatures];
        return line + data.Task switch
        {
            TargetTask.Classes => texts["screen.classes", data.Schema.Target!.Name, data.Schema.Classes.Count],
            TargetTask.Number => texts["screen.number", data.Schema.Target!.Name],
            _ => texts["screen.no-target"],
        };
    }

    private static PlainTable Labelled(ReductionFigures figures, TextTable texts, int width)
    {
        var study = figures.Study;
        var words = new Words(texts, study.Data.Task);
        var (near, linear) = (study.Algorithms[0], figures.Linear);
        // Narrow terminals leave the intervals to the report.
        var wide = width >= 95;
        var table = new PlainTable(texts["screen.numbers"], texts["screen.variance"], words.Short(near), texts[wide ? "screen.change" : "screen.change.short"], words.Short(linear), texts[wide ? "screen.change" : "screen.change.short"], texts["screen.fit"])
        {
            AtRight = new HashSet<int> { 1, 2, 4, 6 },
        };
        var (nearAll, linearAll) = (study[near.Key, Trial.All, 0], study[linear.Key, Trial.All, 0]);
        table.Add("  " + texts["screen.all", figures.Width], "", words.Of(nearAll.Value), "", words.Of(linearAll.Value), "", Words.Time(linearAll.FitSeconds));
        foreach (var k in Shown(study))
        {
            var (a, b) = (study[near.Key, Trial.Pca, k], study[linear.Key, Trial.Pca, k]);
            var (changeA, changeB) = (figures.Change(near, k), figures.Change(linear, k));
            table.Add("  " + texts[k == figures.Chosen ? "screen.k.chosen" : "screen.k", k], NumberFormat.Percent(0).Of(study.KeptAt(k).VarianceKept),
                words.Of(a.Value), wide ? words.Change(changeA.Value, changeA.Interval) : words.Change(changeA.Value),
                words.Of(b.Value), wide ? words.Change(changeB.Value, changeB.Interval) : words.Change(changeB.Value), Words.Time(b.FitSeconds));
        }
        var (randomA, randomB) = (study[near.Key, Trial.Random, figures.Chosen], study[linear.Key, Trial.Random, figures.Chosen]);
        table.Add("  " + texts["screen.random", figures.Chosen], "", words.Of(randomA.Value), words.Change(randomA.Value - nearAll.Value), words.Of(randomB.Value), words.Change(randomB.Value - linearAll.Value), "");
        return table;
    }

    private static PlainTable Unlabelled(ReductionFigures figures, TextTable texts)
    {
        var study = figures.Study;
        var table = new PlainTable(texts["screen.numbers"], texts["screen.variance"], texts["screen.rmse"], texts["screen.memory"]) { AtRight = new HashSet<int> { 1, 2, 3 } };
        table.Add("  " + texts["screen.all", figures.Width], NumberFormat.Percent(0).Of(1), "0", NumberFormat.Bytes.Of(4 * figures.Width));
        foreach (var k in Shown(study))
        {
            var kept = study.KeptAt(k);
            table.Add("  " + texts[k == figures.Chosen ? "screen.k.chosen" : "screen.k", k], NumberFormat.Percent(0).Of(kept.VarianceKept), NumberFormat.Auto.Of(kept.Rmse), NumberFormat.Bytes.Of(4 * k));
        }
        return table;
    }

    /// <summary>Two components, those just below the chosen number, it, and the one after.</summary>
    private static int[] Shown(ReductionStudy study)
    {
        var place = Array.IndexOf(study.Tried, study.Decision.Components);
        return [.. study.Tried.Where((k, i) => k == 2 || (i >= place - 4 && i <= place + 1))];
    }
}
