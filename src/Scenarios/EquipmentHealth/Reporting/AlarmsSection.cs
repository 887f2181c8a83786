using EquipmentHealth.Data;
using EquipmentHealth.Study;
using Pipelines.Anomaly.Equipment;
using Pipelines.Anomaly.Events;
using Pipelines.Reporting;
using Scenarios.Hosting;

namespace EquipmentHealth.Reporting;

/// <summary>The alarms after the training, and why: what was measured and what was expected, for the three largest and the worst false one.</summary>
internal static class AlarmsSection
{
    private const int Explained = 3;
    private const int MostSensors = 4;

    public static void Add(ReportBuilder report, EquipmentMonitorModel model, SensorLog log, IReadOnlyList<UnitResult> units, TextTable texts, long from)
    {
        (UnitResult Unit, AlarmEvent Alarm, Fault? Fault)[] alarms =
        [
            .. units.SelectMany(u => u.Alarms.Where(a => a.Raised >= from).Select(a => (u, a, log.Faults.FirstOrDefault(f => f.IsOf(u.Unit.Name) && f.Time.Overlaps(a.Range))))).OrderByDescending(a => a.a.Peak),
        ];
        report.Section("alarms", texts["alarms.heading"], section =>
        {
            if (alarms.Length == 0)
            {
                section.Lead(texts["alarms.none"]);
                return;
            }
            section.Lead(texts["alarms.lead", alarms.Length]);
            section.Table(table =>
            {
                table.Key("alarms").Text(texts["fleet.machine"]).Text(texts["alarms.raised"]).Number(texts["events.hours"], NumberFormat.Fixed(1)).Number(texts["alarms.peak"], NumberFormat.Fixed(1)).Text(texts["fleet.top"]);
                if (log.HasTruth)
                {
                    table.Text(texts["alarms.truth"]);
                }
                table.Limit(20).Rows(alarms, a =>
                [
                    NameOf(a.Unit, texts), Duration.Show(a.Alarm.Raised), a.Alarm.Range.Length / (double)TimeSpan.TicksPerHour, a.Alarm.Peak / model.Rule.Limit, Top(model, log, a.Unit, a.Alarm, texts),
                    .. log.HasTruth ? new Cell[] { a.Fault is null ? texts["alarms.false"] : EventsSection.What(a.Fault.Note, texts) } : [],
                ]);
            });
        });
        if (alarms.Length == 0)
        {
            return;
        }
        report.Section("why", texts["why.heading"], section =>
        {
            section.Lead(texts["why.lead"]);
            foreach (var alarm in alarms.Take(Explained))
            {
                section.Table(Table(model, log, alarm, texts, "why.caption"));
            }
            if (log.HasTruth && Array.FindIndex(alarms, a => a.Fault is null) is >= Explained and var worst)
            {
                section.Table(Table(model, log, alarms[worst], texts, "why.false"));
            }
        });
    }

    private static string NameOf(UnitResult unit, TextTable texts) => unit.Unit.Name.Length > 0 ? unit.Unit.Name : texts["word.machine"];

    private static string Top(EquipmentMonitorModel model, SensorLog log, UnitResult unit, AlarmEvent alarm, TextTable texts) =>
        TextList.Join(texts, ExplainedRow.Of(model, log, unit, unit.RowAt(alarm.PeakTime)).Take(2).Where(s => s.Share >= 0.05).Select(s => texts["word.share", s.Sensor, s.Share]));

    private static ReportTable Table(EquipmentMonitorModel model, SensorLog log, (UnitResult Unit, AlarmEvent Alarm, Fault? Fault) alarm, TextTable texts, string caption)
    {
        var row = alarm.Unit.RowAt(alarm.Alarm.PeakTime);
        return new TableBuilder().Key($"why-{alarm.Unit.Unit.Name}-{row}")
            .Caption(texts[caption, NameOf(alarm.Unit, texts), Duration.Show(alarm.Alarm.PeakTime), alarm.Alarm.Peak / model.Rule.Limit])
            .Text(texts["why.sensor"]).Number(texts["why.measured"]).Number(texts["why.expected"]).Number(texts["why.away"], NumberFormat.Fixed(1)).Bar(texts["why.share"], NumberFormat.Percent(0))
            .Rows(ExplainedRow.Of(model, log, alarm.Unit, row).Take(MostSensors), s => [s.Sensor, s.Measured, s.Expected, s.Away, s.Share]).Build();
    }
}
