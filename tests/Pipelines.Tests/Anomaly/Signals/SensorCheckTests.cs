using Pipelines.Anomaly.Signals;
using Xunit;

namespace Pipelines.Tests.Anomaly.Signals;

public sealed class SensorCheckTests
{
    [Fact]
    public void A_stuck_stretch_is_found_and_dated()
    {
        var values = Noise(1, 500);
        values.AsSpan(200, 30).Fill(values[200]);
        var check = SensorCheck.Of(values);
        Assert.Equal([(200, 229)], check.Stuck);
        Assert.Equal((-1, 0, false), (check.DeadFrom, check.Missing, check.IsConstant));
    }

    [Fact]
    public void A_sensor_that_dies_is_dead_from_then_on()
    {
        var gone = Noise(2, 500);
        gone.AsSpan(400).Fill(double.NaN);
        Assert.Equal((400, 100), (SensorCheck.Of(gone).DeadFrom, SensorCheck.Of(gone).Missing));
        var frozen = Noise(3, 500);
        frozen.AsSpan(300, 100).Fill(7);
        frozen.AsSpan(400).Fill(double.NaN);
        Assert.Equal(300, SensorCheck.Of(frozen).DeadFrom);
    }

    [Fact]
    public void A_coarse_gauge_and_a_switch_are_not_accused()
    {
        var rng = Rng.At(5);
        double level = 0;
        double[] coarse = [.. Enumerable.Range(0, 2000).Select(_ => Math.Round((level += 0.1 * rng.NextGaussian()) * 2))];
        Assert.Empty(SensorCheck.Of(coarse).Stuck);
        Assert.Empty(SensorCheck.Of([.. Enumerable.Range(0, 2000).Select(i => (double)(i / 500 % 2))]).Stuck);
    }

    [Fact]
    public void A_constant_or_empty_sensor_is_called_so()
    {
        Assert.True(SensorCheck.Of([4, 4, double.NaN, 4]).IsConstant);
        Assert.Equal((20, 0), (SensorCheck.Of(Enumerable.Repeat(double.NaN, 20).ToArray()).Missing, SensorCheck.Of(Enumerable.Repeat(double.NaN, 20).ToArray()).DeadFrom));
        Assert.Equal(-1, SensorCheck.Of([]).DeadFrom);
    }

    [Fact]
    public void A_machine_that_stands_now_and_then_is_seen_by_its_speed()
    {
        var rng = Rng.At(6);
        var (speed, heat, times) = (new double[900], new double[900], new long[900]);
        for (var i = 0; i < 900; i++)
        {
            var off = i / 100 % 3 == 2;
            (speed[i], heat[i], times[i]) = ((off ? 0.5 : 1500) + ((off ? 0.2 : 40) * rng.NextGaussian()), 60 + rng.NextGaussian(), i * TimeSpan.TicksPerMinute);
        }
        var grid = SignalGrid.Of([SensorSamples.Of("heat", times, heat), SensorSamples.Of("speed", times, speed)]);
        var rule = OffRule.Propose(grid);
        Assert.Equal("speed", rule?.Sensor);
        Assert.Equal(300, grid[1].ToArray().Count(rule!.Value.IsOff));
        Assert.Equal(rule, OffRule.Parse(rule.Value.ToString()));
        Assert.Null(OffRule.Propose(SignalGrid.Of([SensorSamples.Of("heat", times, heat)])));
        Assert.Contains("such as speed<10; got 'speed>10'", Assert.Throws<OptionException>(() => OffRule.Parse("speed>10")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_heaps_are_told_from_one()
    {
        var rng = Rng.At(7);
        Assert.True(TwoModes.Of([.. Enumerable.Range(0, 1000).Select(i => (i % 4 == 0 ? 8 : 0) + rng.NextGaussian())]) is { IsClear: true, LowShare: 0.75 });
        Assert.False(TwoModes.Of(Noise(8, 1000)).IsClear);
        Assert.False(TwoModes.Of([.. Enumerable.Range(0, 1000).Select(_ => rng.NextDouble())]).IsClear);
        Assert.False(TwoModes.Of([.. Enumerable.Range(0, 1000).Select(_ => Math.Exp(rng.NextGaussian()))]).IsClear);
        Assert.False(TwoModes.Of([3, 3, double.NaN]).IsClear);
        Assert.True(TwoModes.Of([1, 1, 1, 9, 9]).IsClear);
    }

    [Theory]
    [InlineData(24), InlineData(144), InlineData(7)]
    public void A_period_is_found_in_noise_with_holes(int period)
    {
        var rng = Rng.At(period);
        double[] values = [.. Enumerable.Range(0, 2000).Select(i => i % 13 == 0 ? double.NaN : (2 * Math.Sin(2 * Math.PI * i / period)) + Math.Cos(4 * Math.PI * i / period) + rng.NextGaussian())];
        var found = Periodicity.Of(values);
        Assert.InRange(found.Rows, period - (period / 40), period + (period / 40));
        Assert.InRange(found.Correlation, 0.5, 1);
    }

    [Fact]
    public void Noise_and_drift_have_no_period()
    {
        Assert.Equal(0, Periodicity.Of(Noise(3, 3000)).Rows);
        Assert.Equal(0, Periodicity.Of([.. Enumerable.Range(0, 1000).Select(i => (double)i)]).Rows);
        Assert.Equal(0, Periodicity.Of([1, 1, 1, 1, 1, 1, 1]).Rows);
        Assert.Equal(0, Periodicity.Of([]).Rows);
    }

    private static double[] Noise(int seed, int n)
    {
        var rng = Rng.At(seed);
        return [.. Enumerable.Range(0, n).Select(_ => rng.NextGaussian())];
    }
}
