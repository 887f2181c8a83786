using EquipmentHealth.Study;
using Pipelines.Reporting;
using Scenarios.Hosting;

namespace EquipmentHealth.Reporting;

/// <summary>How it was done, what to do with it, and what it cannot do.</summary>
internal static class UseSection
{
    public static void Add(ReportBuilder report, HealthStudy study, TextTable texts, RunContext run)
    {
        report.Section("method", texts["method.heading"], section =>
        {
            section.Lead(texts[study.Options.Monitor.Randomized ? "method.randomized" : "method.exact"]);
            section.Bullets(texts["method.regime"], texts["method.heldout"], texts["method.alarm", study.Options.Alarm.Needed, study.Options.Alarm.Window, study.Options.Alarm.ClearRows], texts["method.health"]);
            if (!double.IsNaN(study.ExactDifference))
            {
                section.Paragraph(texts["method.difference", study.ExactDifference]);
            }
        });
        report.Section("use", texts["use.heading"], section => section.Lead(texts["use.lead"]).Code(string.Join('\n',
            run.CommandLine("monitor", "--data", "today.csv", "--out", "scores.csv"),
            "tail -f plant.csv | " + run.CommandLine("monitor", "--stdin", "--state", "plant-state.json"),
            run.CommandLine("explain", "--at", "2025-03-19T12:00", "--machine", study.Log.Units[0].Name.Length > 0 ? study.Log.Units[0].Name : "NAME"),
            run.CommandLine("evaluate", "--data", "newer.csv", "--failures", "failures.csv"),
            run.CommandLine("retrain", "--data", "newer.csv"))));
        report.Section("limits", texts["limits.heading"], section => section.Bullets(texts["limits.normal"], texts["limits.cause"], texts["limits.truth"], texts["limits.missing"]));
    }
}
