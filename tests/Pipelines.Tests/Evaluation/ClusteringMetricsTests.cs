using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Evaluation;

/// <summary>Against scikit-learn 1.2.1: Golden/clustering_metrics.py.</summary>
public sealed class ClusteringMetricsTests
{
    private static readonly GoldenNumbers Golden = new("clustering_metrics.txt");

    [Theory, InlineData("iris"), InlineData("wine"), InlineData("digits")]
    public void Indices_and_silhouettes_are_those_of_scikit_learn(string set)
    {
        var (x, labels) = (LabelledRows.Read(set).Rows, Ints($"{set}.labels"));
        var metrics = ClusteringMetrics.Of(x, labels, int.MaxValue).WithClasses(Ints($"{set}.classes"), labels);
        GoldenNumbers.Close(Golden[$"{set}.shape"], [metrics.WithinSquares, metrics.Silhouette, metrics.DaviesBouldin, metrics.CalinskiHarabasz], 1e-6);
        GoldenNumbers.Close(Golden[$"{set}.agreement"], [.. metrics.Agreement!.All.Select(m => m.Value)], 1e-9);
        var silhouette = Silhouette.Of(x, labels);
        Assert.All(Golden[$"{set}.silhouettes"].Zip(silhouette.Values), pair => Assert.Equal(pair.First, pair.Second, 2e-6));
        Assert.Equal(x.Rows, silhouette.Measured);
        var weighted = silhouette.ByCluster.Zip(silhouette.MeasuredByCluster, (s, n) => s * n).Sum() / x.Rows;
        Assert.Equal(silhouette.Mean, weighted, 1e-12);
    }

    [Theory, InlineData("iris"), InlineData("wine"), InlineData("digits")]
    public void Rows_of_no_cluster_are_left_out(string set)
    {
        var (x, labels) = (LabelledRows.Read(set).Rows, Ints($"{set}.labels"));
        for (var i = 3; i < labels.Length; i += 7)
        {
            labels[i] = -1;
        }
        var metrics = ClusteringMetrics.Of(x, labels, int.MaxValue);
        GoldenNumbers.Close(Golden[$"{set}.kept"], [metrics.Silhouette, metrics.DaviesBouldin, metrics.CalinskiHarabasz], 1e-6);
        Assert.Equal(labels.Count(l => l < 0) / (double)x.Rows, metrics.NoiseShare, 1e-12);
        Assert.True(double.IsNaN(Silhouette.Of(x, labels).Values[3]));
    }

    [Theory, InlineData("same"), InlineData("one"), InlineData("one-many"), InlineData("many-one"), InlineData("all-alone"), InlineData("alone-some"), InlineData("chance"), InlineData("noise")]
    public void Agreement_of_odd_divisions_is_that_of_scikit_learn(string name)
    {
        var pair = Ints($"{name}.pair");
        var agreement = ClusterAgreement.Of(pair.AsSpan(0, 60), pair.AsSpan(60));
        Assert.All(Golden[$"{name}.agreement"].Zip(agreement.All), both => Assert.Equal(both.First, both.Second.Value, 1e-9));
        Assert.Equal(agreement.AdjustedRand, ClusterAgreement.AdjustedRandIndex(pair.AsSpan(0, 60), pair.AsSpan(60)));
    }

    [Fact]
    public void A_sample_measures_its_rows_against_all_of_them()
    {
        var (x, labels) = (LabelledRows.Read("digits").Rows, Ints("digits.labels"));
        var (all, some) = (Silhouette.Of(x, labels), Silhouette.Of(x, labels, 300, seed: 1));
        Assert.Equal(300, some.Measured);
        Assert.Equal(300, some.Values.Count(v => !double.IsNaN(v)));
        Assert.All(some.Values.Zip(all.Values).Where(v => !double.IsNaN(v.First)), v => Assert.Equal(v.Second, v.First));
        Assert.Equal(all.Mean, some.Mean, 0.03);
        Assert.Equal(Silhouette.Of(x, labels, 300, 1, new() { Threads = 1 }).Mean, some.Mean);
    }

    [Fact]
    public void One_cluster_no_cluster_and_rows_alone_have_no_index_but_are_no_error()
    {
        var x = new Matrix(3, 1, [1, 2, 4]);
        foreach (var labels in new int[][] { [0, 0, 0], [-1, -1, -1] })
        {
            var metrics = ClusteringMetrics.Of(x, labels);
            Assert.True(double.IsNaN(metrics.Silhouette) && double.IsNaN(metrics.DaviesBouldin) && double.IsNaN(metrics.CalinskiHarabasz));
        }
        Assert.Equal(0, ClusteringMetrics.Of(x, [5, 9, 7]).Silhouette);
        var same = ClusteringMetrics.Of(new Matrix(4, 2, [1, 2, 1, 2, 1, 2, 1, 2]), [0, 0, 1, 1]);
        Assert.Equal((0, 0, 1), (same.Silhouette, same.DaviesBouldin, same.CalinskiHarabasz));
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        var x = new Matrix(3, 2, [1, 2, 3, float.NaN, 5, 6]);
        Assert.Contains("row 1, column 1", Assert.Throws<DataException>(() => ClusteringMetrics.Of(x, [0, 1, 1])).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => ClusteringMetrics.Of(new Matrix(3, 2), [0, 1]));
        Assert.Throws<DataException>(() => Silhouette.Of(new Matrix(3, 2), [0, 1, 1], 0, 0));
        Assert.Throws<DataException>(() => ClusterAgreement.Of([], []));
    }

    private static int[] Ints(string name) => [.. Golden[name].Select(v => (int)v)];
}
