using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Reporting;
using QualityInspection.Data;
using QualityInspection.Study;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace QualityInspection.Verbs;

/// <summary>Measures a saved model on newer parts: how many it flags, what moved, and, with labels, what it catches and what that costs.</summary>
internal static class EvaluateVerb
{
    public static Verb Make() => new("evaluate", Run)
    {
        WritesRun = true,
        Options = [SharedOptions.Data, SharedOptions.Target, QualityOptions.Good, QualityOptions.CostMiss, QualityOptions.CostInspect, SharedOptions.Model, SharedOptions.Seed, .. SharedOptions.Reading],
        Examples = [new("evaluate --data newer.csv", "example.evaluate")],
    };

    private static ExitCode Run(RunContext run)
    {
        var choice = run.ChooseModel();
        var model = QualityModel.Load(choice.Path);
        using var folder = run.NewRun();
        var input = run.FindData(QualityOptions.Bundled);
        string[] needed = [.. model.Measurements.Where(m => model.Derived.All(d => d.Name != m)).Concat(model.Derived.SelectMany(d => (string[])[d.Left, d.Right])).Distinct(StringComparer.Ordinal)];
        if (needed.Where(n => !input.Columns.Contains(n, StringComparer.Ordinal)).ToArray() is { Length: > 0 } missing)
        {
            throw new ScenarioException(ExitCode.Model, "rows.columns", Path.GetFileName(input.Files[0]), string.Join(", ", missing), string.Join(", ", input.Columns));
        }
        var read = input.Read(input.Columns, needed);
        if (read.Table.Rows == 0)
        {
            throw new ScenarioException(ExitCode.Data, "data.few-parts", 1, 0);
        }
        var table = DerivedColumn.Add(read.Table, model.Derived);
        var target = run.Get(SharedOptions.Target) is not null ? input[QualityOptions.TargetRole] : model.Roles.TryGetValue("target", out var known) && table.Find(known) is not null ? known : null;
        var labels = target is null ? null : DefectLabels.Of(table[target], run.Get(QualityOptions.Good));
        var parts = model.Judge(table, out _);
        var decisions = Array.ConvertAll(parts, model.Decide);
        var metrics = Metrics(model, parts, decisions, labels, run);
        var shifts = Shifts(model, table);
        var sentences = Sentences(run.Texts, parts, decisions, metrics, shifts);
        string[] files = [.. input.Files.Select(f => Path.GetFileName(f))];
        var texts = run.Texts;
        folder.SaveBadRows(read);
        folder.Save(new ReportBuilder(texts, texts["evaluate.title", parts.Length])
            .Subtitle(texts["evaluate.subtitle", choice.Shown, string.Join(", ", files)])
            .Verdict(shifts.Any(s => Math.Abs(s.Shift) > 1) ? Tone.Mixed : Tone.Neutral, sentences)
            .Metrics(new MetricSet("model", texts[model.Classifier is null ? "route.monitor" : "route.classifier"], metrics))
            .Section("metrics", texts["evaluate.heading"], section => section.Table(t => t.Key("metrics").Text(texts["evaluate.metric"]).Number(texts["word.value"])
                .Rows(metrics, m => [MetricTexts.Label(texts, m.Key), new Cell(MetricTexts.Format(m.Key).Of(m.Value), m.Value)])))
            .Section("shifts", texts["evaluate.shifts"], section => section.Lead(texts["evaluate.shifts.lead"])
                .Table(t => t.Key("shifts").Text(texts["word.measurement"]).Number(texts["evaluate.shift"], NumberFormat.Fixed(2)).Number(texts["evaluate.spread"], NumberFormat.Fixed(2)).Number(texts["capability.out"], NumberFormat.Whole)
                    .Rows(shifts, s => [s.Name, s.Shift, s.Spread, (long)s.Out])))
            .Fact("data", string.Join(", ", files)).Fact("data.hash", read.Sha256).Fact("data.rows", read.RowsRead).Fact("seed", run.Seed)
            .Fact("time.seconds", Math.Round(run.Elapsed.TotalSeconds, 2)).RepeatLine(run.RepeatLine).Build());
        var screen = new Screen(run);
        screen.Block(texts["screen.verdict"], sentences);
        screen.Gap();
        foreach (var metric in metrics)
        {
            run.Output.Line($"  {DisplayWidth.Pad(MetricTexts.Label(texts, metric.Key), 58)} {MetricTexts.Format(metric.Key).Of(metric.Value)}");
        }
        screen.Gap();
        screen.Command(texts["screen.report"], $"{folder.Shown}/report.html", texts["screen.report.other"]);
        return folder.Complete(new() { Metrics = metrics, Data = files, DataHash = read.Sha256, Rows = parts.Length });
    }

    private static List<Metric> Metrics(QualityModel model, JudgedPart[] parts, (bool Flagged, PartReason Reason)[] decisions, DefectLabels? labels, RunContext run)
    {
        var metrics = new List<Metric>();
        if (labels is { Known: > 0 })
        {
            int[] known = [.. Enumerable.Range(0, parts.Length).Where(p => labels.Bad[p] >= 0)];
            bool[] bad = [.. known.Select(p => labels.Bad[p] > 0)];
            var options = new StudyOptions { CostMiss = run.Get(QualityOptions.CostMiss)!.Value, CostInspect = run.Get(QualityOptions.CostInspect)!.Value };
            metrics.Add(new("cost_per_part", known.Select((p, i) => InspectionPlan.CostOf(decisions[p].Flagged, bad[i], options)).Average(), Better.Lower));
            if (bad.Contains(false))
            {
                var found = AnomalyMetrics.Of([.. known.Select(p => model.Classifier is null ? parts[p].MonitorRank : parts[p].IsOut ? 1 + parts[p].Excess : parts[p].Probability)], bad);
                metrics.AddRange(found.All);
            }
            metrics.Add(new("defects_caught", known.Count(p => decisions[p].Flagged && labels.Bad[p] > 0) / (double)labels.BadCount, Better.Higher));
            metrics.Add(new("false_alarm_share", known.Count(p => decisions[p].Flagged && labels.Bad[p] == 0) / (double)Math.Max(1, known.Length - labels.BadCount), Better.Lower));
        }
        metrics.Add(new("flagged_share", decisions.Count(d => d.Flagged) / (double)parts.Length, Better.Neither));
        metrics.Add(new("odd_together", decisions.Count(d => d.Reason == PartReason.OddTogether), Better.Neither));
        metrics.Add(new("out_of_tolerance", parts.Count(p => p.IsOut), Better.Lower));
        return metrics;
    }

    private static List<(string Name, double Shift, double Spread, int Out)> Shifts(QualityModel model, Table table)
    {
        var shifts = new List<(string, double, double, int)>();
        for (var m = 0; m < model.Measurements.Count; m++)
        {
            var values = ((NumberColumn)table[model.Measurements[m]]).Values.Where(v => !double.IsNaN(v)).ToArray();
            var mean = values.Length > 0 ? values.Average() : double.NaN;
            var deviation = values.Length > 1 ? Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1)) : double.NaN;
            shifts.Add((model.Measurements[m], (mean - model.Scales[m].Mean) / model.Scales[m].Deviation, deviation / model.Scales[m].Deviation, model.Specs[m] is { } s ? values.Count(v => !s.Allows(v)) : 0));
        }
        return [.. shifts.OrderByDescending(s => Math.Abs(s.Item2))];
    }

    private static string[] Sentences(TextTable texts, JudgedPart[] parts, (bool Flagged, PartReason Reason)[] decisions, List<Metric> metrics, List<(string Name, double Shift, double Spread, int Out)> shifts)
    {
        double? Of(string key) => metrics.Any(m => m.Key == key) ? metrics.First(m => m.Key == key).Value : null;
        var sentences = new List<string> { texts["evaluate.flagged", decisions.Count(d => d.Flagged), parts.Length, parts.Count(p => p.IsOut), Of("flagged_share")] };
        if (Of("defects_caught") is { } caught)
        {
            sentences.Add(texts["evaluate.caught", caught, Of("false_alarm_share"), Of("cost_per_part")]);
        }
        sentences.Add(Math.Abs(shifts[0].Shift) > 1 ? texts["evaluate.moved", shifts[0].Name, shifts[0].Shift] : texts["evaluate.still", shifts[0].Name, shifts[0].Shift]);
        return [.. sentences];
    }
}
