using EquipmentHealth.Data;
using Pipelines.Reporting;
using Scenarios.Hosting;

namespace EquipmentHealth.Reporting;

/// <summary>The machines, the worst first.</summary>
internal static class FleetSection
{
    public static void Add(ReportBuilder report, HealthFigures figures, TextTable texts) => report.Section("fleet", texts["fleet.heading"], section => section
        .Lead(texts["fleet.lead"])
        .Table(table => table.Key("fleet").Text(texts["fleet.machine"]).Bar(texts["fleet.health"], NumberFormat.Fixed(0)).Text(texts["fleet.course"]).Text(texts["fleet.top"]).Number(texts["fleet.alarms"], NumberFormat.Whole)
            .Text(texts["fleet.last"]).Text(texts["fleet.trend"]).Number(texts["fleet.missing"], NumberFormat.Percent(0))
            .Rows(figures.Fleet, u => [u.Name(texts), u.Health, u.Spark, Top(u, texts), (long)u.Alarms, u.Last is { } last ? Duration.Show(last.Raised) : texts["word.none"], Trend(u, texts), u.Off + u.Missing])));

    /// <summary>The sensors that had most to do with the last alarm.</summary>
    public static string Top(UnitSummary unit, TextTable texts) => TextList.Join(texts, unit.Top.Take(2).Where(t => t.Share >= 0.05).Select(t => texts["word.share", t.Sensor, t.Share]));

    private static string Trend(UnitSummary unit, TextTable texts) => double.IsNaN(unit.Trend.Low) ? texts["word.unknown"]
        : unit.Trend.IsFalling && unit.Trend.Slope < -0.5 ? texts["trend.falling", -unit.Trend.Slope] : unit.Trend.IsRising && unit.Trend.Slope > 0.5 ? texts["trend.rising", unit.Trend.Slope] : texts["trend.steady"];
}
