using Pipelines.Anomaly.Events;
using Xunit;

namespace Pipelines.Tests.Anomaly.Events;

public sealed class AlarmLimitTests
{
    [Theory]
    [InlineData(0.5), InlineData(2), InlineData(10)]
    public void Fresh_normal_time_keeps_the_rate_that_was_asked_for(double perWeek)
    {
        var limit = AlarmLimit.ForRate([Wandering(1, 20), Wandering(2, 20)], perWeek);
        Assert.True(limit.IsSupported);
        Assert.InRange(limit.Weeks, 39.9, 40.1);
        Assert.InRange(limit.Alarms, perWeek * 20, perWeek * 40.1);
        var fresh = Wandering(3, 40);
        var alarms = limit.Rule().Apply(fresh.Times.Span, fresh.Scores.Span).Count / 40.0;
        Assert.InRange(alarms, perWeek * 0.4, perWeek * 1.9);
    }

    [Fact]
    public void Says_when_the_normal_time_is_too_short_for_the_rate()
    {
        var limit = AlarmLimit.ForRate([Wandering(1, 1)], 0.5);
        Assert.False(limit.IsSupported);
        Assert.Equal(0, limit.Alarms);
        Assert.True(limit.Limit > limit.Typical);
    }

    [Fact]
    public void Time_without_scores_and_long_gaps_are_not_watched()
    {
        var minute = TimeSpan.TicksPerMinute;
        ScoreSeries series = new(new long[] { 0, minute, 2 * minute, 1000 * minute, 1001 * minute }, new[] { 1.0, 2, 3, double.NaN, double.NaN });
        Assert.Equal(3 / (7 * 24 * 60.0), AlarmLimit.ForRate([series], 0, new() { LongestGap = 600 }).Weeks, 1e-12);
    }

    [Fact]
    public void Equal_scores_have_a_limit_that_none_of_them_passes()
    {
        var limit = AlarmLimit.ForRate([new(new long[] { 0, 1, 2 }, new[] { 4.0, 4, 4 })], 1);
        Assert.Equal((4.0, 4.0, 0), (limit.Limit, limit.Typical, limit.Alarms));
    }

    [Fact]
    public void Refuses_normal_time_without_scores_or_with_infinite_ones()
    {
        Assert.Contains("needs scores of normal time", Assert.Throws<DataException>(() => AlarmLimit.ForRate([new(new long[] { 1 }, new[] { double.NaN })], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("row 1", Assert.Throws<DataException>(() => AlarmLimit.ForRate([new(new long[] { 1, 2 }, new[] { 0, double.PositiveInfinity })], 1)).Message, StringComparison.Ordinal);
    }

    /// <summary>Autocorrelated scores every ten minutes.</summary>
    private static ScoreSeries Wandering(int seed, int weeks)
    {
        var rng = Rng.At(seed);
        var n = weeks * 7 * 144;
        var (times, scores) = (new long[n], new double[n]);
        double level = 0;
        for (var i = 0; i < n; i++)
        {
            level = (0.9 * level) + rng.NextGaussian();
            (times[i], scores[i]) = (i * 10 * TimeSpan.TicksPerMinute, level * level);
        }
        return new(times, scores);
    }
}
