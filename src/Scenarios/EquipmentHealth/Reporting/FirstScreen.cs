using EquipmentHealth.Data;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace EquipmentHealth.Reporting;

/// <summary>The screenful that a run ends with: data, fleet, alarms against events, verdict, and what to do next.</summary>
internal static class FirstScreen
{
    private const int MostMachines = 10;

    /// <summary>What it is, before the work begins.</summary>
    public static void Opening(RunContext run)
    {
        var screen = new Screen(run);
        screen.Text(run.Texts["screen.title"]);
        if (run.Get(SharedOptions.Data).Count == 0)
        {
            screen.Text(run.Texts[run.Get(EquipmentOptions.RunToFailure) ? "screen.bundled-life" : "screen.bundled"]);
        }
        screen.Gap();
    }

    /// <summary>What was found.</summary>
    public static void Results(RunContext run, HealthFigures figures, string reportPath)
    {
        var (texts, study, screen) = (run.Texts, figures.Study, new Screen(run));
        screen.Block(texts["screen.data"], [texts[study.Log.Units.Count == 1 ? "screen.rows-one" : "screen.rows", study.Log.Rows, study.Log.Units.Count, study.Log.Sensors.Count], .. DataSection.Notes(study, texts)]);
        if (study.Log.LeftOut.Count > 0)
        {
            screen.Block("", texts["screen.left-out", TextList.Join(texts, study.Log.LeftOut.Select(l => $"{l.Name} ({texts[$"left-out.{l.Reason}"]})"))]);
        }
        screen.Gap();
        var fleet = new PlainTable(texts["fleet.machine"], texts["fleet.health"], texts["fleet.alarms"], texts["fleet.last"], texts["fleet.top"]) { AtRight = new HashSet<int> { 1, 2 } };
        foreach (var unit in figures.Fleet.Take(MostMachines))
        {
            fleet.Add("  " + unit.Name(texts), NumberFormat.Fixed(0).Of(unit.Health), NumberFormat.Whole.Of(unit.Alarms), unit.Last is { } last ? Duration.Show(last.Raised) : texts["word.none"], FleetSection.Top(unit, texts));
        }
        screen.Table(fleet);
        screen.Gap();
        if (figures.HasEvents)
        {
            var table = new PlainTable(texts["events.method"], texts["events.hit"], texts["screen.false"], texts["events.share"], "AUC-PR") { AtRight = new HashSet<int> { 1, 2, 3, 4 } };
            foreach (var (key, value) in ((string, Study.Evaluation)[])[("own", figures.Own), .. figures.Baselines])
            {
                table.Add("  " + texts[$"baseline.{key}"], texts["card.of", value.Events.EventsHit, value.Events.Events], NumberFormat.Fixed(2).Of(value.Events.FalseAlarmRate.Rate), NumberFormat.Percent(1).Of(value.Events.AlarmShareOfNormal), NumberFormat.Fixed(3).Of(value.Rows?.AveragePrecision ?? double.NaN));
            }
            screen.Table(table);
            screen.Gap();
        }
        screen.Block(texts["screen.verdict"], Verdicts.Of(figures, texts).Sentences);
        screen.Gap();
        screen.Command(texts["screen.report"], reportPath, texts["screen.report.other"]);
        screen.Command(texts["screen.next"], run.CommandLine(study.Log.Bundled ? ["monitor", "--out", "scores.csv"] : ["monitor", "--data", "today.csv", "--out", "scores.csv"]));
        screen.Command(texts["screen.own"], run.CommandLine("inspect", "my.csv"), texts["screen.own.why"]);
        screen.Command(texts["screen.again"], run.RepeatLine, texts[run.Threads == 1 ? "screen.cost-one" : "screen.cost", run.Elapsed.TotalSeconds, RunContext.PeakMegabytes, run.Threads]);
    }
}
