using Pipelines.Anomaly.Signals;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Anomaly.Signals;

public sealed class ChangeChartTests
{
    private static readonly GoldenNumbers Golden = new("process_monitoring.txt");

    [Theory]
    // Montgomery, "Introduction to statistical quality control", table 9.3: h = 4 gives 168 and h = 5 gives 465, a shift of one 8.38 and 10.4.
    [InlineData(4, 168, 8.38), InlineData(5, 465, 10.4)]
    public void Cumulative_sums_run_as_long_as_was_published(double limit, double sound, double shifted)
    {
        var chart = new CusumChart(new() { Limit = limit });
        Assert.Equal(sound, chart.AverageRunLength(), 0.5);
        Assert.Equal(shifted, chart.AverageRunLength(1), 0.05);
        GoldenNumbers.Close(Golden[FormattableString.Invariant($"cusum.{limit}.0.5.0")], [chart.AverageRunLength()], 1e-9);
        GoldenNumbers.Close(Golden[FormattableString.Invariant($"cusum.{limit}.0.5.1")], [chart.AverageRunLength(-1)], 1e-9);
    }

    [Theory]
    // Lucas and Saccucci, "Exponentially weighted moving average control schemes" (1990), as in Montgomery's table 9.11.
    [InlineData(0.4, 3.054, 14.3), InlineData(0.25, 2.998, 11.1), InlineData(0.2, 2.962, 10.5), InlineData(0.1, 2.814, 10.3), InlineData(0.05, 2.615, 11.4)]
    public void Moving_averages_run_as_long_as_was_published(double weight, double limit, double shifted)
    {
        var chart = new EwmaChart(new() { Weight = weight, Limit = limit });
        Assert.Equal(500, chart.AverageRunLength(), 3.0);
        Assert.Equal(shifted, chart.AverageRunLength(1), 0.1);
    }

    [Fact]
    public void A_run_longer_than_anyone_can_wait_is_infinite() => Assert.Equal(double.PositiveInfinity, new CusumChart(new() { Limit = 100 }).AverageRunLength());

    [Fact]
    public void False_alarms_of_a_simulated_process_come_as_often_as_computed()
    {
        var rng = Rng.At(7);
        var scores = new double[400_000];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = rng.NextGaussian();
        }
        Assert.Equal(465.4, scores.Length / (double)new CusumChart().Find(scores).Count, 40.0);
    }

    [Fact]
    public void A_shift_is_found_and_dated()
    {
        var rng = Rng.At(4);
        double[] scores = [.. Enumerable.Range(0, 600).Select(i => i == 350 ? double.NaN : (i >= 300 ? -1 : 0) + rng.NextGaussian())];
        var sums = new CusumChart(new() { Limit = 8 }).Find(scores)[0];
        var average = new EwmaChart(new() { Weight = 0.1, Limit = 4 }).Find(scores)[0];
        Assert.All((ChangePoint[])[sums, average], c =>
        {
            Assert.False(c.IsRise);
            Assert.InRange(c.Since, 290, 310);
            Assert.InRange(c.Found, 302, 340);
        });
    }

    [Fact]
    public void Limits_of_a_moving_average_widen_to_their_lasting_width()
    {
        var (averages, limits) = (new double[100], new double[100]);
        new EwmaChart(new() { Weight = 0.2, Limit = 3 }).Smooth(Enumerable.Repeat(1.0, 100).ToArray(), averages, limits);
        Assert.Equal((0.2, 0.6), (averages[0], limits[0]), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-12);
        Assert.Equal(1, averages[99], 1e-6);
        Assert.Equal(1, limits[99], 1e-6);
        Assert.Throws<OptionException>(() => new EwmaChart(new() { Weight = 0 }));
        Assert.Throws<OptionException>(() => new CusumChart(new() { Limit = 0 }));
    }
}
