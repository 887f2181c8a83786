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
        report.Section("use", texts["use.heading"], section => section
            .Lead(texts["use.lead"])
            .Code(string.Join('\n',
                Transform(run, study),
                run.CommandLine("explain"),
                run.CommandLine("evaluate", "--data", "newer.csv"),
                run.CommandLine("inspect", "my.csv"),
                run.CommandLine("train", "--data", "my.csv", "--target", "column"))));
        report.Section("limits", texts["limits.heading"], section => section
            .Bullets(texts["limits.linear"], texts["limits.algorithms"], texts["limits.meaning"], texts["limits.drift"], texts["limits.time"]));
    }

    /// <summary>The line that turns the rows just read into components; the bundled ones need no name.</summary>
    public static string Transform(RunContext run, ReductionStudy study) =>
        run.CommandLine(["transform", .. study.Data.Bundled ? [] : new[] { SharedOptions.Data.Typed, run.Get(SharedOptions.Data)[0] }, SharedOptions.Out.Typed, "components.csv"]);
}
