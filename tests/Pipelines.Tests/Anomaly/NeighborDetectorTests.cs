using Pipelines.Anomaly;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Neighbors;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Anomaly;

public sealed class NeighborDetectorTests
{
    [Theory]
    [InlineData(NeighborAlgorithm.KdTree)]
    [InlineData(NeighborAlgorithm.BruteForce)]
    public void Distances_are_those_of_scikit_learn(NeighborAlgorithm algorithm)
    {
        var golden = AnomalySamples.Golden;
        var model = new NeighborDistance(new() { Algorithm = algorithm }).Fit(AnomalySamples.HalfWine(0));
        var own = new float[model.Rows];
        model.ScoreTraining(own);
        GoldenNumbers.Close(golden["neighbors.own"], own, 1e-6);
        GoldenNumbers.Close(golden["neighbors.new"], model.Score(AnomalySamples.HalfWine(1)), 1e-6);
        GoldenNumbers.Close(golden["neighbors.mean"], new NeighborDistance(new() { Aggregate = NeighborAggregate.Mean }).Fit(AnomalySamples.HalfWine(0)).Score(AnomalySamples.HalfWine(1)), 1e-6);
        Assert.Equal(own.Max(), model.Threshold);
    }

    [Theory]
    [InlineData(NeighborAlgorithm.KdTree)]
    [InlineData(NeighborAlgorithm.BruteForce)]
    public void Local_outlier_factors_are_those_of_scikit_learn(NeighborAlgorithm algorithm)
    {
        var golden = AnomalySamples.Golden;
        var model = new LocalOutlierFactor(new() { Algorithm = algorithm }).Fit(AnomalySamples.HalfWine(0));
        GoldenNumbers.Close(golden["lof.own"], model.TrainingScores.ToArray().Select(s => (double)s).ToArray(), 1e-5);
        GoldenNumbers.Close(golden["lof.new"], model.Score(AnomalySamples.HalfWine(1)), 1e-5);
        Assert.Equal(1.5f, model.Threshold);
        Assert.Equal(8, model.TrainingScores.ToArray().Count(s => s > new LocalOutlierFactor(new() { Contamination = 0.1 }).Fit(AnomalySamples.HalfWine(0)).Threshold));
    }

    [Fact]
    public void A_factor_sees_a_row_near_a_dense_cloud_where_a_distance_sees_the_thin_cloud()
    {
        var rows = AnomalySamples.Planted(200, 0, 2, 0);
        for (var r = 0; r < 100; r++)
        {
            (rows[r][0], rows[r][1]) = ((rows[r][0] * 0.01f) + 20, rows[r][1] * 0.01f);
        }
        var odd = new Matrix(1, 2, [20.3f, 0]);
        Assert.True(new LocalOutlierFactor().Fit(rows).Score(odd)[0] > 5);
        var distance = new NeighborDistance().Fit(rows);
        Assert.False(distance.Score(odd)[0] > distance.Threshold);
    }

    [Fact]
    public void Many_equal_rows_give_finite_factors_and_one_row_is_as_usual_as_can_be()
    {
        var rows = new Matrix(60, 2);
        (rows[59][0], rows[59][1]) = (1, 1);
        var model = new LocalOutlierFactor().Fit(rows);
        Assert.All(model.TrainingScores.ToArray(), s => Assert.True(float.IsFinite(s)));
        Assert.True(model.TrainingScores[59] > 1e6f);
        Assert.Equal(1f, new LocalOutlierFactor().Fit(rows.View[..1]).TrainingScores[0]);
    }

    [Fact]
    public void Scores_the_same_bits_on_several_threads()
    {
        var (train, rows) = (AnomalySamples.Planted(900, 0, 3, 0), AnomalySamples.Planted(3000, 5, 3, 4, seed: 9));
        var (distance, factor, scores) = (new NeighborDistance().Fit(train), new LocalOutlierFactor().Fit(train), new float[rows.Rows]);
        distance.Score(rows, scores, new() { Threads = 3 });
        Assert.Equal(distance.Score(rows), scores);
        factor.Score(rows, scores, new() { Threads = 3 });
        Assert.Equal(factor.Score(rows), scores);
    }
}
