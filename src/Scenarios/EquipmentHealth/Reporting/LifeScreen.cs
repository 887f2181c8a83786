using EquipmentHealth.Data;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Display;

namespace EquipmentHealth.Reporting;

/// <summary>The screenful that a run on lives ends with.</summary>
internal static class LifeScreen
{
    /// <summary>What was found.</summary>
    public static void Results(RunContext run, LifeFigures figures, string reportPath)
    {
        var (texts, study, screen) = (run.Texts, figures.Study, new Screen(run));
        screen.Block(texts["screen.data"], [.. LifeReport.Notes(figures, texts)]);
        if (study.Log.LeftOut.Count > 0)
        {
            screen.Block("", texts["screen.left-out", TextList.Join(texts, study.Log.LeftOut.Select(l => $"{l.Name} ({texts[$"left-out.{l.Reason}"]})"))]);
        }
        screen.Gap();
        var table = new PlainTable(texts["life.method"], texts["life.uncapped"], texts["life.capped"], texts["life.near", figures.Cap]) { AtRight = new HashSet<int> { 1, 2, 3 } };
        foreach (var method in figures.Methods)
        {
            table.Add("  " + texts[$"life.by.{method.Key}"], NumberFormat.Fixed(1).Of(method.Uncapped), NumberFormat.Fixed(1).Of(method.Capped), NumberFormat.Fixed(1).Of(method.Near));
        }
        screen.Table(table);
        screen.Gap();
        screen.Block(texts["screen.verdict"], LifeVerdict.Of(figures, texts).Sentences);
        screen.Gap();
        screen.Command(texts["screen.report"], reportPath, texts["screen.report.other"]);
        screen.Command(texts["screen.next"], run.CommandLine(study.Log.Files.Contains(FleetLog.Name) ? ["monitor", "--out", "scores.csv"] : ["monitor", "--data", "running.csv", "--out", "scores.csv"]));
        screen.Command(texts["screen.again"], run.RepeatLine, texts[run.Threads == 1 ? "screen.cost-one" : "screen.cost", run.Elapsed.TotalSeconds, RunContext.PeakMegabytes, run.Threads]);
    }
}
