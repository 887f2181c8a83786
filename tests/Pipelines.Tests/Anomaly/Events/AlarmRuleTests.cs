using System.Text.Json;
using Pipelines.Anomaly.Events;
using Xunit;

namespace Pipelines.Tests.Anomaly.Events;

public sealed class AlarmRuleTests
{
    private static readonly AlarmOptions TwoOfThree = new() { Needed = 2, Window = 3, Hysteresis = 0.5, ClearRows = 2 };

    [Fact]
    public void An_alarm_needs_m_of_n_rows_and_ends_after_clear_ones()
    {
        // Typical 0, limit 10, so clear is 5 and below.
        var rule = AlarmRule.Of(10, 0, TwoOfThree);
        double[] scores = [0, 11, 0, 0, 12, 0, 20, 7, 3, 6, 5, 4, 0, 11, 0];
        var on = new bool[scores.Length];
        var events = rule.Apply(Times(scores.Length), scores, on);
        Assert.Equal("......XXXXX....", string.Concat(on.Select(o => o ? 'X' : '.')));
        Assert.Equal([new AlarmEvent(4, 6, 9, 20, 6, 4, false)], events);
        Assert.Equal(new(6, 9), events[0].Range);
    }

    [Fact]
    public void What_raised_one_alarm_does_not_raise_the_next()
    {
        var rule = AlarmRule.Of(10, 0, new() { Needed = 2, Window = 64, ClearRows = 1 });
        double[] scores = [11, 11, 0, 11, 0, 0, 11];
        Assert.Equal([(1L, 1L), (6L, 6L)], rule.Apply(Times(7), scores).Select(e => (e.Raised, e.End)));
    }

    [Fact]
    public void A_score_that_trembles_around_the_limit_is_one_alarm()
    {
        var rng = Rng.At(3);
        var scores = Enumerable.Range(0, 400).Select(_ => 10 + rng.NextGaussian()).ToArray();
        Assert.Single(AlarmRule.Of(10, 0, TwoOfThree).Apply(Times(400), scores));
        Assert.True(AlarmRule.Of(10, 0, TwoOfThree with { Needed = 1, Window = 1, Hysteresis = 0, ClearRows = 1 }).Apply(Times(400), scores).Count > 60);
    }

    [Fact]
    public void Rows_without_a_score_change_nothing()
    {
        var rule = AlarmRule.Of(10, 0, TwoOfThree);
        double[] scores = [11, double.NaN, 11, double.NaN, 0, 0];
        var on = new bool[6];
        var events = rule.Apply(Times(6), scores, on);
        Assert.Equal([false, false, true, true, true, false], on);
        Assert.Equal(2, Assert.Single(events).End);
    }

    [Fact]
    public void A_long_silence_ends_an_alarm_and_forgets_the_rows_before()
    {
        var rule = AlarmRule.Of(10, 0, TwoOfThree with { LongestGap = 60 });
        var second = TimeSpan.TicksPerSecond;
        var events = rule.Apply([0, second, 2 * second, 100 * second, 101 * second], [11, 12, 13, 14, 15]);
        Assert.Equal([(second, 2 * second, false), (101 * second, 101 * second, true)], events.Select(e => (e.Raised, e.End, e.IsOn)));
        Assert.Equal(100 * second, events[1].Onset);
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public void A_stream_that_is_saved_and_resumed_anywhere_gives_what_a_batch_gives(int seed)
    {
        var rng = Rng.At(seed);
        var options = new AlarmOptions { Needed = 1 + rng.NextBelow(5), Window = 5 + rng.NextBelow(60), Hysteresis = rng.NextDouble(), ClearRows = 1 + rng.NextBelow(6), LongestGap = seed % 2 == 0 ? 0 : 3 };
        var rule = AlarmRule.Of(1, 0, options);
        var (times, scores) = (new long[600], new double[600]);
        for (var i = 0; i < 600; i++)
        {
            times[i] = (i == 0 ? 0 : times[i - 1]) + (TimeSpan.TicksPerSecond * (rng.NextBelow(40) == 0 ? 10 : 1));
            scores[i] = rng.NextBelow(20) == 0 ? double.NaN : (i / 60 % 2) + rng.NextGaussian();
        }
        var on = new bool[600];
        var batch = rule.Apply(times, scores, on);
        Assert.NotEmpty(batch);
        var (streamed, tracker) = (new List<AlarmEvent>(), new AlarmTracker(rule));
        for (var i = 0; i < 600; i++)
        {
            if (rng.NextBelow(10) == 0)
            {
                tracker = new(rule, JsonSerializer.Deserialize<AlarmState>(JsonSerializer.Serialize(tracker.State)));
            }
            Assert.Equal(on[i], tracker.Step(times[i], scores[i], out var ended));
            streamed.AddRange(ended is { } e ? [e] : []);
        }
        streamed.AddRange(tracker.Current is { } open ? [open] : []);
        Assert.Equal(batch, streamed);
    }

    [Fact]
    public void Following_scores_allocates_nothing()
    {
        var tracker = new AlarmTracker(AlarmRule.Of(1, 0));
        tracker.Step(0, 1, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i < 1000; i++)
        {
            tracker.Step(i, i % 100 < 50 ? 2 : 0, out _);
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Refuses_what_cannot_be_followed()
    {
        var tracker = new AlarmTracker(AlarmRule.Of(1, 0));
        tracker.Step(5, 0, out _);
        Assert.Contains("in order of time", Assert.Throws<DataException>(() => tracker.Step(5, 0, out _)).Message, StringComparison.Ordinal);
        Assert.Contains("at least the typical score of normal time, 3", Assert.Throws<DataException>(() => AlarmRule.Of(2, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("AlarmOptions.Needed must be at most Window, which is 3; got 4", Assert.Throws<OptionException>(() => AlarmRule.Of(2, 1, new() { Needed = 4, Window = 3 })).Message, StringComparison.Ordinal);
        Assert.Throws<OptionException>(() => AlarmRule.Of(2, 1, new() { Window = 65 }));
        Assert.Throws<DataException>(() => AlarmRule.Of(2, 1).Apply([1, 2], [1]));
    }

    private static long[] Times(int n) => [.. Enumerable.Range(0, n).Select(i => (long)i)];
}
