using Pipelines.Anomaly;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Tests.Neural;
using Xunit;

namespace Pipelines.Tests.Anomaly;

public sealed class AutoencoderResidualTests
{
    [Fact]
    public void Sees_rows_beside_a_curve_that_no_plane_follows()
    {
        var rows = Curve(600, 0, seed: 1);
        var test = Curve(300, 60, seed: 2);
        bool[] odd = [.. Enumerable.Range(0, test.Rows).Select(r => r >= 300)];
        var area = AnomalyMetrics.Of(new AutoencoderResidual(new() { CodeSize = 1 }).Fit(rows).Score(test), odd).RocAuc;
        var plane = AnomalyMetrics.Of(new PcaMonitor(new() { Components = 1, Statistic = MonitorStatistic.Spe }).Fit(rows).Score(test), odd).RocAuc;
        Assert.InRange(area, 0.95, 1);
        Assert.InRange(plane, 0, 0.85);
    }

    [Fact]
    public void Normal_rows_score_about_one_and_exceed_the_threshold_as_often_as_asked()
    {
        var model = new AutoencoderResidual(new() { FalseAlarmRate = 0.1 }).Fit(AnomalySamples.Planted(2000, 0, 5, 0));
        var scores = model.Score(AnomalySamples.Planted(5000, 0, 5, 0, seed: 8));
        Assert.InRange(scores.Average(), 0.9, 1.1);
        Assert.InRange(scores.Count(s => s > model.Threshold) / 5000.0, 0.05, 0.15);
    }

    [Fact]
    public void Contributions_sum_to_the_score_and_name_the_column_that_moved()
    {
        var model = new AutoencoderResidual(new() { Epochs = 40 }).Fit(Curve(400, 0, seed: 1));
        var row = Curve(1, 0, seed: 3);
        row[0][2] += 3;
        var contributions = new double[model.Columns];
        model.Contributions(row[0], contributions);
        Assert.Equal(model.Score(row)[0], contributions.Sum(), 1e-5 * contributions.Sum());
        Assert.Equal(2, Array.IndexOf(contributions, contributions.Max()));
    }

    [Fact]
    public void The_score_is_what_the_remarks_say()
    {
        var rows = Curve(300, 0, seed: 1);
        var model = new AutoencoderResidual(new() { Members = 2, Epochs = 10 }).Fit(rows);
        var test = Curve(20, 20, seed: 2);
        var scores = model.Score(test);
        var standard = test.View.ToMatrix();
        for (var r = 0; r < test.Rows; r++)
        {
            for (var c = 0; c < test.Columns; c++)
            {
                standard[r][c] = (float)((test[r][c] - model.Mean[c]) / model.Deviation[c]);
            }
        }
        var back = model.Members.Select(m => m.Reconstruct(standard)).ToArray();
        for (var r = 0; r < test.Rows; r++)
        {
            var sum = 0.0;
            foreach (var member in back)
            {
                for (var c = 0; c < test.Columns; c++)
                {
                    sum += Math.Pow(standard[r][c] - member[r][c], 2) / model.Spreads[c];
                }
            }
            Assert.Equal(sum / 2 / test.Columns, scores[r], 1e-5 * scores[r]);
        }
    }

    [Fact]
    public void No_column_weighs_more_than_twice_the_usual()
    {
        var rows = Curve(300, 0, seed: 1);
        for (var r = 0; r < rows.Rows; r++)
        {
            rows[r][1] = 7;
        }
        var spreads = new AutoencoderResidual(new() { Epochs = 10 }).Fit(rows).Spreads.ToArray();
        Assert.True(spreads.Min() >= spreads.Average() / 2 * 0.999);
        Assert.Equal(1, Array.IndexOf(spreads, spreads.Min()));
    }

    [Fact]
    public void A_code_wider_than_the_rows_is_refused_as_of_one_autoencoder()
    {
        var error = Assert.Throws<DataException>(() => new AutoencoderResidual(new() { CodeSize = 9 }).Fit(Curve(50, 0, seed: 1), new() { Threads = 2 }));
        Assert.Equal("autoencoder.code", error.Code);
    }

    [Fact]
    public void Trained_on_one_digit_it_tells_the_nine_others()
    {
        AnomalySamples.NeedSlow("one-class digits, about 25 s");
        var total = 0.0;
        for (var seed = 0; seed < 3; seed++)
        {
            var split = DigitSplit.Of(seed);
            for (var digit = 0; digit < 10; digit++)
            {
                var scores = new AutoencoderResidual(new() { Seed = 10 * seed, Standardize = false }).Fit(split.TrainOf(digit)).Score(split.Test);
                total += AnomalyMetrics.Of(scores, Array.ConvertAll(split.TestClasses, c => c != digit)).RocAuc / 30;
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"mean AUC {total:0.0000}");
        Assert.InRange(total, 0.996, 0.998);
    }

    /// <summary>
    /// Of 13 sets of ADBench: near neighbours (94.4/77.8) where it learns from normal rows, and behind (forest 85.3/52.1) where anomalies are among the rows it learns from, which it then learns to give back.
    /// </summary>
    [Fact]
    public void Trained_on_normal_rows_it_is_near_the_best_and_needs_them_normal()
    {
        AnomalySamples.NeedSlow("ADBench, about 40 s");
        double area = 0, precision = 0, mixedArea = 0, mixedPrecision = 0;
        foreach (var set in AdBenchTests.Sets)
        {
            var (raw, anomalies) = AnomalySamples.AdBench(set);
            var (train, test, odd) = AdBenchTests.HalfOfNormals(raw, anomalies);
            var metrics = AnomalyMetrics.Of(new AutoencoderResidual().Fit(train).Score(test), odd);
            var mixed = AnomalyMetrics.Of(new AutoencoderResidual().Fit(raw).Score(raw), anomalies);
            (area, precision) = (area + (100 * metrics.RocAuc / AdBenchTests.Sets.Length), precision + (100 * metrics.AveragePrecision / AdBenchTests.Sets.Length));
            (mixedArea, mixedPrecision) = (mixedArea + (100 * mixed.RocAuc / AdBenchTests.Sets.Length), mixedPrecision + (100 * mixed.AveragePrecision / AdBenchTests.Sets.Length));
            TestContext.Current.TestOutputHelper?.WriteLine($"{set}: half of the normals {100 * metrics.RocAuc:0.0}/{100 * metrics.AveragePrecision:0.0}, all rows {100 * mixed.RocAuc:0.0}/{100 * mixed.AveragePrecision:0.0}");
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"mean: half of the normals {area:0.0}/{precision:0.0}, all rows {mixedArea:0.0}/{mixedPrecision:0.0}");
        Assert.InRange(area, 92, 95);
        Assert.InRange(precision, 75, 81);
        Assert.InRange(mixedArea, 75.5, 79);
        Assert.InRange(mixedPrecision, 35, 40);
    }

    /// <summary>(t, t², t³ − t, sin 3t) with a little noise; the last rows stand beside the curve, within the range of every column.</summary>
    private static Matrix Curve(int usual, int beside, long seed)
    {
        var rows = new Matrix(usual + beside, 4);
        for (var r = 0; r < rows.Rows; r++)
        {
            var rng = Rng.At(seed, item: r);
            var t = (3 * rng.NextDouble()) - 1.5;
            var off = r < usual ? 0 : rng.NextDouble() < 0.5 ? -0.8 : 0.8;
            rows[r][0] = (float)(t + (0.03 * rng.NextGaussian()));
            rows[r][1] = (float)((t * t) + (0.03 * rng.NextGaussian()) + off);
            rows[r][2] = (float)((t * t * t) - t + (0.03 * rng.NextGaussian()));
            rows[r][3] = (float)(Math.Sin(3 * t) + (0.03 * rng.NextGaussian()) - off);
        }
        return rows;
    }
}
