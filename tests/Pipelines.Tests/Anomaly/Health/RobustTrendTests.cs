using Pipelines.Anomaly.Health;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Anomaly.Health;

public sealed class RobustTrendTests
{
    private static readonly GoldenNumbers Golden = new("process_monitoring.txt");

    [Theory]
    [InlineData(0.95), InlineData(0.8)]
    public void Agrees_with_scipy_on_ties_and_wild_values(double level)
    {
        var trend = RobustTrend.Of(Golden["theil.x"], Golden["theil.y"], level);
        GoldenNumbers.Close(Golden[FormattableString.Invariant($"theil.{level}")], [trend.Slope, trend.Intercept, trend.Low, trend.High], 1e-9);
    }

    [Fact]
    public void Finds_the_slope_of_a_long_series_with_holes()
    {
        var rng = Rng.At(1);
        var x = Enumerable.Range(0, 20_000).Select(i => (double)i).ToArray();
        var y = Array.ConvertAll(x, v => rng.NextBelow(10) == 0 ? double.NaN : 100 - (0.002 * v) + rng.NextGaussian());
        var trend = RobustTrend.Of(x, y);
        Assert.True(trend is { Low: < -0.002, High: > -0.002, IsFalling: true, IsRising: false });
        Assert.InRange(trend.High - trend.Low, 0, 2e-5);
        Assert.Equal(100 - (0.002 * 5000), trend.At(5000), 0.05);
    }

    [Fact]
    public void Nine_intervals_in_ten_hold_the_slope()
    {
        var held = 0;
        var x = Enumerable.Range(0, 25).Select(i => (double)i).ToArray();
        for (var s = 0; s < 400; s++)
        {
            var rng = Rng.At(9, 0, s);
            var trend = RobustTrend.Of(x, Array.ConvertAll(x, v => (0.3 * v) + rng.NextGaussian()), 0.9);
            held += trend.Low <= 0.3 && trend.High >= 0.3 ? 1 : 0;
        }
        Assert.InRange(held, 345, 380);
    }

    [Fact]
    public void Says_nothing_about_one_instant()
    {
        var trend = RobustTrend.Of([4, 4], [1, 3]);
        Assert.Equal((0, 2.0, double.NaN), (trend.Slope, trend.Intercept, trend.Low));
        Assert.False(trend.IsFalling || trend.IsRising);
        Assert.Equal(0, RobustTrend.Of([], []).Points);
        Assert.Throws<DataException>(() => RobustTrend.Of([1], []));
    }
}
