using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Neighbors;
using Xunit;

namespace Pipelines.Tests.Clustering;

/// <summary>Against the plainest writing of the paper: Golden/hierarchies.py.</summary>
public sealed class GenieTests
{
    [Theory, InlineData("wine"), InlineData("cancer"), InlineData("waves")]
    public void Clusters_are_those_of_the_paper(string set)
    {
        var x = HierarchySets.Of(set);
        foreach (var threshold in new[] { 0.1, 0.3, 0.7, 1 })
        {
            var expected = HierarchySets.Labels(FormattableString.Invariant($"{set}.genie.{threshold}"));
            foreach (var algorithm in new[] { NeighborAlgorithm.KdTree, NeighborAlgorithm.BruteForce })
            {
                var model = new Genie(new() { Clusters = 4, GiniThreshold = threshold, Algorithm = algorithm }).Fit(x);
                Assert.Equal(1, ClusterAgreement.AdjustedRandIndex(expected, model.Labels));
                Assert.Equal(model.Labels, model.Assign(x));
                Assert.Equal(x.Rows, model.Sizes.ToArray().Sum());
            }
        }
    }

    [Theory, InlineData(2, 3000), InlineData(5, 1500), InlineData(9, 800)]
    public void Both_spanning_trees_are_equally_long_and_threads_change_nothing(int columns, int rows)
    {
        var x = HierarchySets.Crowd(rows, columns);
        double[] cores = [.. Enumerable.Range(0, rows).Select(i => i % 5 / 4.0)];
        foreach (var core in new[] { [], cores })
        {
            var tree = SpanningTree.Of(x, core, NeighborAlgorithm.KdTree, new() { Threads = 2 });
            var other = SpanningTree.Of(x, core, NeighborAlgorithm.BruteForce, FitControl.Default);
            Assert.Equal(other.Squares, tree.Squares);
            var alone = SpanningTree.Of(x, core, NeighborAlgorithm.KdTree, new() { Threads = 1 });
            Assert.Equal(alone.From, tree.From);
            Assert.Equal(alone.To, tree.To);
            var sets = new DisjointSets(rows);
            Assert.All(tree.From.Zip(tree.To), edge => Assert.True(sets.Join(edge.First, edge.Second)));
        }
    }

    [Fact]
    public void Several_numbers_of_clusters_cost_one_tree()
    {
        var x = HierarchySets.Of("waves");
        var models = new Genie().FitEach(x, [2, 5, 9]);
        Assert.Equal([2, 5, 9], models.Select(m => m.Clusters));
        Assert.All(models, m => Assert.Equal(new Genie(m.Options).Fit(x).Labels, m.Labels));
    }

    [Fact]
    public void Sizes_stay_more_equal_the_lower_the_threshold()
    {
        var x = HierarchySets.Of("cancer");
        var smallest = new[] { 0.1, 0.3, 1 }.Select(t => new Genie(new() { Clusters = 5, GiniThreshold = t }).Fit(x).Sizes.ToArray().Min()).ToArray();
        Assert.True(smallest[0] > 40 && smallest[0] >= smallest[1] && smallest[1] > smallest[2], string.Join(' ', smallest));
    }

    [Fact]
    public void Equal_rows_stay_together_and_too_few_rows_are_refused()
    {
        var crowd = HierarchySets.Crowd(400, 1);
        var model = new Genie(new() { Clusters = 30 }).Fit(crowd);
        Assert.Equal(model.Labels, model.Assign(crowd));
        Assert.Equal(1, new Genie().Fit(new Matrix(40, 2)).Clusters);
        Assert.Equal("clustering.few", Assert.Throws<DataException>(() => new Genie().Fit(new Matrix(7, 1))).Code);
        Assert.Equal(1, new Genie(new() { Clusters = 1 }).Fit(new Matrix(1, 1)).Clusters);
    }

    [Fact]
    public void Inequality_is_kept_as_the_definition_says()
    {
        List<int> sizes = [.. Enumerable.Repeat(1, 60)];
        var inequality = new SizeInequality(60);
        var rng = Rng.At(1);
        while (sizes.Count > 1)
        {
            var (a, b) = (rng.NextBelow(sizes.Count), rng.NextBelow(sizes.Count - 1));
            b += b >= a ? 1 : 0;
            inequality.Merge(sizes[a], sizes[b]);
            sizes[a] += sizes[b];
            sizes.RemoveAt(b);
            var pairs = sizes.Sum(x => sizes.Sum(y => Math.Abs(x - y))) / 2.0;
            Assert.Equal(sizes.Count == 1 ? 0 : pairs / ((sizes.Count - 1) * 60.0), inequality.Gini(sizes.Count), 1e-12);
            Assert.Equal(sizes.Min(), inequality.Smallest);
        }
    }
}
