using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models;
using Xunit;

namespace Pipelines.Tests.Clustering;

/// <summary>k-means of a stream beside k-means of the same rows in memory.</summary>
public sealed class MiniBatchKMeansTests
{
    [Fact]
    public void Comes_close_to_k_means_in_memory_and_gives_the_same_bits_on_any_number_of_threads()
    {
        var (rows, labels) = ClassicSets.Clouds(60_000, 6, 9, 30);
        var options = new MiniBatchKMeansOptions { Clusters = 9 };
        var model = new MiniBatchKMeans(options).Fit(RowSource.Of(rows));
        Assert.Equal(1, ClassicSets.AdjustedRand(labels, model.Assign(rows)), 1e-9);
        var whole = new KMeans(new() { Clusters = 9 }).Fit(rows);
        Assert.InRange(model.Inertia, whole.Inertia * 0.999999, whole.Inertia * 1.0005);
        Assert.Equal(model.Inertia, model.InertiaOf(rows), 1e-6 * model.Inertia);
        Assert.Equal(60_000, model.Sizes.ToArray().Sum());
        foreach (var threads in new[] { 1, 8 })
        {
            Assert.Equal(model.Centroids.Values, new MiniBatchKMeans(options).Fit(RowSource.Of(rows), new() { Threads = threads }).Centroids.Values);
        }
    }

    [Fact]
    public void Overlapping_clusters_are_left_within_a_hundredth_of_the_best_inertia()
    {
        var (rows, _) = ClassicSets.Clouds(40_000, 4, 6, 3);
        var model = new MiniBatchKMeans(new() { Clusters = 6, BatchRows = 1000 }).Fit(RowSource.Of(rows));
        Assert.True(model.Inertia < 1.01 * new KMeans(new() { Clusters = 6 }).Fit(rows).Inertia);
    }

    [Fact]
    public void Few_rows_end_where_k_means_ends()
    {
        var (rows, _, k) = ClassicSets.Of("iris");
        var (stream, whole) = (new MiniBatchKMeans(new() { Clusters = k }).Fit(RowSource.Of(rows)), new KMeans(new() { Clusters = k, Seeding = KMeansSeeding.PlusPlus }).Fit(rows));
        Assert.Equal(whole.Centroids.Values, stream.Centroids.Values);
        Assert.Equal(whole.Inertia, stream.Inertia, 1e-6 * whole.Inertia);
        Assert.Equal((whole.Iterations, true), (stream.Iterations, stream.Converged));
    }

    [Fact]
    public void Dull_rows_are_clustered_and_bad_ones_refused_by_their_number_in_the_stream()
    {
        var twice = new MiniBatchKMeans(new() { Clusters = 4 }).Fit(RowSource.Of(new Matrix(6, 2, [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4])));
        Assert.Equal((2, 4, 0.0), (twice.Clusters, twice.Requested, twice.Inertia));
        Assert.Equal(0, new MiniBatchKMeans(new() { Clusters = 1 }).Fit(RowSource.Of(new Matrix(1, 1, [5]))).Inertia);
        Assert.Equal("clustering.few", Assert.Throws<DataException>(() => new MiniBatchKMeans().Fit(RowSource.Of(new Matrix(3, 1)))).Code);
        var (rows, _) = ClassicSets.Clouds(20_000, 2, 3, 5);
        rows[17_171][1] = float.NaN;
        Assert.Contains("row 17171, column 1", Assert.Throws<DataException>(() => new MiniBatchKMeans().Fit(RowSource.Of(rows))).Message, StringComparison.Ordinal);
    }
}
