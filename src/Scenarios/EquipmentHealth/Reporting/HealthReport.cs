using Pipelines.Reporting;
using Scenarios.Hosting;

namespace EquipmentHealth.Reporting;

/// <summary>The report of a study, from its verdict to its limits.</summary>
internal static class HealthReport
{
    /// <summary>Builds it.</summary>
    public static Report Build(HealthFigures figures, RunContext run)
    {
        var (texts, study) = (run.Texts, figures.Study);
        var (tone, sentences) = Verdicts.Of(figures, texts);
        var report = new ReportBuilder(texts, texts["report.title", study.Log.Units.Count])
            .Subtitle(texts["report.subtitle", study.Log.Rows, study.Log.Sensors.Count, string.Join(", ", study.Log.Files)])
            .Verdict(tone, sentences);
        Cards.Add(report, figures, texts, run.Elapsed.TotalSeconds);
        FleetSection.Add(report, figures, texts);
        EventsSection.Add(report, figures.Own, texts, figures.Baselines);
        MachineSection.Add(report, figures, texts);
        AlarmsSection.Add(report, study.Model, study.Log, study.Units, texts, study.WatchedFrom);
        LimitSection.Add(report, figures, texts);
        DataSection.Add(report, figures, texts);
        UseSection.Add(report, study, texts, run);
        report.Metrics(new MetricSet("model", texts["model.own"], figures.Metrics))
            .Fact("data", string.Join(", ", study.Log.Files))
            .Fact("data.hash", study.Log.Hash)
            .Fact("data.rows", study.Log.Rows)
            .Fact("seed", run.Seed)
            .Options("monitor", study.Options.Monitor with { Seed = run.Seed })
            .Options("alarm", study.Options.Alarm)
            .Fact("time.seconds", Math.Round(run.Elapsed.TotalSeconds, 2))
            .Fact("memory.bytes", (long)(RunContext.PeakMegabytes * 1e6))
            .Fact("threads", (long)run.Threads)
            .Fact("version", run.Scenario.Version);
        foreach (var term in (string[])["health", "t2", "spe", "mahalanobis", "regime", "settling"])
        {
            report.Term(texts[$"term.{term}"], texts[$"term.{term}.meaning"]);
        }
        return report.RepeatLine(run.RepeatLine).Build();
    }
}
