using DimensionalityReduction.Study;
using Pipelines.Evaluation;
using Pipelines.Reporting;
using Scenarios.Hosting;

namespace DimensionalityReduction.Reporting;

/// <summary>The report of a study, from its verdict to its limits.</summary>
internal static class ReductionReport
{
    /// <summary>Builds it.</summary>
    public static Report Build(ReductionFigures figures, RunContext run)
    {
        var (texts, study) = (run.Texts, figures.Study);
        var data = study.Data;
        var (tone, sentences) = Verdicts.Of(figures, texts);
        var report = new ReportBuilder(texts, texts["report.title", figures.Width, figures.Chosen])
            .Subtitle(texts["report.subtitle", data.Table.Rows, data.Features, string.Join(", ", data.Files)])
            .Verdict(tone, sentences);
        Cards.Add(report, figures, texts, run);
        DataSection.Add(report, study, texts);
        if (study.Labelled)
        {
            AccuracySection.Add(report, figures, texts);
        }
        ClusterSection.Add(report, figures, texts);
        CostSection.Add(report, figures, texts, run);
        VarianceSection.Add(report, figures, texts);
        ComponentsSection.Add(report, study, texts);
        MapSection.Add(report, study, texts);
        PicturesSection.Add(report, study, texts);
        FarRowsSection.Add(report, study, texts);
        UseSection.Add(report, study, texts, run);
        report.Metrics(new MetricSet("model", texts["algorithm.own"], OwnMetrics(figures)));
        Facts(report, study, run);
        foreach (var term in (string[])["component", "variance", "loading", "projection", "knn", "parallel", "bootstrap", "standardise"])
        {
            report.Term(texts[$"term.{term}"], texts[$"term.{term}.meaning"]);
        }
        return report.RepeatLine(run.RepeatLine).Build();
    }

    /// <summary>The metrics the run is judged by; retraining compares by the first.</summary>
    public static IReadOnlyList<Metric> OwnMetrics(ReductionFigures figures)
    {
        var study = figures.Study;
        var kept = study.KeptAt(figures.Chosen);
        var metrics = new List<Metric>();
        if (study.Labelled)
        {
            metrics.Add(new(study.ScoreKey, study[study.Best.Key, Trial.Pca, figures.Chosen].Value, Better.Higher));
        }
        metrics.Add(new("variance_kept", kept.VarianceKept, Better.Higher));
        metrics.Add(new("reconstruction_rmse", kept.Rmse, Better.Lower));
        metrics.Add(new("components", figures.Chosen, Better.Neither));
        if (!double.IsNaN(study.Decision.Agreement))
        {
            metrics.Add(new("agreement", study.Decision.Agreement, Better.Higher));
        }
        if (!double.IsNaN(study.MapTrust))
        {
            metrics.Add(new("trustworthiness@2", study.MapTrust, Better.Higher));
        }
        if (study.Clusters is { } clusters)
        {
            metrics.Add(new($"{ClusterStudy.AgreementKey}@{figures.Chosen}", clusters.At(figures.Chosen).Agreement, Better.Higher));
        }
        foreach (var algorithm in study.Algorithms)
        {
            metrics.Add(new(algorithm.AllKey, study[algorithm.Key, Trial.All, 0].Value, Better.Higher));
            metrics.AddRange(study.Tried.Select(k => new Metric(algorithm.KeyAt(k), study[algorithm.Key, Trial.Pca, k].Value, Better.Higher)));
        }
        return metrics;
    }

    private static void Facts(ReportBuilder report, ReductionStudy study, RunContext run) => report
        .Fact("data", string.Join(", ", study.Data.Files))
        .Fact("data.hash", study.Data.Hash)
        .Fact("data.rows", study.Data.Table.Rows + study.Data.Unreadable.Count)
        .Fact("data.dropped", (long)study.Data.Unreadable.Count)
        .Fact("data.missing", study.Data.MissingCells)
        .Fact("test.rows", (long)study.HeldOutRows.Length)
        .Fact("split", $"{study.Folds.Count}-fold")
        .Fact("seed", study.Options.Seed)
        .Options("pca", study.Options.Pca with { Components = study.Decision.Components })
        .Options("encoder", study.Data.Encoding)
        .Fact("time.seconds", Math.Round(run.Elapsed.TotalSeconds, 2))
        .Fact("memory.bytes", (long)(RunContext.PeakMegabytes * 1e6))
        .Fact("threads", (long)run.Threads)
        .Fact("version", run.Scenario.Version);
}
