using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace EquipmentHealth.Reporting;

/// <summary>What other limits would have given.</summary>
internal static class LimitSection
{
    public static void Add(ReportBuilder report, HealthFigures figures, TextTable texts)
    {
        var study = figures.Study;
        report.Section("limit", texts["limit.heading"], section =>
        {
            section.Lead(texts["limit.lead", study.Model.Rule.Limit, study.Limit.Alarms, study.Limit.Weeks, study.Options.Rate]);
            if (!study.Limit.IsSupported)
            {
                section.Warning(texts["limit.short", study.Limit.Weeks]);
            }
            if (figures.HasEvents)
            {
                var choices = figures.Choices.OrderBy(c => c.AlarmsPerWeek).ToList();
                section.Chart(new ScatterChart("limit", texts["limit.title"], [.. choices.Select(c => new ScatterPoint(c.AlarmsPerWeek, c.Hit, texts["limit.point"], texts["limit.tip", c.Limit]))])
                {
                    X = new(texts["limit.rate"]),
                    Y = new(texts["events.hit"]) { Low = 0 },
                });
            }
            section.Table(table =>
            {
                table.Key("limits").Text(texts["limit.limit"]).Number(texts["limit.rate"], NumberFormat.Fixed(2));
                if (figures.HasEvents)
                {
                    table.Number(texts["events.hit"], NumberFormat.Whole).Number(texts["events.delay"], NumberFormat.Fixed(1));
                }
                table.Rows(figures.Choices, c => [new Cell(NumberFormat.Auto.Of(c.Limit), c.Limit), c.AlarmsPerWeek, .. figures.HasEvents ? new Cell[] { (long)c.Hit, c.DelayHours } : []]);
            });
        });
    }
}
