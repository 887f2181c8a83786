using CustomerSegmentation.Labels;
using CustomerSegmentation.Study;
using Pipelines.Evaluation;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace CustomerSegmentation.Reporting;

/// <summary>The report of a study, from its verdict to its limits.</summary>
internal static class SegmentReport
{
    /// <summary>Builds it.</summary>
    /// <param name="figures">What was found.</param>
    /// <param name="earlier">How the earlier model sees the same customers; null without one.</param>
    /// <param name="labels">Labels that were carried to all; null for none.</param>
    /// <param name="run">The run.</param>
    public static Report Build(SegmentFigures figures, EarlierModel? earlier, LabelStudy? labels, RunContext run)
    {
        var (texts, study) = (run.Texts, figures.Study);
        var (tone, sentences) = Verdicts.Of(figures, texts);
        var report = new ReportBuilder(texts, texts["report.title", study.SegmentOf.Length, study.Segments])
            .Subtitle(texts["report.subtitle", string.Join(", ", study.Data.Files)])
            .Verdict(tone, sentences);
        Cards(report, figures, texts, run);
        SegmentsSection.Add(report, figures, texts);
        ValueSection.Add(report, figures, texts);
        MapSection.Add(report, figures, texts);
        ChoiceSection.Add(report, figures, texts);
        earlier?.Add(report, figures, texts);
        if (labels is not null)
        {
            LabelsSection.Add(report, figures, labels, texts);
        }
        report.Section("data", texts["data.heading"], section => section.Bullets([.. FirstScreen.Lines(study.Data, texts)]));
        report.Section("use", texts["use.heading"], section => section.Lead(texts["use.lead"]).Code(string.Join('\n',
            run.CommandLine("inspect", "my.csv"),
            run.CommandLine("train", SharedOptions.Data.Typed, "my.csv"),
            run.CommandLine("retrain", SharedOptions.Data.Typed, "newer.csv"))));
        report.Section("limits", texts["limits.heading"], section => section.Bullets(texts["limits.names"], texts["limits.cause"], texts["limits.time"], texts["limits.stability"]));
        report.Metrics(new MetricSet("model", texts["report.own"], OwnMetrics(figures, labels)));
        Facts(report, study, run);
        foreach (var term in (string[])["rfm", "stability", "jaccard", "silhouette", "eta", "lift", "gain", "z"])
        {
            report.Term(texts[$"term.{term}"], texts[$"term.{term}.meaning"]);
        }
        return report.RepeatLine(run.RepeatLine).Build();
    }

    /// <summary>The metrics the run is judged by; retraining compares by the first.</summary>
    public static IReadOnlyList<Metric> OwnMetrics(SegmentFigures figures, LabelStudy? labels)
    {
        var study = figures.Study;
        var metrics = new List<Metric>();
        if (figures.Outcomes is { } outcomes)
        {
            metrics.Add(new("eta_squared", outcomes.EtaSquared, Better.Higher));
            metrics.Add(new("gain_top20", figures.Gain!.At(0.2).OutcomeShare, Better.Higher));
        }
        metrics.Add(new("stability", study.Decision.Chosen.Stability, Better.Higher));
        metrics.Add(new("segments", study.Segments, Better.Neither));
        metrics.Add(new("smallest_share", study.Model.Segments.Min(s => s.Size) / (double)study.SegmentOf.Length, Better.Neither));
        if (!double.IsNaN(figures.Silhouette.Mean))
        {
            metrics.Add(new("silhouette", figures.Silhouette.Mean, Better.Higher));
        }
        if (figures.PlainGroups is { } plain)
        {
            metrics.Add(new("eta_squared_rfm", plain.EtaSquared, Better.Higher));
            metrics.Add(new("gain_top20_rfm", figures.PlainGain!.At(0.2).OutcomeShare, Better.Higher));
        }
        if (labels?.Gain is { } gain)
        {
            metrics.Add(new("label_right", gain.Chosen, Better.Higher));
            metrics.Add(new("label_right_random", gain.Random, Better.Higher));
            metrics.Add(new("label_right_majority", gain.Majority, Better.Higher));
        }
        return metrics;
    }

    private static void Cards(ReportBuilder report, SegmentFigures figures, TextTable texts, RunContext run)
    {
        var (study, trial) = (figures.Study, figures.Study.Decision.Chosen);
        report.Card(new("segments", texts["card.segments"], NumberFormat.Whole.Of(study.Segments)) { Number = study.Segments, Baseline = texts["card.segments.detail", texts[$"method.{trial.Method}"], study.SegmentOf.Length] });
        report.Card(new("stability", texts["card.stability"], NumberFormat.Fixed(2).Of(trial.Stability))
        {
            Number = trial.Stability,
            Baseline = texts["card.stability.detail", study.Options.Replicates, study.Options.Stability],
            Tone = trial.Stability >= study.Options.Stability ? Tone.Good : Tone.Poor,
        });
        if (figures.Outcomes is { } outcomes)
        {
            var interval = outcomes.EtaSquaredInterval!.Value;
            report.Card(new("eta_squared", texts[study.Data.Rfm is null ? "card.eta.outcome" : "card.eta"], NumberFormat.Percent(1).Of(outcomes.EtaSquared))
            {
                Number = outcomes.EtaSquared,
                Interval = texts["card.interval", interval.Low, interval.High],
                Baseline = figures.PlainGroups is { } plain ? texts["card.eta.plain", plain.EtaSquared] : "",
                Tone = figures.PlainGroups is null || outcomes.EtaSquared >= figures.PlainGroups.EtaSquared ? Tone.Good : Tone.Mixed,
            });
        }
        else if (!double.IsNaN(figures.Silhouette.Mean))
        {
            report.Card(new("silhouette", texts["card.silhouette"], NumberFormat.Fixed(2).Of(figures.Silhouette.Mean)) { Number = figures.Silhouette.Mean, Baseline = texts["card.silhouette.detail"] });
        }
        var seconds = run.Elapsed.TotalSeconds;
        report.Card(new("time", texts["card.time"], NumberFormat.Seconds.Of(seconds)) { Number = seconds, Baseline = texts["card.time.detail", RunContext.PeakMegabytes, run.Threads] });
    }

    private static void Facts(ReportBuilder report, SegmentStudy study, RunContext run) => report
        .Fact("data", string.Join(", ", study.Data.Files))
        .Fact("data.hash", study.Data.Hash)
        .Fact("data.rows", study.Data.RowsRead + study.Data.Unreadable.Count)
        .Fact("data.dropped", (long)study.Data.Unreadable.Count)
        .Fact("data.missing", study.Data.MissingCells)
        .Fact("seed", study.Options.Seed)
        .Options("encoder", study.Data.Encoding)
        .Fact("time.seconds", Math.Round(run.Elapsed.TotalSeconds, 2))
        .Fact("memory.bytes", (long)(RunContext.PeakMegabytes * 1e6))
        .Fact("threads", (long)run.Threads)
        .Fact("version", run.Scenario.Version);
}
