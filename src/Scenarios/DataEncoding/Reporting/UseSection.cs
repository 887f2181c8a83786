using Pipelines.Reporting;
using Scenarios.Hosting;

namespace DataEncoding.Reporting;

/// <summary>What to do with it, on which data of one's own, and what it cannot do.</summary>
internal static class UseSection
{
    public static void Add(ReportBuilder report, TextTable texts, RunContext run)
    {
        report.Section("use", texts["use.heading"], section => section
            .Lead(texts["use.lead"])
            .Code(string.Join('\n',
                run.CommandLine("inspect", "my.csv"),
                run.CommandLine("train", "--data", "my.csv", "--code", "8"),
                run.CommandLine("transform", "--data", "my.csv", "--out", "codes.csv"),
                run.CommandLine("reconstruct", "--data", "my.csv", "--out", "errors.csv"),
                run.CommandLine("evaluate", "--data", "newer.csv"),
                run.CommandLine("pack", "my.csv", "--lossy", "--max-error", "0.01"),
                run.CommandLine("keygen", "my.key"),
                run.CommandLine("pack", "my.csv", "--key-file", "my.key"))));
        report.Section("limits", texts["limits.heading"], section => section
            .Bullets(texts["limits.one"], texts["limits.kind"], texts["limits.size"], texts["limits.attack"], texts["limits.time"]));
    }
}
