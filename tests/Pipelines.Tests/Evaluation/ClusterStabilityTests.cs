using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class ClusterStabilityTests
{
    [Fact]
    public void A_clustering_that_comes_out_again_is_perfectly_stable_whatever_its_labels()
    {
        int[] labels = [.. Enumerable.Range(0, 90).Select(i => (i % 3) + 4)];
        var stability = ClusterStability.Of(labels, rows => [.. rows.Select(r => 7 - (r % 3))], new() { Replicates = 5 });
        Assert.Equal(1, stability.MeanAdjustedRand);
        Assert.Equal([4, 5, 6], stability.Labels);
        Assert.All(stability.Jaccard, j => Assert.Equal(1, j));
        Assert.All(stability.Dissolved, d => Assert.Equal(0, d));
    }

    [Fact]
    public void A_cluster_that_is_halved_each_time_has_half_a_match_and_is_dissolved()
    {
        int[] labels = [.. Enumerable.Range(0, 4000).Select(i => i < 2000 ? 0 : 1)];
        // The second cluster is cut in two by parity.
        var stability = ClusterStability.Of(labels, rows => [.. rows.Select(r => r < 2000 ? 0 : 1 + (r % 2))], new() { Replicates = 10 });
        Assert.Equal(1, stability.Jaccard[0]);
        Assert.InRange(stability.Jaccard[1], 0.5, 0.53);
        Assert.InRange(stability.MeanAdjustedRand, 0.7, 0.8);
    }

    [Fact]
    public void Rows_are_drawn_with_replacement_sorted_and_the_same_for_a_seed()
    {
        var first = new List<int[]>();
        var second = new List<int[]>();
        ClusterStability.Of(new int[200], rows => { first.Add(rows); return new int[rows.Length]; }, new() { Replicates = 3 });
        ClusterStability.Of(new int[200], rows => { second.Add(rows); return new int[rows.Length]; }, new() { Replicates = 3 });
        Assert.Equal(first, second);
        Assert.All(first, rows => Assert.Equal(rows.Order(), rows));
        Assert.InRange(first[0].Distinct().Count(), 110, 145);
        Assert.NotEqual(first[0], first[1]);
    }

    [Fact]
    public void Noise_is_no_cluster_and_wrong_answers_are_refused()
    {
        var stability = ClusterStability.Of([-1, 0, 0, 0, 0, -1], rows => [.. rows.Select(r => r is 0 or 5 ? -1 : 3)], new() { Replicates = 4 });
        Assert.Equal([0], stability.Labels);
        Assert.Equal(1, stability.Jaccard[0]);
        Assert.Throws<DataException>(() => ClusterStability.Of([0, 1], _ => [0]));
        Assert.Throws<DataException>(() => ClusterStability.Of([], rows => rows));
    }

    [Fact]
    public void The_elbow_is_the_point_farthest_below_the_chord()
    {
        var elbow = Elbow.Of([2, 3, 4, 5, 6], [100, 40, 30, 25, 20]);
        Assert.Equal((1, 3.0), (elbow.Place, elbow.X));
        Assert.Equal(1 - 0.25 - 0.25, elbow.Depth, 1e-12);
        Assert.Equal(-1, Elbow.Of([1, 2, 3], [3, 2, 1]).Place);
        Assert.Equal(-1, Elbow.Of([1, 2, 3], [1, 2, 3]).Place);
        Assert.Throws<DataException>(() => Elbow.Of([1, 2], [2, 1]));
        Assert.Throws<DataException>(() => Elbow.Of([1, 1, 2], [2, 1, 0]));
        Assert.Throws<DataException>(() => Elbow.Of([1, 2, 3], [2, double.NaN, 0]));
    }
}
