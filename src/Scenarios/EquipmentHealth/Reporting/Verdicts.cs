using EquipmentHealth.Data;
using Pipelines.Reporting;

namespace EquipmentHealth.Reporting;

/// <summary>The study in at most five plain sentences: which machine first, what alarms are worth, what was found, what it cannot tell.</summary>
internal static class Verdicts
{
    private const double Contaminated = 0.05;
    private const double Healthy = 50;

    /// <summary>The sentences and how to read them.</summary>
    public static (Tone Tone, string[] Sentences) Of(HealthFigures figures, TextTable texts)
    {
        var (study, events) = (figures.Study, figures.Own.Events);
        var sentences = new List<string> { Worst(figures, texts) };
        var rate = texts["verdict.rate", events.FalseAlarmRate.Rate, events.FalseAlarmRate.Interval.Low, events.FalseAlarmRate.Interval.High, study.Options.Rate];
        var tone = Tone.Neutral;
        if (figures.HasEvents)
        {
            var distance = figures.Baselines.First(b => b.Key == "distance").Value.Events;
            sentences.Add(events.EventsHit == 0 ? texts["verdict.missed", events.Events, distance.EventsHit] : texts["verdict.hit", events.EventsHit, events.Events, events.MedianDelayHours, distance.EventsHit]);
            sentences.Add(IsAbove(figures) ? $"{rate} {texts["verdict.above"]}" : rate);
            var useful = events.EventsHit > distance.EventsHit || (events.EventsHit == distance.EventsHit && events.FalseAlarms < distance.FalseAlarms);
            tone = 2 * events.EventsHit < events.Events || !useful ? Tone.Poor : IsAbove(figures) ? Tone.Mixed : Tone.Good;
        }
        else
        {
            sentences.Add(texts["verdict.cannot-tell", events.Alarms]);
            sentences.Add(texts["verdict.set", study.Options.Rate]);
        }
        if (!study.Limit.IsSupported)
        {
            sentences.Add(texts["verdict.short", study.Limit.Weeks, study.Options.Rate]);
            tone = tone == Tone.Good ? Tone.Mixed : tone;
        }
        if (study.TrimmedShare > Contaminated)
        {
            sentences.Add(texts["verdict.contaminated", study.TrimmedShare]);
            tone = tone == Tone.Good ? Tone.Mixed : tone;
        }
        else if (study.Trimmed.Count > 0 && sentences.Count < 5)
        {
            sentences.Add(texts["verdict.trimmed", study.Trimmed.Count, study.TrimmedShare]);
        }
        return (tone, [.. sentences.Take(5)]);
    }

    /// <summary>True where false alarms came clearly more often than was asked for: chance does not explain it.</summary>
    public static bool IsAbove(HealthFigures figures) => figures.HasEvents && figures.Own.Events.FalseAlarmRate.Interval.Low > figures.Study.Options.Rate;

    private static string Worst(HealthFigures figures, TextTable texts)
    {
        var worst = figures.Fleet[0];
        if (double.IsNaN(worst.Health))
        {
            return texts["verdict.silent"];
        }
        if (worst.Health >= Healthy)
        {
            return figures.Fleet.Count == 1 ? texts["verdict.healthy-one", worst.Health] : texts["verdict.healthy", figures.Fleet.Count, worst.Name(texts), worst.Health];
        }
        var top = worst.Top.Count > 0 ? texts["verdict.look", worst.Top[0].Sensor, worst.Top[0].Share] : "";
        return texts["verdict.worst", worst.Name(texts), worst.Health, Duration.Show(worst.Last?.Raised ?? worst.Result.Unit.Times[^1]), top];
    }
}
