using Pipelines.Anomaly;
using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Anomaly;

public sealed class PcaSeriesMonitorTests
{
    [Fact]
    public void A_stream_that_is_stopped_and_resumed_gives_the_bits_of_the_whole_series()
    {
        var series = AnomalySamples.Planted(700, 30, 4, 2);
        var model = new PcaSeriesMonitor(new() { Lags = 3 }).Fit(series.View[..400]);
        var whole = new float[series.Rows];
        model.Score(series, whole);
        var stream = model.Start();
        for (var r = 0; r < series.Rows; r++)
        {
            if (r % 100 == 50)
            {
                stream = model.Start(stream.State());
            }
            Assert.Equal(whole[r], stream.Score(series[r]));
        }
        Assert.Equal(series[series.Rows - 1].ToArray(), stream.Lagged[..4].ToArray());
    }

    [Fact]
    public void Without_lags_and_smoothing_it_is_the_monitor_of_rows()
    {
        var rows = AnomalySamples.HalfWine(0);
        var series = new PcaSeriesMonitor(new() { Lags = 0, Smoothing = 1, Statistic = MonitorStatistic.Combined }).Fit(rows);
        var plain = new PcaMonitor().Fit(rows);
        var (a, b) = (new float[rows.Rows], new float[rows.Rows]);
        series.Score(rows, a);
        plain.Score(rows, b);
        Assert.All(a.Zip(b), p => Assert.Equal(p.Second, p.First, 1e-5f * p.Second));
        Assert.Equal(plain.Limits, series.Limits);
    }

    [Fact]
    public void Small_lasting_faults_add_up()
    {
        var model = new PcaSeriesMonitor(new() { Lags = 0, Smoothing = 0.1 }).Fit(AnomalySamples.Planted(1000, 0, 5, 0));
        var plain = new PcaMonitor(new() { Statistic = MonitorStatistic.Mahalanobis }).Fit(AnomalySamples.Planted(1000, 0, 5, 0));
        var fault = AnomalySamples.Planted(0, 300, 5, 0.8, seed: 77);
        var (smooth, rows) = (new float[300], new float[300]);
        model.Score(fault, smooth);
        plain.Score(fault, rows);
        Assert.True(smooth[50..].Average(s => s > model.Threshold ? 1.0 : 0) > 0.7);
        Assert.True(rows.Average(s => s > plain.Threshold ? 1.0 : 0) < 0.3);
    }

    [Fact]
    public void Lags_see_a_broken_course_of_values_that_are_each_usual()
    {
        // A sine of period 40; the fault is the same values in another order.
        static Matrix Sine(int rows, double speed, int seed)
        {
            var x = new Matrix(rows, 2);
            for (var r = 0; r < rows; r++)
            {
                var rng = Rng.At(seed, item: r);
                (x[r][0], x[r][1]) = ((float)(Math.Sin(speed * r) + (0.05 * rng.NextGaussian())), (float)rng.NextGaussian());
            }
            return x;
        }
        double Alarms(int lags)
        {
            var model = new PcaSeriesMonitor(new() { Lags = lags, Smoothing = 1 }).Fit(Sine(1000, Math.Tau / 40, 1));
            var scores = new float[400];
            model.Score(Sine(400, Math.Tau / 9, 2), scores);
            return scores.Average(s => s > model.Threshold ? 1.0 : 0);
        }
        Assert.InRange(Alarms(0), 0, 0.05);
        Assert.InRange(Alarms(2), 0.7, 1);
    }

    [Fact]
    public void Lagged_rows_repeat_the_first_row_before_it()
    {
        var lagged = LaggedRows.Of(new Matrix(3, 2, [1, 2, 3, 4, 5, 6]), 2);
        Assert.Equal([1f, 2, 1, 2, 1, 2], lagged[0].ToArray());
        Assert.Equal([5f, 6, 3, 4, 1, 2], lagged[2].ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => LaggedRows.Of(new Matrix(1, 1), -1));
    }

    [Fact]
    public void Refuses_a_state_of_another_model_and_keeps_its_own_when_a_row_is_bad()
    {
        var model = new PcaSeriesMonitor().Fit(AnomalySamples.Planted(100, 0, 3, 0));
        Assert.Contains("13 numbers", Assert.Throws<DataException>(() => model.Start(new double[5])).Message, StringComparison.Ordinal);
        var (stream, other) = (model.Start(), model.Start());
        stream.Score([0, 1, 0]);
        other.Score([0, 1, 0]);
        Assert.Contains("column 2", Assert.Throws<DataException>(() => stream.Score([0, 1, float.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => stream.Score([0, 1]));
        Assert.Equal(other.Score([1, 1, 1]), stream.Score([1, 1, 1]));
    }
}
