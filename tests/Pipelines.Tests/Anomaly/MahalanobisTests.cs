using Pipelines.Anomaly;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Anomaly;

public sealed class MahalanobisTests
{
    [Fact]
    public void Measures_as_scikit_learn_does()
    {
        var model = new Mahalanobis().Fit(AnomalySamples.HalfWine(0));
        GoldenNumbers.Close(AnomalySamples.Golden["mahalanobis"], model.Score(AnomalySamples.HalfWine(1)), 1e-5);
        Assert.Equal(13, model.Rank);
        // At most one of 89 training rows is above the threshold at a contamination of 1 %, which is less than one row.
        Assert.Equal(0, model.Score(AnomalySamples.HalfWine(0)).Count(s => s > model.Threshold));
    }

    [Fact]
    public void Robust_covariance_finds_what_scikit_learn_finds()
    {
        var golden = AnomalySamples.Golden;
        var rows = new Matrix(300, 4, golden.Floats("cloud"));
        for (var seed = 0; seed < 3; seed++)
        {
            var model = new MinimumCovarianceDeterminant(new() { Seed = seed }).Fit(rows);
            Assert.Equal((long)golden["mcd.support"].Sum(), model.Rows);
            GoldenNumbers.Close(golden["mcd.covariance"], model.Covariance.ToArray(), 1e-6);
            GoldenNumbers.Close(golden["mcd.location"], model.Location.ToArray(), 1e-5);
        }
    }

    [Theory]
    [InlineData(450)]
    [InlineData(2400)]
    public void Anomalies_do_not_hide_themselves_in_the_robust_covariance(int normal)
    {
        // Forty in a hundred, close together: the plain covariance takes them for a direction of usual variation.
        var odd = normal * 2 / 3;
        var rows = AnomalySamples.Planted(normal, odd, 3, 12);
        var robust = new MinimumCovarianceDeterminant().Fit(rows).Score(rows);
        var plain = new Mahalanobis().Fit(rows).Score(rows);
        Assert.True(robust[normal..].Min() > robust[..normal].Max());
        Assert.False(plain[normal..].Min() > plain[..normal].Max());
    }

    [Fact]
    public void A_constant_sensor_that_moves_is_an_anomaly()
    {
        var rows = AnomalySamples.Planted(200, 0, 3, 0);
        for (var r = 0; r < rows.Rows; r++)
        {
            rows[r][1] = 70.5f;
        }
        foreach (var model in new[] { new Mahalanobis().Fit(rows), new MinimumCovarianceDeterminant().Fit(rows) })
        {
            Assert.Equal(2, model.Rank);
            var (usual, moved) = (new float[] { 0.1f, 70.5f, -0.2f }, new float[] { 0.1f, 70.6f, -0.2f });
            var scores = model.Score(new Matrix(2, 3, [.. usual, .. moved]));
            Assert.True(scores[0] < model.Threshold);
            Assert.True(scores[1] > 1000 * model.Threshold);
            var contributions = new double[3];
            model.Contributions(moved, contributions);
            Assert.Equal(1, Array.IndexOf(contributions, contributions.Max()));
        }
    }

    [Fact]
    public void Columns_that_depend_on_each_other_do_no_harm()
    {
        var rows = new Matrix(500, 3);
        for (var r = 0; r < rows.Rows; r++)
        {
            var rng = Rng.At(8, item: r);
            var (a, b) = ((float)(3640 + (30 * rng.NextGaussian())), (float)(0.25 + (0.01 * rng.NextGaussian())));
            (rows[r][0], rows[r][1], rows[r][2]) = (a, b, a + (1000 * b));
        }
        var model = new Mahalanobis().Fit(rows);
        // Of two free columns distances are chi-squared with 2 degrees; the sum's rounding in float32 adds nothing that shows.
        Assert.InRange(model.Score(rows).Average(), 1.5, 3.1);
    }

    [Fact]
    public void Fewer_rows_than_columns_give_finite_scores_and_no_theoretical_limit()
    {
        var rows = AnomalySamples.Planted(5, 0, 8, 0);
        var model = new Mahalanobis().Fit(rows);
        Assert.Equal(4, model.Rank);
        Assert.All(model.Score(rows), s => Assert.InRange(s, 0, 10));
        Assert.True(double.IsFinite(model.TheoreticalLimit(0.01)));
        Assert.Equal(double.PositiveInfinity, MonitorLimits.OfDistance(8, 8, 0.01));
    }

    [Fact]
    public void The_theoretical_limit_is_exceeded_as_often_as_it_says()
    {
        // On average over many small training sets: 100 rows of 10 columns.
        var rate = Enumerable.Range(0, 60).Average(trial =>
        {
            var model = new Mahalanobis().Fit(AnomalySamples.Planted(100, 0, 10, 0, seed: 2 * trial));
            var limit = model.TheoreticalLimit(0.05);
            return model.Score(AnomalySamples.Planted(500, 0, 10, 0, seed: (2 * trial) + 1)).Average(s => s > limit ? 1.0 : 0);
        });
        Assert.InRange(rate, 0.043, 0.057);
    }

    [Fact]
    public void Refuses_a_row_of_another_width_and_what_is_not_finite()
    {
        var model = new Mahalanobis().Fit(AnomalySamples.Planted(20, 0, 3, 0));
        Assert.Contains("3 values", Assert.Throws<DataException>(() => model.Contributions(new float[2], new double[3])).Message, StringComparison.Ordinal);
        Assert.Contains("column 1", Assert.Throws<DataException>(() => model.Contributions([0, float.NaN, 0], new double[3])).Message, StringComparison.Ordinal);
    }
}
