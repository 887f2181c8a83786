using DimensionalityReduction.Data;
using DimensionalityReduction.Reporting;
using DimensionalityReduction.Study;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Reduction;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace DimensionalityReduction.Verbs;

/// <summary>Measures a saved model on newer rows: do its components still fit, and what does an algorithm score on them?</summary>
internal static class EvaluateVerb
{
    private const int LeastRows = 5;

    public static Verb Make() => new("evaluate", Run)
    {
        WritesRun = true,
        Options = [SharedOptions.Data, SharedOptions.Model, ReductionOptions.Folds, SharedOptions.Seed, .. SharedOptions.Reading],
        Examples = [new("evaluate --data newer.csv", "example.evaluate")],
    };

    private static ExitCode Run(RunContext run)
    {
        var choice = run.ChooseModel();
        var pipeline = TabularPipeline.Load<PcaModel>(choice.Path);
        using var folder = run.NewRun();
        var input = run.FindData(roles: false);
        string[] needed = [.. pipeline.Schema.Columns.Where(c => c.Role == ColumnRole.Feature).Select(c => c.Name)];
        if (needed.Where(n => !input.Columns.Contains(n, StringComparer.Ordinal)).ToArray() is { Length: > 0 } missing)
        {
            throw new ScenarioException(ExitCode.Model, "evaluate.columns", choice.Shown, string.Join(", ", missing.Take(5)), string.Join(", ", input.Columns));
        }
        var read = input.Read([.. pipeline.Schema.Columns.Select(c => c.Name).Where(n => input.Columns.Contains(n, StringComparer.Ordinal))],
            [.. pipeline.Schema.Columns.Where(c => c is { Role: ColumnRole.Feature, Type: ColumnType.Number }).Select(c => c.Name)]);
        if (read.Table.Rows < LeastRows)
        {
            throw new ScenarioException(ExitCode.Data, "reduce.rows", LeastRows, read.Table.Rows);
        }
        var drift = DriftStudy.Run(pipeline, read.Table, run, (int)run.Get(ReductionOptions.Folds)!.Value);
        string[] files = [.. input.Files.Select(f => Path.GetFileName(f))];
        var metrics = Metrics(drift);
        var (tone, sentences) = Verdict(drift, pipeline, run.Texts);
        folder.SaveBadRows(read);
        folder.Save(Report(drift, run, (tone, sentences), metrics).Subtitle(run.Texts["evaluate.subtitle", choice.Shown, string.Join(", ", files)])
            .Fact("data", string.Join(", ", files)).Fact("data.hash", read.Sha256).Fact("data.rows", read.RowsRead).Fact("test.rows", (long)drift.Rows).Fact("seed", run.Seed)
            .Fact("time.seconds", Math.Round(run.Elapsed.TotalSeconds, 2)).RepeatLine(run.RepeatLine).Build());
        var screen = new Screen(run);
        screen.Block(run.Texts["screen.verdict"], sentences);
        screen.Gap();
        foreach (var metric in metrics)
        {
            run.Output.Line($"  {DisplayWidth.Pad(MetricTexts.Label(run.Texts, metric.Key), 58)} {MetricTexts.Format(metric.Key).Of(metric.Value)}");
        }
        screen.Gap();
        screen.Command(run.Texts["screen.report"], $"{folder.Shown}/report.html", run.Texts["screen.report.other"]);
        return folder.Complete(new() { Metrics = metrics, Data = files, DataHash = read.Sha256, Rows = drift.Rows });
    }

    private static List<Metric> Metrics(DriftStudy drift)
    {
        var metrics = new List<Metric>();
        var key = drift.Task == TargetTask.Classes ? "accuracy" : "r2";
        if (drift.Scores.Count > 0)
        {
            metrics.Add(new(key, drift.Scores.MaxBy(s => s.All.Average()).Few.Average(), Better.Higher));
        }
        metrics.Add(new("variance_kept", drift.Kept.VarianceKept, Better.Higher));
        metrics.Add(new("reconstruction_rmse", drift.Kept.Rmse, Better.Lower));
        if (!double.IsNaN(drift.Best))
        {
            metrics.Add(new("variance_possible", drift.Best, Better.Neither));
            metrics.Add(new("plane_angle", drift.Angle, Better.Lower));
        }
        foreach (var (algorithm, all, few) in drift.Scores)
        {
            metrics.Add(new(algorithm.AllKey, all.Average(), Better.Higher));
            metrics.Add(new(algorithm.KeyAt(drift.Kept.Components), few.Average(), Better.Higher));
        }
        return metrics;
    }

    private static (Tone, string[]) Verdict(DriftStudy drift, TabularPipeline<PcaModel> pipeline, TextTable texts)
    {
        var sentences = new List<string> { texts["evaluate.kept", pipeline.Model.ResultColumns, drift.Kept.VarianceKept, drift.Rows, drift.Fitted] };
        if (!double.IsNaN(drift.Best))
        {
            sentences.Add(texts[drift.Drifted ? "evaluate.drifted" : "evaluate.fits", drift.Best, drift.Angle]);
        }
        var words = new Words(texts, drift.Task);
        if (drift.Scores.Count > 0)
        {
            sentences.Add(texts["evaluate.scores", drift.Scores.Select(s => texts["verdict.score", words.Name(s.Algorithm), words.Of(s.Few.Average()), words.Of(s.All.Average())]).Aggregate((a, b) => texts["word.and", a, b])]);
        }
        return (double.IsNaN(drift.Best) ? Tone.Neutral : drift.Drifted ? Tone.Poor : Tone.Good, [.. sentences]);
    }

    private static ReportBuilder Report(DriftStudy drift, RunContext run, (Tone Tone, string[] Sentences) verdict, List<Metric> metrics)
    {
        var texts = run.Texts;
        return new ReportBuilder(texts, texts["evaluate.title", drift.Rows])
            .Verdict(verdict.Tone, verdict.Sentences)
            .Metrics(new MetricSet("model", texts["algorithm.own"], metrics))
            .Section("metrics", texts["evaluate.heading"], section => section.Table(table => table.Key("metrics").Text(texts["evaluate.metric"]).Text(texts["evaluate.value"])
                .Rows(metrics, m => [MetricTexts.Label(texts, m.Key), new Cell(MetricTexts.Format(m.Key).Of(m.Value), m.Value)])))
            .Section("shifts", texts["evaluate.shifts"], section => section.Lead(texts["evaluate.shifts.lead"])
                .Table(table => table.Key("shifts").Text(texts["data.name"]).Number(texts["evaluate.shift"], NumberFormat.Fixed(2)).Rows(drift.Shifts, s => [s.Column, s.Shift])));
    }
}
