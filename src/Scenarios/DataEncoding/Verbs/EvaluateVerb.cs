using DataEncoding.Data;
using DataEncoding.Reporting;
using DataEncoding.Study;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Neural;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace DataEncoding.Verbs;

/// <summary>Measures a saved model on other rows: do they still come back from their codes, and what do the codes tell of their classes?</summary>
internal static class EvaluateVerb
{
    private const int LeastRows = 5;
    private const int MostWorst = 10;

    public static Verb Make() => new("evaluate", Run)
    {
        WritesRun = true,
        Options = [SharedOptions.Data, SharedOptions.Model, EncodingOptions.Labels, SharedOptions.Seed, .. SharedOptions.Reading],
        Examples = [new("evaluate --data newer.csv", "example.evaluate")],
    };

    private static ExitCode Run(RunContext run)
    {
        var choice = run.ChooseModel();
        var pipeline = TabularPipeline.Load<AutoencoderModel>(choice.Path);
        using var folder = run.NewRun();
        var rows = SavedRows.Of(run, pipeline, choice.Shown);
        if (rows.Rows.Rows < LeastRows)
        {
            throw new ScenarioException(ExitCode.Data, "encode.rows", LeastRows, rows.Rows.Rows);
        }
        var drift = DriftStudy.Of(pipeline, rows, ModelFile.ReadInfo(choice.Path).Info.Facts, run.Seed, run.Control);
        var (tone, sentences) = Verdict(drift, rows, pipeline, run.Texts);
        var metrics = Metrics(drift);
        if (rows.Read is not null)
        {
            folder.SaveBadRows(rows.Read);
        }
        var files = string.Join(", ", rows.Files);
        folder.Save(Report(drift, rows, run.Texts, metrics).Verdict(tone, sentences).Subtitle(run.Texts["evaluate.subtitle", choice.Shown, files])
            .Fact("data", files).Fact("data.hash", rows.Hash).Fact("data.rows", rows.Read?.RowsRead ?? rows.Rows.Rows).Fact("test.rows", (long)rows.Rows.Rows).Fact("seed", run.Seed)
            .Fact("time.seconds", Math.Round(run.Elapsed.TotalSeconds, 2)).RepeatLine(run.RepeatLine).Build());
        Show(run, sentences, metrics, $"{folder.Shown}/report.html");
        return folder.Complete(new() { Metrics = metrics, Data = rows.Files, DataHash = rows.Hash, Rows = rows.Rows.Rows });
    }

    private static void Show(RunContext run, string[] sentences, List<Metric> metrics, string report)
    {
        var screen = new Screen(run);
        screen.Block(run.Texts["screen.verdict"], sentences);
        screen.Gap();
        var table = new PlainTable(run.Texts["evaluate.metric"], run.Texts["evaluate.value"]) { AtRight = new HashSet<int> { 1 } };
        foreach (var metric in metrics)
        {
            table.Add("  " + MetricTexts.Label(run.Texts, metric.Key), Words.Metric(metric));
        }
        screen.Table(table);
        screen.Gap();
        screen.Command(run.Texts["screen.report"], report, run.Texts["screen.report.other"]);
    }

    private static List<Metric> Metrics(DriftStudy drift)
    {
        var metrics = new List<Metric> { new("mse", drift.Error, Better.Lower) };
        void Add(string key, double value, Better better)
        {
            if (!double.IsNaN(value))
            {
                metrics.Add(new(key, value, better));
            }
        }
        Add("kept", drift.Kept, Better.Higher);
        Add("mse_means", drift.MeanError, Better.Lower);
        Add("mse_training", drift.TrainingError, Better.Lower);
        Add("knn_accuracy", drift.Codes.Nearest, Better.Higher);
        Add("knn_accuracy_all", drift.Whole.Nearest, Better.Higher);
        Add("linear_accuracy", drift.Codes.Linear, Better.Higher);
        Add("linear_accuracy_all", drift.Whole.Linear, Better.Higher);
        return metrics;
    }

    private static (Tone, string[]) Verdict(DriftStudy drift, SavedRows rows, TabularPipeline<AutoencoderModel> pipeline, TextTable texts)
    {
        var sentences = new List<string> { texts["evaluate.error", pipeline.Model.ResultColumns, rows.Rows.Rows, Words.Error(drift.Error)] };
        if (!double.IsNaN(drift.Kept))
        {
            sentences.Add(texts[drift.Kept > 0 ? "evaluate.kept" : "evaluate.worse", Words.Share(drift.Kept), Words.Error(drift.MeanError)]);
        }
        if (!double.IsNaN(drift.TrainingError))
        {
            sentences.Add(texts[drift.Drifted ? "evaluate.drifted" : "evaluate.fits", Words.Error(drift.TrainingError), drift.TrainingError > 0 ? drift.Error / drift.TrainingError : 1]);
        }
        if (!double.IsNaN(drift.Codes.Nearest))
        {
            sentences.Add(texts["evaluate.classes", pipeline.Schema.Target?.Name ?? Pictures.Label, Words.Share(drift.Codes.Nearest), Words.Share(drift.Whole.Nearest)]);
        }
        return (double.IsNaN(drift.TrainingError) ? Tone.Neutral : drift.Drifted ? Tone.Poor : Tone.Good, [.. sentences]);
    }

    private static ReportBuilder Report(DriftStudy drift, SavedRows rows, TextTable texts, List<Metric> metrics)
    {
        int[] worst = [.. Enumerable.Range(0, rows.Rows.Rows).OrderByDescending(r => drift.RowErrors[r]).Take(MostWorst)];
        var report = new ReportBuilder(texts, texts["evaluate.title", rows.Rows.Rows])
            .Metrics(new MetricSet("model", texts["evaluate.model"], metrics))
            .Section("metrics", texts["evaluate.heading"], section => section.Table(table => table.Key("metrics").Text(texts["evaluate.metric"]).Text(texts["evaluate.value"])
                .Rows(metrics, m => [MetricTexts.Label(texts, m.Key), new Cell(Words.Metric(m), m.Value)])));
        if (drift.Shifts.Count > 0)
        {
            report.Section("shifts", texts["evaluate.shifts"], section => section.Lead(texts["evaluate.shifts.lead"])
                .Table(table => table.Key("shifts").Text(texts["evaluate.column"]).Number(texts["evaluate.shift"], NumberFormat.Fixed(2)).Rows(drift.Shifts, s => [s.Column, s.Shift])));
        }
        return report.Section("worst", texts["evaluate.worst"], section => section.Lead(texts["evaluate.worst.lead"])
            .Table(table => table.Key("worst").Number(texts["evaluate.row"], NumberFormat.Whole).Number(texts["screen.error"], NumberFormat.Auto).Rows(worst, r => [r + 1, drift.RowErrors[r]])));
    }
}
