using EquipmentHealth.Data;
using EquipmentHealth.Study;
using Pipelines.Reporting;

namespace EquipmentHealth.Reporting;

/// <summary>Each thing that was really wrong, and what became of it.</summary>
internal static class EventsSection
{
    public static void Add(ReportBuilder report, Evaluation evaluation, TextTable texts, IReadOnlyList<(string Key, Evaluation Value)>? baselines = null)
    {
        if (evaluation.Events.Events == 0)
        {
            return;
        }
        report.Section("events", texts["events.heading"], section =>
        {
            section.Lead(texts["events.lead", evaluation.Events.EventsHit, evaluation.Events.Events]);
            section.Table(table => table.Key("events").Text(texts["fleet.machine"]).Text(texts["events.what"]).Text(texts["events.start"]).Number(texts["events.hours"], NumberFormat.Fixed(0)).Number(texts["events.delay"], NumberFormat.Fixed(1)).Number(texts["events.before-end"], NumberFormat.Fixed(0))
                .Rows(evaluation.Outcomes, o => [o.Unit.Length > 0 ? o.Unit : texts["word.machine"], What(o.Fault.Note, texts), Duration.Show(o.Fault.Time.Start), Hours(o.Fault.Time.Length),
                    o.FirstAlarm is { } at ? new Cell(null, Hours(at - o.Fault.Time.Start)) : texts["events.missed"], o.FirstAlarm is { } then ? Hours(o.Fault.Time.End - then) : double.NaN]));
            if (baselines is not null)
            {
                section.Table(table => table.Key("baselines").Caption(texts["events.baselines"]).Text(texts["events.method"]).Number(texts["events.hit"], NumberFormat.Whole).Number(texts["screen.false"], NumberFormat.Fixed(2)).Number(texts["events.share"], NumberFormat.Percent(1)).Number("AUC-PR", NumberFormat.Fixed(3))
                    .Rows<(string Key, Evaluation Value)>([("own", evaluation), .. baselines], b => [texts[$"baseline.{b.Key}"], (long)b.Value.Events.EventsHit, b.Value.Events.FalseAlarmRate.Rate, b.Value.Events.AlarmShareOfNormal, b.Value.Rows?.AveragePrecision ?? double.NaN]));
                section.Note(texts["events.baselines.note"]);
            }
        });
    }

    /// <summary>What was wrong, in the user's language where it is one of the bundled faults.</summary>
    public static string What(string note, TextTable texts) => note switch
    {
        "" => texts["events.unnamed"],
        "drift" => texts["fault.drift"],
        "step" => texts["fault.step"],
        "stuck sensor" => texts["fault.stuck-sensor"],
        "correlation break" => texts["fault.correlation-break"],
        "oscillation" => texts["fault.oscillation"],
        "degradation to failure" => texts["fault.degradation-to-failure"],
        _ => note,
    };

    private static double Hours(long ticks) => ticks / (double)TimeSpan.TicksPerHour;
}
