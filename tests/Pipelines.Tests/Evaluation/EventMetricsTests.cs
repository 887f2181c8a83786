using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class EventMetricsTests
{
    private const long Hour = TimeSpan.TicksPerHour;
    private static readonly TimeRange[] TenWeeks = [new(0, 10 * 7 * 24 * Hour)];

    [Fact]
    public void Counts_events_alarms_delays_and_leads()
    {
        TimeRange[] events = [H(100, 120), H(300, 310), H(500, 501)];
        TimeRange[] alarms = [H(103, 104), H(110, 130), H(200, 202), H(290, 305), H(700, 701), H(701, 703)];
        var m = EventMetrics.Of(alarms, events, TenWeeks, lead: 20 * Hour);
        Assert.Equal((3, 2, 5, 2), (m.Events, m.EventsHit, m.Alarms, m.FalseAlarms));
        Assert.Equal([3 * Hour, 0, null], m.Outcomes.Select(o => o.Delay));
        Assert.Equal([0, 10 * Hour, null], m.Outcomes.Select(o => o.Lead));
        Assert.Equal((1.5, 5.0), (m.MedianDelayHours, m.MedianLeadHours));
        Assert.Equal((2 / 3.0, 0.6), (m.Recall, m.Precision));
        Assert.Equal(2 * 0.6 * (2 / 3.0) / (0.6 + (2 / 3.0)), m.F1, 1e-12);
        // 1680 hours less the windows of 40, 30 and 21; alarms outside them last 10 + 2 + 3.
        Assert.Equal(2 / ((1680 - 91) / 168.0), m.FalseAlarmRate.Rate, 1e-9);
        Assert.Equal(15 / 1589.0, m.AlarmShareOfNormal, 1e-9);
        Assert.Equal(m.FalseAlarmRate.Interval, m.All.Single(k => k.Key == "false_alarms_per_week").Interval);
    }

    [Fact]
    public void Many_stretches_are_counted_as_looking_at_every_pair_would()
    {
        for (var trial = 0; trial < 200; trial++)
        {
            var rng = Rng.At(3, item: trial);
            TimeRange[] Some(int count, int longest)
            {
                var ranges = new TimeRange[count];
                for (var i = 0; i < count; i++)
                {
                    var start = rng.NextBelow(1000);
                    ranges[i] = new(start, start + rng.NextBelow(longest + 1));
                }
                return ranges;
            }
            var (alarms, events, watched) = (Some(1 + rng.NextBelow(30), 20), Some(1 + rng.NextBelow(30), 40), Some(1 + rng.NextBelow(6), 300));
            var lead = rng.NextBelow(30);
            var m = EventMetrics.Of(alarms, events, watched, lead);
            var (seen, on) = (TimeRange.Union(watched), TimeRange.Union(alarms));
            TimeRange[] counted = [.. on.Where(a => seen.Any(a.Overlaps))], windows = [.. events.Select(e => new TimeRange(e.Start - lead, e.End)).Where(w => seen.Any(w.Overlaps))];
            Assert.Equal((windows.Length, windows.Count(w => counted.Any(w.Overlaps))), (m.Events, m.EventsHit));
            Assert.Equal((counted.Length, counted.Count(a => !windows.Any(a.Overlaps))), (m.Alarms, m.FalseAlarms));
            var normal = Enumerable.Range(0, 2000).Count(t => seen.Any(s => s.Start <= t && t + 1 <= s.End) && !windows.Any(w => w.Start <= t && t + 1 <= w.End));
            var alarmed = Enumerable.Range(0, 2000).Count(t => seen.Any(s => s.Start <= t && t + 1 <= s.End) && !windows.Any(w => w.Start <= t && t + 1 <= w.End) && on.Any(a => a.Start <= t && t + 1 <= a.End));
            Assert.Equal(normal == 0 ? double.NaN : alarmed / (double)normal, m.AlarmShareOfNormal, 1e-12);
        }
    }

    [Fact]
    public void An_alarm_that_never_goes_out_hits_everything_and_shows()
    {
        var m = EventMetrics.Of(TenWeeks, [H(100, 120), H(300, 310)], TenWeeks);
        Assert.Equal((1.0, 1.0, 0, 1.0), (m.Recall, m.Precision, m.FalseAlarms, m.AlarmShareOfNormal));
    }

    [Fact]
    public void An_alarm_from_before_the_time_allowed_counts_from_then_on_only()
    {
        var m = EventMetrics.Of([H(10, 105)], [H(100, 101)], TenWeeks, lead: 24 * Hour);
        Assert.Equal(24, m.MedianLeadHours);
        Assert.Equal(0, EventMetrics.Of([H(10, 50)], [H(100, 101)], TenWeeks, lead: 24 * Hour).EventsHit);
    }

    [Fact]
    public void What_nobody_watched_does_not_count()
    {
        var m = EventMetrics.Of([H(5, 6), H(205, 206)], [H(10, 20), H(300, 310)], [H(100, 268)]);
        Assert.Equal((0, 1, 1), (m.Events, m.Alarms, m.FalseAlarms));
        Assert.Equal(1, m.FalseAlarmRate.Rate, 1e-12);
        Assert.True(double.IsNaN(m.Recall) && double.IsNaN(m.MedianDelayHours));
    }

    [Fact]
    public void Rates_have_the_interval_of_Garwood()
    {
        var golden = new GoldenNumbers("process_monitoring.txt");
        foreach (var k in (int[])[0, 1, 3, 17, 250])
        {
            var rate = PoissonRate.Of(k, 1);
            GoldenNumbers.Close(golden[$"poisson.{k}"], [rate.Interval.Low, rate.Interval.High], 1e-9);
            Assert.Equal(rate.Interval.High / 4, PoissonRate.Of(k, 4).Interval.High, 1e-12);
        }
        Assert.True(double.IsNaN(PoissonRate.Of(0, 0).Rate));
    }

    [Fact]
    public void Random_alarms_look_good_by_point_adjustment_and_it_says_so()
    {
        var rng = Rng.At(4);
        var anomalous = new bool[5000];
        anomalous.AsSpan(1000, 400).Fill(true);
        anomalous.AsSpan(3000, 800).Fill(true);
        bool[] alarms = [.. anomalous.Select(_ => rng.NextDouble() < 0.03)];
        var m = PointAdjusted.Of(alarms, anomalous);
        Assert.True(m is { F1: > 0.9, PlainF1: < 0.1 });
        Assert.Equal(m.F1, m.RandomF1, 0.02);
        var perfect = PointAdjusted.Of(anomalous, anomalous);
        Assert.Equal((1.0, 1.0), (perfect.F1, perfect.PlainF1));
        Assert.Equal(PointAdjusted.Of(alarms, anomalous), m);
    }

    [Fact]
    public void Times_cover_what_lies_close_together()
    {
        Assert.Equal([new(0, 5), new(20, 22)], TimeRange.Covered([0, 1, 3, 20], 5));
        Assert.Equal([new(0, 22)], TimeRange.Covered([0, 1, 3, 20], long.MaxValue));
        Assert.Equal([new(1, 5), new(7, 8)], TimeRange.Union([new(7, 8), new(1, 3), new(3, 5)]));
        Assert.Equal(3, TimeRange.Shared([new(0, 2), new(4, 9)], [new(1, 6)]));
        Assert.Empty(TimeRange.Covered([], 1));
        Assert.Throws<DataException>(() => TimeRange.Union([new(2, 1)]));
    }

    private static TimeRange H(long start, long end) => new(start * Hour, end * Hour);
}
