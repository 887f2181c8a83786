using Pipelines.Reporting;
using Scenarios.Hosting;

namespace EquipmentHealth.Reporting;

/// <summary>The four figures at the head of the report.</summary>
internal static class Cards
{
    /// <summary>Events hit, or the worst machine; false alarms; how well rows are told apart; time.</summary>
    public static void Add(ReportBuilder report, HealthFigures figures, TextTable texts, double seconds)
    {
        var (study, own) = (figures.Study, figures.Own);
        var events = own.Events;
        if (figures.HasEvents)
        {
            report.Card(new("events_hit", texts["card.events"], texts["card.of", events.EventsHit, events.Events])
            {
                Number = events.EventsHit,
                Interval = events.EventsHit == 0 ? "" : texts["card.delay", events.MedianDelayHours],
                Baseline = TextList.Join(texts, figures.Baselines.Where(b => b.Key != "always").Select(b => texts["card.baseline", texts[$"baseline.{b.Key}"], b.Value.Events.EventsHit])),
                Tone = 2 * events.EventsHit >= events.Events ? Tone.Good : Tone.Poor,
            });
        }
        else
        {
            report.Card(new("health", texts["card.health", figures.Fleet[0].Name(texts)], NumberFormat.Fixed(0).Of(figures.Fleet[0].Health)) { Number = figures.Fleet[0].Health });
        }
        var rate = events.FalseAlarmRate;
        report.Card(new("false_alarms_per_week", texts[figures.HasEvents ? "card.false" : "card.alarms"], NumberFormat.Fixed(2).Of(rate.Rate))
        {
            Number = rate.Rate,
            Interval = texts["card.interval", rate.Interval.Low, rate.Interval.High],
            Baseline = texts["card.asked", study.Options.Rate, study.Limit.Alarms / Math.Max(1e-9, study.Limit.Weeks)],
            Tone = Verdicts.IsAbove(figures) ? Tone.Mixed : Tone.Good,
        });
        if (own.Rows is { } rows)
        {
            report.Card(new("auc_pr", texts["card.auc"], NumberFormat.Fixed(2).Of(rows.AveragePrecision))
            {
                Number = rows.AveragePrecision,
                Baseline = texts["card.base", rows.BaseRate, figures.Baselines.First(b => b.Key == "distance").Value.Rows?.AveragePrecision ?? double.NaN],
                Tone = rows.AveragePrecision > 2 * rows.BaseRate ? Tone.Good : Tone.Mixed,
            });
        }
        if (own.Rows is not null && events.EventsHit > 0)
        {
            report.Card(new("lead_time", texts["card.before-end"], texts["card.hours", figures.Own.HoursBeforeEnd]) { Number = figures.Own.HoursBeforeEnd, Baseline = texts["card.lead", events.MedianLeadHours] });
        }
        else
        {
            report.Card(new("time", texts["card.time"], NumberFormat.Seconds.Of(seconds)) { Number = seconds, Baseline = texts["card.rows", study.Log.Rows] });
        }
    }
}
