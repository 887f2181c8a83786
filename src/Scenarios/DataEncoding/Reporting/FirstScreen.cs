using DataEncoding.Data;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace DataEncoding.Reporting;

/// <summary>The screenful that a run ends with: data, split, codes beside principal components and the rows themselves, who can read them, verdict, and what to do next.</summary>
internal static class FirstScreen
{
    private const int MostIgnored = 6;
    private const int Wide = 115;

    /// <summary>What it is, before the work begins.</summary>
    public static void Opening(RunContext run, bool bundled)
    {
        var screen = new Screen(run);
        screen.Text(run.Texts["screen.title"]);
        if (bundled)
        {
            screen.Text(run.Texts["screen.bundled"]);
        }
        screen.Gap();
    }

    /// <summary>What was read, before the training begins.</summary>
    public static void Data(RunContext run, EncodingData data)
    {
        var (texts, screen) = (run.Texts, new Screen(run));
        var lines = new List<string> { Rows(data, texts), Scale(data, texts) };
        lines.AddRange(Ignored(data, texts));
        if (data.MissingCells > 0)
        {
            lines.Add(texts["screen.missing", data.MissingCells]);
        }
        screen.Block(texts["screen.data"], [.. lines]);
        screen.Block(texts["screen.split"], texts["screen.split.rows", run.Seed, data.Train.Rows, data.Test.Rows]);
    }

    /// <summary>On which scale columns are encoded, in a sentence.</summary>
    public static string Scale(EncodingData data, TextTable texts)
    {
        var line = data.Scale is { } scale ? texts["screen.one-scale", scale.Low, scale.High] : data.Encoding.Scaling == Pipelines.Models.Encoders.Scaling.Together ? texts["screen.together"] : texts["screen.standardised"];
        return data.Image is { } image ? texts["screen.pictures", image.Height, image.Width, line] : line;
    }

    /// <summary>The columns that are left out, one line a reason.</summary>
    public static IEnumerable<string> Ignored(EncodingData data, TextTable texts) => data.Ignored.GroupBy(i => (i.Reason, Count: i.Reason == "levels" ? i.Count : 0)).Select(group =>
    {
        var names = string.Join(texts["word.list"], group.Take(MostIgnored).Select(i => DisplayWidth.Cut(i.Name, 30)));
        return texts["screen.ignored", group.Count() > MostIgnored ? texts["screen.more", names, group.Count() - MostIgnored] : names, texts[$"ignored.{group.Key.Reason}", group.Key.Count]];
    });

    /// <summary>What was found.</summary>
    public static void Results(RunContext run, EncodingFigures figures, string reportPath)
    {
        var (texts, screen) = (run.Texts, new Screen(run));
        screen.Gap();
        screen.Table(Codes(figures, texts, screen.Width));
        screen.Text(texts["screen.attack", figures.Study.Attack.Pairs, Math.Max(0, figures.Study.Attack.Explained)]);
        screen.Gap();
        screen.Block(texts["screen.verdict"], [.. Verdicts.Of(figures, texts).Sentences.Take(3)]);
        screen.Gap();
        screen.Command(texts["screen.report"], reportPath, texts["screen.report.other"]);
        screen.Command(texts["screen.next"], run.CommandLine(["transform", .. run.Get(SharedOptions.Data).SelectMany(d => (string[])["--data", d]), "--out", "codes.csv"]), texts["screen.next.why"]);
        screen.Command(texts["screen.own"], run.CommandLine("inspect", "my.csv"), texts["screen.own.why"]);
        screen.Command(texts["screen.again"], run.RepeatLine, texts[run.Threads == 1 ? "screen.cost-one" : "screen.cost", run.Elapsed.TotalSeconds, RunContext.PeakMegabytes, run.Threads]);
    }

    private static string Rows(EncodingData data, TextTable texts)
    {
        var line = texts[data.TextFeatures > 0 ? "screen.rows.texts" : "screen.rows", data.Rows, data.Features, data.TextFeatures, data.Encoder.Columns];
        return line + (data.Schema.Target is { } target ? texts["screen.classes", target.Name, data.Classes.Count] : texts["screen.no-target"]);
    }

    private static PlainTable Codes(EncodingFigures figures, TextTable texts, int width)
    {
        var (study, labelled, seeds) = (figures.Study, figures.Labelled, figures.Seeds);
        // Narrow terminals leave the ranges of the last figures to the report.
        var wide = width >= Wide;
        string[] Cells(string name, string error, string range, string kept, string nearest, string linear, string time) => labelled ? [name, error, range, kept, nearest, linear, time] : [name, error, range, kept, time];
        string Probe((double Mean, double Low, double High) value) => wide && seeds > 1
            ? texts["screen.spread", Words.Share(value.Mean), NumberFormat.Fixed(1).Of(100 * value.Low), NumberFormat.Fixed(1).Of(100 * value.High)] : Words.Share(value.Mean);
        var table = new PlainTable(Cells(texts["screen.codes", figures.Code, figures.Width], texts["screen.error"], seeds > 1 ? texts["screen.seeds", seeds] : "", texts["screen.kept"], texts["screen.nearest"], texts["screen.linear"], texts["screen.time"]))
        {
            AtRight = labelled ? new HashSet<int> { 1, 3, 6 } : new HashSet<int> { 1, 3, 4 },
        };
        table.Add(Cells("  " + texts["screen.this", texts[$"kind.{figures.Options.Kind.ToString().ToLowerInvariant()}"]], Words.Error(study.Error.Mean), Words.Range(study.Error.Low, study.Error.High, seeds, Words.Error),
            Words.Share(figures.Kept.Mean), Probe(figures.Nearest), Probe(figures.Linear), Words.Seconds(study.Seconds)));
        table.Add(Cells("  " + texts["screen.pca"], Words.Error(study.PcaQuality.Error), "", Words.Share(study.Kept(study.PcaQuality.Error)), Words.Share(study.PcaQuality.Nearest), Words.Share(study.PcaQuality.Linear), Words.Seconds(study.PcaSeconds)));
        table.Add(Cells("  " + texts["screen.whole", figures.Width], "0", "", Words.Share(1), Words.Share(study.Whole.Nearest), Words.Share(study.Whole.Linear), ""));
        table.Add(Cells("  " + texts["screen.means"], Words.Error(study.MeanError), "", Words.Share(0), "", "", ""));
        return table;
    }
}
