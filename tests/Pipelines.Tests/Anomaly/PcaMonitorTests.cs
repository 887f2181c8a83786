using Pipelines.Anomaly;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Anomaly;

public sealed class PcaMonitorTests
{
    private static PcaMonitorModel Fit(LimitRule limits) => new PcaMonitor(new() { Components = 4, Limits = limits }).Fit(AnomalySamples.HalfWine(0));

    [Fact]
    public void Statistics_are_those_of_their_definitions()
    {
        var golden = AnomalySamples.Golden;
        var model = Fit(LimitRule.FDistribution);
        var rows = AnomalySamples.HalfWine(1);
        var values = new MonitorValues[rows.Rows];
        model.Statistics(rows, values);
        GoldenNumbers.Close(golden["monitor.t2"], values.Select(v => v.TSquared).ToArray(), 1e-5);
        GoldenNumbers.Close(golden["monitor.spe"], values.Select(v => v.Spe).ToArray(), 1e-5);
        GoldenNumbers.Close(golden["monitor.full"], values.Select(v => v.Mahalanobis).ToArray(), 1e-5);
        foreach (var statistic in Enum.GetValues<MonitorStatistic>())
        {
            var scores = model.WithStatistic(statistic).Score(rows);
            Assert.All(values.Zip(scores), p => Assert.Equal(p.First[statistic], p.Second, 1e-5 * p.Second));
            Assert.Equal((float)model.Limits[statistic], model.WithStatistic(statistic).Threshold);
        }
    }

    [Theory]
    [InlineData(LimitRule.FDistribution, "limits.f")]
    [InlineData(LimitRule.ChiSquared, "limits.chi2")]
    public void Limits_by_theory_are_those_of_their_formulas(LimitRule rule, string golden)
    {
        var limits = Fit(rule).Limits;
        GoldenNumbers.Close(AnomalySamples.Golden[golden], [limits.TSquared, limits.Spe, limits.Combined, limits.Mahalanobis], 1e-6);
    }

    [Fact]
    public void Contributions_are_those_of_reconstruction()
    {
        var model = Fit(LimitRule.FDistribution);
        var contributions = new double[13];
        foreach (var (statistic, name) in new[] { (MonitorStatistic.TSquared, "rbc.t2"), (MonitorStatistic.Spe, "rbc.spe"), (MonitorStatistic.Mahalanobis, "rbc.full"), (MonitorStatistic.Combined, "rbc.combined") })
        {
            model.Contributions(AnomalySamples.HalfWine(1)[3], statistic, contributions);
            var expected = AnomalySamples.Golden[name];
            Assert.All(expected.Zip(contributions), p => Assert.Equal(p.First, p.Second, 1e-5 * expected.Max()));
        }
    }

    [Fact]
    public void A_contribution_is_how_much_the_statistic_falls_when_the_column_is_set_right()
    {
        var model = Fit(LimitRule.HeldOut);
        var row = AnomalySamples.HalfWine(1)[5].ToArray();
        var contributions = new double[13];
        foreach (var statistic in Enum.GetValues<MonitorStatistic>())
        {
            model.Contributions(row, statistic, contributions);
            var scorer = model.WithStatistic(statistic);
            for (var c = 0; c < 13; c++)
            {
                // A parabola in the one column: its least value from three points.
                double At(double step)
                {
                    var moved = (float[])row.Clone();
                    moved[c] += (float)(step * model.Deviation[c]);
                    return scorer.Score(new Matrix(1, 13, moved))[0];
                }
                var (low, here, high) = (At(-1), At(0), At(1));
                var (slope, bend) = ((high - low) / 2, (high + low) - (2 * here));
                Assert.Equal(slope * slope / (2 * bend), contributions[c], 0.002 * contributions.Max());
            }
        }
    }

    [Fact]
    public void The_sensor_that_fails_contributes_most()
    {
        var train = Process(600, 21);
        var model = new PcaMonitor(new() { Components = 2 }).Fit(train);
        var contributions = new double[6];
        for (var sensor = 0; sensor < 6; sensor++)
        {
            var row = Process(1, 22)[0].ToArray();
            row[sensor] += 4;
            var scores = model.Score(new Matrix(1, 6, row));
            Assert.True(scores[0] > model.Threshold);
            model.Contributions(row, MonitorStatistic.Combined, contributions);
            Assert.Equal(sensor, Array.IndexOf(contributions, contributions.Max()));
        }
    }

    [Fact]
    public void Limits_from_held_out_blocks_hold_where_rows_depend_on_their_neighbours()
    {
        // Slowly wandering sensors, as plants have: limits by theory are exceeded far more often than they say.
        double Realised(LimitRule rule) => Enumerable.Range(0, 10).Average(plant =>
        {
            var model = new PcaMonitor(new() { Components = 2, Limits = rule, FalseAlarmRate = 0.02, Statistic = MonitorStatistic.Mahalanobis }).Fit(Wander(400, 2 * plant));
            return model.Score(Wander(2000, (2 * plant) + 1)).Average(s => s > model.Threshold ? 1.0 : 0);
        });
        Assert.InRange(Realised(LimitRule.FDistribution), 0.06, 1);
        Assert.InRange(Realised(LimitRule.HeldOut), 0.002, 0.05);
    }

    [Fact]
    public void Random_sampling_finds_the_same_plane_as_exact_components()
    {
        var (train, rows) = (Process(800, 31), Process(200, 32));
        var exact = new PcaMonitor(new() { Components = 2 }).Fit(train);
        var sampled = new PcaMonitor(new() { Components = 2, Randomized = true }).Fit(train);
        var (a, b) = (new MonitorValues[200], new MonitorValues[200]);
        exact.Statistics(rows, a);
        sampled.Statistics(rows, b);
        Assert.All(a.Zip(b), p => Assert.Equal(p.First.TSquared, p.Second.TSquared, 1e-3 * (1 + p.First.TSquared)));
        Assert.All(a.Zip(b), p => Assert.Equal(p.First.Spe, p.Second.Spe, 1e-3 * (1 + p.First.Spe)));
        Assert.Equal(exact.Limits.Spe, sampled.Limits.Spe, 1e-2 * exact.Limits.Spe);
    }

    [Fact]
    public void Chooses_the_components_that_are_there()
    {
        var train = Process(600, 41);
        Assert.Equal(2, new PcaMonitor(new() { ParallelAnalysis = true }).Fit(train).Components);
        Assert.Equal(2, new PcaMonitor(new() { Variance = 0.9 }).Fit(train).Components);
        Assert.Equal(6, new PcaMonitor(new() { Variance = 1 }).Fit(train).Components);
        Assert.Contains("at most 6", Assert.Throws<DataException>(() => new PcaMonitor(new() { Components = 7 }).Fit(train)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_residual_misses_a_large_fault_that_the_monitor_sees()
    {
        var train = Process(600, 51);
        var fault = Process(1, 52)[0].ToArray();
        for (var c = 0; c < 6; c++)
        {
            // A hundred times the usual, in the usual pattern.
            fault[c] = (float)((100 * (fault[c] - 10)) + 10);
        }
        fault[0] += 20;
        var row = new Matrix(1, 6, fault);
        var (relative, monitor) = (new RelativeResidual(new() { Components = 2 }).Fit(train), new PcaMonitor(new() { Components = 2 }).Fit(train));
        Assert.True(relative.Score(row)[0] < relative.Score(train).Average());
        Assert.False(relative.Score(row)[0] > relative.Threshold);
        Assert.True(monitor.Score(row)[0] > 100 * monitor.Threshold);
    }

    [Fact]
    public void A_constant_sensor_that_moves_is_seen_by_every_statistic_but_T_squared()
    {
        var train = Process(300, 61);
        for (var r = 0; r < train.Rows; r++)
        {
            train[r][3] = 4;
        }
        var model = new PcaMonitor().Fit(train);
        var moved = train[7].ToArray();
        moved[3] = 30;
        foreach (var statistic in new[] { MonitorStatistic.Combined, MonitorStatistic.Spe, MonitorStatistic.Mahalanobis })
        {
            Assert.True(model.WithStatistic(statistic).Score(new Matrix(1, 6, moved))[0] > 5 * model.Limits[statistic]);
        }
    }

    /// <summary>Six sensors around 10 that two hidden loads drive, with a little noise each.</summary>
    private static Matrix Process(int rows, int seed)
    {
        var x = new Matrix(rows, 6);
        for (var r = 0; r < rows; r++)
        {
            var rng = Rng.At(seed, item: r);
            var (a, b) = (rng.NextGaussian(), rng.NextGaussian());
            for (var c = 0; c < 6; c++)
            {
                x[r][c] = (float)(10 + (a * Math.Cos(c)) + (b * Math.Sin(c)) + (0.15 * rng.NextGaussian()));
            }
        }
        return x;
    }

    private static Matrix Wander(int rows, int seed)
    {
        var x = new Matrix(rows, 6);
        var state = new double[6];
        for (var r = 0; r < rows; r++)
        {
            var rng = Rng.At(seed, 7, r);
            for (var c = 0; c < 6; c++)
            {
                state[c] = (0.9 * state[c]) + rng.NextGaussian();
                x[r][c] = (float)state[c];
            }
        }
        return x;
    }
}
