using Pipelines.Reporting;
using QualityInspection.Study;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace QualityInspection.Reporting;

/// <summary>The report of a study, from its verdict to its limits.</summary>
internal static class QualityReport
{
    /// <summary>Builds it.</summary>
    public static Report Build(QualityStudy study, RunContext run)
    {
        var (texts, data) = (run.Texts, study.Data);
        var (tone, sentences) = Verdicts.Of(study, texts);
        var report = new ReportBuilder(texts, texts["report.title", data.Parts])
            .Subtitle(texts["report.subtitle", data.Parts, data.Measurements.Count, string.Join(", ", data.Files)])
            .Verdict(tone, sentences);
        Cards.Add(report, study, texts, run);
        DataSection.Add(report, study, texts);
        CapabilitySection.Add(report, study, texts);
        ChartsSection.Add(report, study, texts);
        ParetoSection.Add(report, study, texts);
        if (study.Trials is not null)
        {
            InspectionSection.Add(report, study, texts);
            RoutesSection.Add(report, study, texts);
        }
        FlaggedSection.Add(report, study, texts);
        Use(report, study, texts, run);
        report.Metrics(new MetricSet("model", texts[$"route.{study.RouteKey}"], OwnMetrics.Of(study)));
        report.Fact("data", string.Join(", ", data.Files)).Fact("data.hash", data.Hash).Fact("data.rows", data.Parts + data.Unreadable.Count).Fact("data.dropped", (long)data.Unreadable.Count)
            .Fact("data.missing", data.MissingCells).Fact("split", study.Trials is null ? "none" : $"{study.Options.Folds}-fold").Fact("seed", study.Options.Seed)
            .Options("monitor", study.Options.Monitor).Options("encoder", Data.QualityData.Encoding)
            .Fact("time.seconds", Math.Round(run.Elapsed.TotalSeconds, 2)).Fact("memory.bytes", (long)(RunContext.PeakMegabytes * 1e6)).Fact("threads", (long)run.Threads).Fact("version", run.Scenario.Version);
        foreach (var term in (string[])["capability", "control-chart", "run-rule", "t2", "contribution", "pareto", "leak", "bootstrap"])
        {
            report.Term(texts[$"term.{term}"], texts[$"term.{term}.meaning"]);
        }
        return report.RepeatLine(run.RepeatLine).Build();
    }

    private static void Use(ReportBuilder report, QualityStudy study, TextTable texts, RunContext run)
    {
        report.Section("use", texts["use.heading"], section => section.Lead(texts["use.lead"]).Code(string.Join('\n',
            run.CommandLine("predict", SharedOptions.Data.Typed, "new.csv", SharedOptions.Out.Typed, "judged.csv"),
            run.CommandLine("explain", QualityOptions.Id.Typed, study.Data.NameOf(study.Order[0])),
            run.CommandLine("evaluate", SharedOptions.Data.Typed, "newer.csv"),
            run.CommandLine("retrain", SharedOptions.Data.Typed, "new.csv"),
            run.CommandLine("train", SharedOptions.Data.Typed, "my.csv", QualityOptions.Spec.Typed, "spec.csv", QualityOptions.BatchColumn.Typed, "lot"))));
        report.Section("limits", texts["limits.heading"], section => section
            .Bullets(texts["limits.measured"], texts["limits.normal"], texts["limits.reference"], texts["limits.costs"], texts["limits.causes"], texts[study.Data.Bundled ? "limits.simulated" : "limits.order"]));
    }
}
