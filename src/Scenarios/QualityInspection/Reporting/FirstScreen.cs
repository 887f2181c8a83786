using Pipelines.Reporting;
using QualityInspection.Data;
using QualityInspection.Study;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace QualityInspection.Reporting;

/// <summary>The screenful that a run ends with: data, capability, orders of inspection, verdict, and what to do next.</summary>
internal static class FirstScreen
{
    private const int MostNames = 6, MostMeasurements = 6;

    /// <summary>What it is, before the work begins.</summary>
    public static void Opening(RunContext run, bool bundled) => new Screen(run).Opening(run.Texts["screen.title"], bundled ? run.Texts["screen.bundled"] : null);

    /// <summary>What was read, before the fitting begins.</summary>
    public static void Data(RunContext run, QualityData data)
    {
        var texts = run.Texts;
        var lines = new List<string> { texts[data.Batch is null ? "screen.parts" : "screen.parts.batches", data.Parts, data.Measurements.Count, data.Specs.Count(s => s is not null), data.Batches.Length == 0 ? 0 : data.Batches[^1] + 1] };
        if (data.Labels is { } labels)
        {
            lines.Add(texts["screen.labels", data.Target, labels.BadCount, labels.BadCount / (double)Math.Max(1, labels.Known), labels.Known]);
        }
        if (data.Labels is { BlankIsGood: true })
        {
            lines.Add(texts["screen.labels.blank", data.Target, QualityOptions.Good.Typed, SharedOptions.Ignore.Typed]);
        }
        foreach (var group in data.LeftOut.GroupBy(l => l.Reason))
        {
            lines.Add(texts["screen.left", Names([.. group.Select(g => g.Name)], texts), texts[$"left.{group.Key}"]]);
        }
        if (data.Leaks.Count > 0 && data.LeftOut.All(l => l.Reason != "leak"))
        {
            lines.Add(texts["screen.leaks-used", Names([.. data.Leaks.Select(l => l.Column)], texts)]);
        }
        if (data.MissingCells > 0)
        {
            lines.Add(texts["screen.missing", data.MissingCells]);
        }
        lines.Add(texts[$"order.{data.Order}"]);
        new Screen(run).Block(texts["screen.data"], [.. lines]);
    }

    /// <summary>What was found.</summary>
    public static void Results(RunContext run, QualityStudy study, string reportPath)
    {
        var (texts, screen) = (run.Texts, new Screen(run));
        screen.Gap();
        screen.Table(Capability(study, texts));
        if (study.Trials is not null)
        {
            screen.Gap();
            screen.Table(Routes(study, texts));
        }
        screen.Gap();
        screen.Block(texts["screen.verdict"], [.. Verdicts.Of(study, texts).Sentences.Take(4)]);
        screen.Gap();
        screen.Command(texts["screen.report"], reportPath, texts["screen.report.other"]);
        screen.Command(texts["screen.next"], run.CommandLine(study.Data.Bundled ? ["explain", "--id", study.Data.NameOf(study.Order[0])] : ["predict", SharedOptions.Data.Typed, "new.csv", SharedOptions.Out.Typed, "judged.csv"]));
        screen.Command(texts["screen.own"], run.CommandLine("inspect", "my.csv"), texts["screen.own.why"]);
        screen.Command(texts["screen.again"], run.RepeatLine, texts[run.Threads == 1 ? "screen.cost-one" : "screen.cost", run.Elapsed.TotalSeconds, RunContext.PeakMegabytes, run.Threads]);
    }

    /// <summary>Names in a line, the first few.</summary>
    public static string Names(IReadOnlyList<string> names, TextTable texts)
    {
        var line = string.Join(texts["word.comma"], names.Take(MostNames).Select(n => DisplayWidth.Cut(n, 30)));
        return names.Count > MostNames ? texts["word.more", line, names.Count - MostNames] : line;
    }

    private static PlainTable Capability(QualityStudy study, TextTable texts)
    {
        if (study.Data.Specs.All(s => s is null))
        {
            return SignalsAlone(study, texts);
        }
        var two = NumberFormat.Fixed(2);
        var table = new PlainTable(texts["word.measurement"], texts["word.tolerance"], "Ppk", texts["word.interval"], "Cpk", texts["capability.out"], texts["capability.signals"]) { AtRight = new HashSet<int> { 2, 4, 5, 6 } };
        foreach (var m in study.Measurements.OrderBy(m => m.Capability?.Ppk ?? double.MaxValue).ThenByDescending(m => m.Signals).Take(MostMeasurements))
        {
            table.Add("  " + DisplayWidth.Cut(m.Name, 28), Measured.Tolerance(m.Spec, texts), m.Capability is { } c ? two.Of(c.Ppk) : "", m.Capability is { } i ? Range(i.PpkInterval.Low, i.PpkInterval.High, two) : "",
                m.Capability is { } k ? two.Of(k.Cpk) : "", m.Spec is null ? "" : NumberFormat.Whole.Of(m.Out), NumberFormat.Whole.Of(m.Signals));
        }
        return WithRest(table, study, texts);
    }

    /// <summary>Without tolerances there is nothing to say of a measurement but how still it holds.</summary>
    private static PlainTable SignalsAlone(QualityStudy study, TextTable texts)
    {
        var table = new PlainTable(texts["word.measurement"], texts["screen.signals"]) { AtRight = new HashSet<int> { 1 } };
        foreach (var m in study.Measurements.OrderByDescending(m => m.Signals).Take(MostMeasurements))
        {
            table.Add("  " + DisplayWidth.Cut(m.Name, 28), NumberFormat.Whole.Of(m.Signals));
        }
        return WithRest(table, study, texts);
    }

    private static PlainTable WithRest(PlainTable table, QualityStudy study, TextTable texts)
    {
        if (study.Measurements.Count > MostMeasurements)
        {
            table.Add("  " + texts["screen.more-measurements", study.Measurements.Count - MostMeasurements]);
        }
        return table;
    }

    private static PlainTable Routes(QualityStudy study, TextTable texts)
    {
        var (trials, three) = (study.Trials!, NumberFormat.Fixed(3));
        var table = new PlainTable(texts["screen.order"], "ROC AUC", texts["word.interval"], texts["screen.precision"], texts["screen.caught"]) { AtRight = new HashSet<int> { 1, 3, 4 } };
        string[] shown = [Route.Classifier, Route.Monitor, "tolerance", "largest"];
        foreach (var route in shown.Select(k => trials.Routes.FirstOrDefault(r => r.Key == k)).OfType<Route>())
        {
            var curve = InspectionPlan.CurveOf(route.Scores, trials.Bad);
            table.Add("  " + texts[$"route.{route.Key}"], three.Of(route.Metrics.RocAuc), Range(route.Area.Low, route.Area.High, three), three.Of(route.Metrics.AveragePrecision),
                NumberFormat.Percent(0).Of(curve[(int)Math.Ceiling(0.1 * trials.Bad.Length)] / (double)curve[^1]));
        }
        return table;
    }

    private static string Range(double low, double high, NumberFormat format) => $"[{format.Of(low)}, {format.Of(high)}]";
}
