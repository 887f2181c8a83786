using Pipelines.Data;

namespace Pipelines.Evaluation;

/// <summary>
/// Alarms against true events, as the people who get the alarms count: events hit k of n, how soon, and how many false alarms a week beside it.
/// </summary>
/// <remarks>
/// An event is hit where an alarm is on inside it or in the time allowed before it. An alarm that is on in no such window is false; one that covers all time is never false, so
/// <see cref="AlarmShareOfNormal"/> stands beside: 1 for it. Rates count normal time only, which is the time watched outside all windows. Counting every row of an event as found once one row
/// is (point-adjust) makes random alarms look good; <see cref="PointAdjusted"/> shows by how much.
/// </remarks>
public sealed record EventMetrics : IMetrics
{
    /// <summary>What became of each event, in order of time.</summary>
    public required IReadOnlyList<EventOutcome> Outcomes { get; init; }

    /// <summary>How many true events were watched.</summary>
    public int Events => Outcomes.Count;

    /// <summary>How many of them an alarm told of.</summary>
    public required int EventsHit { get; init; }

    /// <summary>How many alarms there were in the time watched.</summary>
    public required int Alarms { get; init; }

    /// <summary>How many of them told of no event.</summary>
    public required int FalseAlarms { get; init; }

    /// <summary>False alarms a week of normal time, with its interval.</summary>
    public required PoissonRate FalseAlarmRate { get; init; }

    /// <summary>Share of the normal time in which an alarm was on, 0 to 1; NaN where there was no normal time.</summary>
    public required double AlarmShareOfNormal { get; init; }

    /// <summary>Share of the events hit; NaN without events.</summary>
    public double Recall => Events == 0 ? double.NaN : (double)EventsHit / Events;

    /// <summary>Share of the alarms that told of an event; NaN without alarms.</summary>
    public double Precision => Alarms == 0 ? double.NaN : (double)(Alarms - FalseAlarms) / Alarms;

    /// <summary>Harmonic mean of <see cref="Recall"/> and <see cref="Precision"/>; 0 where no event is hit, NaN without events.</summary>
    public double F1 => Events == 0 ? double.NaN : EventsHit == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Median delay of the events hit, in hours (ticks / <see cref="TimeSpan.TicksPerHour"/>); 0 for those announced before, NaN where none is hit.</summary>
    public double MedianDelayHours => Median(static o => o.Delay);

    /// <summary>Median lead time of the events hit, in hours; 0 for those told of only after they began, NaN where none is hit.</summary>
    public double MedianLeadHours => Median(static o => o.Lead);

    /// <inheritdoc/>
    public IEnumerable<Metric> All =>
    [
        new("events", Events, Better.Neither),
        new("events_hit", EventsHit, Better.Higher),
        new("event_recall", Recall, Better.Higher),
        new("event_precision", Precision, Better.Higher),
        new("event_f1", F1, Better.Higher),
        new("detection_delay", MedianDelayHours, Better.Lower),
        new("lead_time", MedianLeadHours, Better.Higher),
        new("false_alarms_per_week", FalseAlarmRate.Rate, Better.Lower, FalseAlarmRate.Interval),
        new("alarm_share_of_normal", AlarmShareOfNormal, Better.Lower),
    ];

    /// <summary>Compares alarms with events. O((a + e + w) log(a + e + w)) for a alarms, e events and w stretches watched.</summary>
    /// <param name="alarms">When an alarm was on; those that overlap or touch count as one.</param>
    /// <param name="events">When something was wrong; each by itself, in any order.</param>
    /// <param name="watched">The time that was scored; alarms and events wholly outside are left out.</param>
    /// <param name="lead">How long before its start an event may be announced, in ticks, 0 or more: days for a failure, 0 for what shows only once it is there.</param>
    /// <param name="level">Confidence level of the rate's interval.</param>
    /// <exception cref="DataException">A stretch of time ends before it starts.</exception>
    public static EventMetrics Of(IReadOnlyList<TimeRange> alarms, IReadOnlyList<TimeRange> events, IReadOnlyList<TimeRange> watched, long lead = 0, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lead);
        var seen = TimeRange.Union(watched);
        TimeRange[] on = [.. TimeRange.Union(alarms).Where(a => FirstIn(seen, a) >= 0)];
        TimeRange[] due = [.. events.Where(e => FirstIn(seen, new(e.Start - lead, e.End)) >= 0).OrderBy(e => e.Start)];
        TimeRange[] windows = [.. due.Select(e => new TimeRange(e.Start - lead, e.End))];
        var outcomes = new EventOutcome[due.Length];
        for (var i = 0; i < due.Length; i++)
        {
            var at = FirstIn(on, windows[i]);
            outcomes[i] = new(due[i], at < 0 ? null : Math.Max(on[at].Start, windows[i].Start));
        }
        var expected = TimeRange.Union(windows);
        long total = 0;
        foreach (var range in seen)
        {
            total += range.Length;
        }
        var normal = total - TimeRange.Shared(seen, expected);
        var falseAlarms = on.Count(a => FirstIn(expected, a) < 0);
        // Alarm time inside the watched time, less the part of it inside the windows.
        var onWatched = Within(on, seen);
        return new()
        {
            Outcomes = outcomes,
            EventsHit = outcomes.Count(o => o.IsHit),
            Alarms = on.Length,
            FalseAlarms = falseAlarms,
            FalseAlarmRate = PoissonRate.Of(falseAlarms, normal / (7.0 * TimeSpan.TicksPerDay), level),
            AlarmShareOfNormal = normal > 0 ? (double)(TimeRange.Shared(onWatched, seen) - TimeRange.Shared(onWatched, expected)) / normal : double.NaN,
        };
    }

    /// <summary>The first of stretches in order and apart that shares an instant with a range, by halving; -1 where none does.</summary>
    private static int FirstIn(IReadOnlyList<TimeRange> ordered, TimeRange range)
    {
        var (low, high) = (0, ordered.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = ordered[middle].End < range.Start ? (middle + 1, high) : (low, middle);
        }
        return low < ordered.Count && ordered[low].Overlaps(range) ? low : -1;
    }

    private static List<TimeRange> Within(IReadOnlyList<TimeRange> ranges, IReadOnlyList<TimeRange> limits)
    {
        var parts = new List<TimeRange>();
        foreach (var range in ranges)
        {
            for (var i = FirstIn(limits, range); i >= 0 && i < limits.Count && range.Overlaps(limits[i]); i++)
            {
                parts.Add(new(Math.Max(range.Start, limits[i].Start), Math.Min(range.End, limits[i].End)));
            }
        }
        return parts;
    }

    private double Median(Func<EventOutcome, long?> of)
    {
        double[] hours = [.. Outcomes.Select(of).OfType<long>().Select(t => t / (double)TimeSpan.TicksPerHour).Order()];
        return hours.Length == 0 ? double.NaN : Quantile.OfSorted(hours, 0.5);
    }
}
