using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Neighbors;
using Xunit;

namespace Pipelines.Tests.Clustering;

/// <summary>Against scikit-learn 1.2.1: Golden/hierarchies.py.</summary>
public sealed class DbscanTests
{
    public static TheoryData<string, double, int> Sets => new()
    {
        { "wine", 20, 5 }, { "wine", 40, 5 }, { "wine", 100, 5 }, { "cancer", 30, 8 }, { "cancer", 60, 8 }, { "cancer", 150, 8 }, { "waves", 0.5, 8 }, { "waves", 1, 8 }, { "waves", 2.5, 8 }, { "digits", 22, 6 },
    };

    [Theory, MemberData(nameof(Sets))]
    public void Labels_are_those_of_scikit_learn_however_neighbours_are_found(string set, double radius, int least)
    {
        var x = HierarchySets.Of(set);
        var expected = HierarchySets.Labels(FormattableString.Invariant($"{set}.dbscan.{radius}.{least}"));
        foreach (var algorithm in new[] { NeighborAlgorithm.BruteForce, NeighborAlgorithm.KdTree })
        {
            foreach (var threads in new[] { 1, 2 })
            {
                var model = new Dbscan(new() { Radius = radius, MinRows = least, Algorithm = algorithm }).Fit(x, new() { Threads = threads });
                Assert.Equal(expected, model.Labels);
                Assert.Equal(expected, model.Assign(x));
                Assert.Equal(expected.Max() + 1, model.Clusters);
            }
        }
    }

    [Theory, InlineData(2, 0.5), InlineData(3, 1), InlineData(6, 2.5)]
    public void Crowded_and_equal_rows_are_clustered_as_by_the_definition(int columns, double radius)
    {
        var x = HierarchySets.Crowd(700, columns);
        foreach (var least in new[] { 1, 4, 30 })
        {
            var expected = Plain(x, radius, least);
            Assert.Equal(expected, new Dbscan(new() { Radius = radius, MinRows = least, Algorithm = NeighborAlgorithm.KdTree }).Fit(x).Labels);
            Assert.Equal(expected, new Dbscan(new() { Radius = radius, MinRows = least, Algorithm = NeighborAlgorithm.BruteForce }).Fit(x).Labels);
        }
    }

    [Fact]
    public void Too_small_a_radius_leaves_noise_only_and_too_large_a_one_one_cluster()
    {
        var x = HierarchySets.Of("wine");
        var none = new Dbscan(new() { Radius = 1e-6 }).Fit(x);
        Assert.Equal((0, 0, 13), (none.Clusters, none.CoreRows.Rows, none.Columns));
        Assert.All(none.Assign(x), l => Assert.Equal(-1, l));
        Assert.All(new Dbscan(new() { Radius = 1e6 }).Fit(x).Labels.ToArray(), l => Assert.Equal(0, l));
        Assert.Equal(1, new Dbscan().Fit(new Matrix(50, 3)).Clusters);
        Assert.Equal(-1, new Dbscan().Fit(new Matrix(1, 3)).Labels[0]);
        Assert.Equal(0, new Dbscan(new() { MinRows = 1 }).Fit(new Matrix(1, 3)).Labels[0]);
    }

    [Fact]
    public void New_rows_belong_to_the_first_cluster_in_reach_or_to_none()
    {
        var model = new Dbscan(new() { Radius = 1, MinRows = 2 }).Fit(new Matrix(4, 1, [0, 0.5f, 2, 2.5f]));
        Assert.Equal([0, 0, 1, 1], model.Labels);
        Assert.Equal([0, 0, 1, -1], model.Assign(new Matrix(4, 1, [-1, 1.25f, 3.5f, 3.75f])));
    }

    [Fact]
    public void Distances_to_neighbours_fall_and_say_which_radius_makes_core_rows()
    {
        var x = HierarchySets.Of("waves");
        var distances = Dbscan.NeighborDistances(x, 8);
        Assert.Equal(distances.OrderDescending(), distances);
        var half = distances[300];
        var model = new Dbscan(new() { Radius = half * 1.0001, MinRows = 8 }).Fit(x);
        Assert.Equal(300, model.CoreRows.Rows, 3.0);
        Assert.Throws<DataException>(() => Dbscan.NeighborDistances(x, 1));
        Assert.Throws<DataException>(() => Dbscan.NeighborDistances(x, 601));
    }

    /// <summary>The definition, row by row.</summary>
    private static int[] Plain(Matrix x, double radius, int least)
    {
        bool Near(int a, int b)
        {
            var sum = 0.0;
            for (var c = 0; c < x.Columns; c++)
            {
                sum += Math.Pow((double)x[a][c] - x[b][c], 2);
            }
            return sum <= radius * radius;
        }
        var all = Enumerable.Range(0, x.Rows).ToArray();
        var near = all.Select(a => all.Where(b => Near(a, b)).ToArray()).ToArray();
        var labels = Enumerable.Repeat(-1, x.Rows).ToArray();
        var clusters = 0;
        foreach (var start in all.Where(r => near[r].Length >= least))
        {
            if (labels[start] >= 0)
            {
                continue;
            }
            var open = new Stack<int>([start]);
            labels[start] = clusters;
            while (open.TryPop(out var row))
            {
                foreach (var other in near[row].Where(o => labels[o] < 0 && near[row].Length >= least))
                {
                    labels[other] = clusters;
                    open.Push(other);
                }
            }
            clusters++;
        }
        return labels;
    }
}
