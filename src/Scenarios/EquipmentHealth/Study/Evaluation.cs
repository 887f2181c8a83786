using EquipmentHealth.Data;
using Pipelines.Anomaly.Events;
using Pipelines.Data;
using Pipelines.Evaluation;

namespace EquipmentHealth.Study;

/// <summary>Scores against what was really wrong, machine after machine on one axis of time.</summary>
internal sealed record Evaluation
{
    private const int MostChoices = 14;
    private static readonly long BetweenMachines = 3650 * TimeSpan.TicksPerDay;

    /// <summary>Alarms against events.</summary>
    public required EventMetrics Events { get; init; }

    /// <summary>Each event, in order of machine and time.</summary>
    public required IReadOnlyList<FaultOutcome> Outcomes { get; init; }

    /// <summary>How well scores put rows of faults first; null where no row is of a fault.</summary>
    public required AnomalyMetrics? Rows { get; init; }

    /// <summary>Median hours from the first alarm to the end of the events hit; NaN where none is hit.</summary>
    public required double HoursBeforeEnd { get; init; }

    /// <summary>Compares the alarms of one rule with what was wrong.</summary>
    /// <param name="log">The log and its truth.</param>
    /// <param name="units">What was said of each machine.</param>
    /// <param name="scores">Scores of each machine's rows; NaN where there is none.</param>
    /// <param name="rule">When scores become an alarm.</param>
    /// <param name="watchedFrom">What was before is not counted.</param>
    /// <param name="lead">How long before a failure an alarm announces it, in ticks.</param>
    public static Evaluation Of(SensorLog log, IReadOnlyList<UnitResult> units, IReadOnlyList<double[]> scores, AlarmRule rule, long watchedFrom, long lead)
    {
        var (alarms, events, watched, faults) = (new List<TimeRange>(), new List<TimeRange>(), new List<TimeRange>(), new List<(string Unit, Fault Fault)>());
        var (values, labels) = (new List<double>(), new List<bool>());
        for (var u = 0; u < units.Count; u++)
        {
            var unit = units[u].Unit;
            var offset = u * BetweenMachines;
            Fault[] own = [.. log.Faults.Where(f => f.IsOf(unit.Name))];
            alarms.AddRange(rule.Apply(unit.Times, scores[u]).Select(a => new TimeRange(a.Raised + offset, a.End + offset)));
            var from = units[u].RowAt(watchedFrom);
            if (from >= unit.Rows)
            {
                continue;
            }
            watched.Add(new(unit.Times[from] + offset, unit.Times[^1] + offset));
            foreach (var fault in own.Where(f => f.Time.End >= unit.Times[from] && f.Time.Start <= unit.Times[^1]))
            {
                events.Add(new(fault.Time.Start + offset, fault.Time.End + offset));
                faults.Add((unit.Name, fault));
            }
            for (var r = from; r < unit.Rows; r++)
            {
                if (!double.IsNaN(scores[u][r]))
                {
                    values.Add(scores[u][r]);
                    labels.Add(Array.Exists(own, f => f.Time.Contains(unit.Times[r])));
                }
            }
        }
        var metrics = EventMetrics.Of(alarms, events, watched, lead);
        var outcomes = metrics.Outcomes.Select(o =>
        {
            var place = events.IndexOf(o.Event);
            var machine = units.ToList().FindIndex(u => u.Unit.Name == faults[place].Unit);
            return new FaultOutcome(faults[place].Unit, faults[place].Fault, o.FirstAlarm - (machine * BetweenMachines));
        }).ToList();
        double[] left = [.. outcomes.Where(o => o.FirstAlarm is not null).Select(o => Math.Max(0, o.Fault.Time.End - o.FirstAlarm!.Value) / (double)TimeSpan.TicksPerHour).Order()];
        return new()
        {
            Events = metrics,
            Outcomes = outcomes,
            Rows = labels.Contains(true) ? AnomalyMetrics.Of(values.ToArray(), labels.ToArray()) : null,
            HoursBeforeEnd = left.Length == 0 ? double.NaN : (left[(left.Length - 1) / 2] + left[left.Length / 2]) / 2,
        };
    }

    /// <summary>Scores of any origin under a rule of their own.</summary>
    public static Evaluation Of(HealthStudy study, IReadOnlyList<double[]> scores, AlarmRule rule) => Of(study.Log, study.Units, scores, rule, study.WatchedFrom, study.Options.Lead);

    /// <summary>The model's own evaluation.</summary>
    public static Evaluation Of(HealthStudy study) => Of(study, [.. study.Units.Select(u => u.Scores)], study.Model.Rule);

    /// <summary>Limits from low to high with what each would have given.</summary>
    public static IReadOnlyList<LimitChoice> Choices(HealthStudy study)
    {
        var choices = new List<LimitChoice>();
        double[][] scores = [.. study.Units.Select(u => u.Scores)];
        var (low, high) = (Math.Max(study.Limit.Typical * 1.2, study.Limit.Limit / 4), study.Limit.Limit * 4);
        for (var i = 0; i < MostChoices; i++)
        {
            var limit = low * Math.Pow(high / low, i / (MostChoices - 1.0));
            var rule = AlarmRule.Of(limit, study.Limit.Typical, study.Options.Alarm);
            var normal = study.HeldOut.Sum(s => rule.Apply(s.Times.Span, s.Scores.Span).Count) / Math.Max(study.Limit.Weeks, 1e-9);
            var metrics = Of(study, scores, rule).Events;
            choices.Add(new(limit, normal, metrics.EventsHit, metrics.MedianDelayHours));
        }
        return choices;
    }
}
