using Pipelines.Data;
using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class AnomalyMetricsTests
{
    [Fact]
    public void Measures_what_can_be_counted_by_hand()
    {
        var metrics = AnomalyMetrics.Of([0.9f, 0.8f, 0.7f, 0.6f, 0.5f, 0.4f], [true, false, true, false, false, false]);
        Assert.Equal(7.0 / 8, metrics.RocAuc, 1e-12);
        Assert.Equal((1.0 + (2.0 / 3)) / 2, metrics.AveragePrecision, 1e-12);
        Assert.Equal(0.5, metrics.PrecisionAtN, 1e-12);
        Assert.Equal(1.0 / 3, metrics.BaseRate, 1e-12);
        Assert.Equal(["roc_auc", "auc_pr", "precision_at_n", "base_rate"], metrics.All.Select(m => m.Key));
    }

    [Fact]
    public void Rows_tied_at_the_boundary_count_their_share()
    {
        // Two anomalies: one row above, then three tied of which one is an anomaly.
        Assert.Equal((1 + (1.0 / 3)) / 2, AnomalyMetrics.Of([9, 5, 5, 5, 1], [true, true, false, false, false]).PrecisionAtN, 1e-12);
    }

    [Fact]
    public void Guessing_gives_a_half_and_the_base_rate()
    {
        bool[] anomalies = [.. Enumerable.Range(0, 5000).Select(i => i % 20 == 0)];
        var always = AnomalyBaseline.Always(anomalies);
        Assert.Equal((0.5, 0.05, 0.05), (always.RocAuc, Math.Round(always.AveragePrecision, 9), Math.Round(always.PrecisionAtN, 9)));
        var random = AnomalyBaseline.Random(anomalies);
        Assert.InRange(random.RocAuc, 0.45, 0.55);
        Assert.InRange(random.AveragePrecision, 0.03, 0.08);
        Assert.NotEqual(random, AnomalyBaseline.Random(anomalies, 1));
    }

    [Fact]
    public void Distance_from_the_mean_knows_the_training_rows_and_leaves_constants_out()
    {
        var train = new Matrix(4, 2, [1, 7, 2, 7, 3, 7, 4, 7]);
        var rows = new Matrix(3, 2, [2, 7, 9, 7, 2.5f, 1000]);
        Assert.Equal(1, AnomalyBaseline.DistanceFromMean(train, rows, [false, true, false]).RocAuc);
        Assert.Throws<DataException>(() => AnomalyBaseline.DistanceFromMean(train, new Matrix(1, 3), [true]));
    }

    [Fact]
    public void Without_anomalies_or_rows_there_is_nothing_to_measure()
    {
        var metrics = AnomalyMetrics.Of([1f, 2f], [false, false]);
        Assert.True(double.IsNaN(metrics.RocAuc) && double.IsNaN(metrics.AveragePrecision) && double.IsNaN(metrics.PrecisionAtN));
        Assert.Throws<DataException>(() => AnomalyMetrics.Of(ReadOnlySpan<float>.Empty, []));
        Assert.Throws<DataException>(() => AnomalyMetrics.Of([1f, float.NaN], [true, false]));
    }
}
