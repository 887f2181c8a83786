using DimensionalityReduction.Study;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace DimensionalityReduction.Reporting;

/// <summary>What to do with it, on which data of one's own, and what it cannot do.</summary>
internal static class UseSection
{
    public static void Add(ReportBuilder report, ReductionStudy study, TextTable texts, RunContext run)
    {
        var file = study.Data.Bundled ? "digits.csv" : run.Get(SharedOptions.Data)[0];
        report.Section("use", texts["use.heading"], section => section
            .Lead(texts["use.lead"])
            .Code(string.Join('\n',
                run.CommandLine("transform", "--data", file, "--out", "components.csv"),
                run.CommandLine("explain"),
                run.CommandLine("evaluate", "--data", "newer.csv"),
                run.CommandLine("inspect", "my.csv"),
                run.CommandLine("train", "--data", "my.csv", "--target", "column"))));
        report.Section("limits", texts["limits.heading"], section => section
            .Bullets(texts["limits.linear"], texts["limits.algorithms"], texts["limits.meaning"], texts["limits.drift"], texts["limits.time"]));
    }
}
