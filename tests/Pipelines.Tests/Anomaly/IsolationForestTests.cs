using Pipelines.Anomaly;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Anomaly;

public sealed class IsolationForestTests
{
    [Fact]
    public void Scores_as_scikit_learn_does_with_the_same_trees()
    {
        var golden = AnomalySamples.Golden;
        var model = new IsolationForestModel(13, 64, 0.5f, [.. Enumerable.Range(0, 7).Select(Tree)]);
        GoldenNumbers.Close(golden["forest.scores"], model.Score(AnomalySamples.Wine), 1e-6);
    }

    [Fact]
    public void Many_trees_score_as_many_trees_of_scikit_learn()
    {
        var expected = AnomalySamples.Golden["forest.large"];
        var actual = new IsolationForest(new() { Trees = 2000 }).Fit(AnomalySamples.Cancer).Score(AnomalySamples.Cancer);
        // A depth varies by about 2 from tree to tree, so a score of 2,000 trees by about .002 and a difference by .0026: the largest of 569 stays within five of these.
        Assert.InRange(expected.Zip(actual).Max(p => Math.Abs(p.First - p.Second)), 0, 0.013);
        Assert.InRange(expected.Zip(actual).Average(p => p.Second - p.First), -0.001, 0.001);
    }

    [Fact]
    public void Puts_planted_rows_first_and_calls_the_share_that_was_asked_for()
    {
        var rows = AnomalySamples.Planted(500, 10, 4, 6);
        var model = new IsolationForest(new() { Contamination = 0.02 }).Fit(rows);
        var scores = model.Score(rows);
        Assert.True(scores[500..].Min() > scores[..500].Max());
        Assert.Equal(10, scores.Count(s => s > model.Threshold));
        Assert.Equal(0.5f, new IsolationForest().Fit(rows).Threshold);
        Assert.Equal(0.7f, model.WithThreshold(0.7f).Threshold);
    }

    [Fact]
    public void Equal_rows_are_all_as_usual_as_each_other()
    {
        var rows = new Matrix(300, 2);
        Assert.All(new IsolationForest().Fit(rows).Score(rows), s => Assert.Equal(0.5f, s));
    }

    [Fact]
    public void Cuts_columns_whose_values_hardly_differ()
    {
        var rows = AnomalySamples.Planted(200, 2, 1, 1000);
        foreach (ref var value in rows.Values.AsSpan())
        {
            value *= 1e-20f;
        }
        var scores = new IsolationForest().Fit(rows).Score(rows);
        Assert.True(scores[200..].Min() > scores[..200].Max());
    }

    [Fact]
    public void Scores_the_same_bits_on_several_threads()
    {
        var rows = AnomalySamples.Planted(1000, 3, 5, 4);
        var model = new IsolationForest().Fit(rows);
        var shared = new float[rows.Rows];
        model.Score(rows, shared, new() { Threads = 4 });
        Assert.Equal(model.Score(rows), shared);
        Assert.Throws<OperationCanceledException>(() => model.Score(rows, shared, new() { Threads = 1, Cancellation = new(canceled: true) }));
    }

    [Theory]
    [InlineData(0.01, false)]
    [InlineData(0.5, true)]
    public void Takes_fewer_columns_and_rows_with_replacement(double features, bool bootstrap)
    {
        var rows = AnomalySamples.Planted(300, 3, 6, 8);
        var scores = new IsolationForest(new() { Features = features, Bootstrap = bootstrap, Samples = 64 }).Fit(rows).Score(rows);
        Assert.True(scores[300..].Min() > scores[..300].Max());
    }

    [Fact]
    public void Draws_every_row_where_a_tree_may_have_them_all()
    {
        // With all 64 different values among the rows of each tree, and cuts to the end of 6 levels at least, no tree can be grown from doubles.
        var rows = new Matrix(64, 1, [.. Enumerable.Range(0, 64).Select(i => (float)i)]);
        var tree = IsolationTree.Grow(rows, 64, 1, false, Rng.At(3));
        Assert.InRange(tree.Length, 32, 127);
        Assert.All(tree.Where(n => !n.IsLeaf), n => Assert.InRange(n.Cut, 0f, 63f));
    }

    /// <summary>A tree of Golden/anomaly.py in our layout: children side by side, and after their parent.</summary>
    private static IsolationNode[] Tree(int number)
    {
        double[] Of(string list) => AnomalySamples.Golden[$"forest.{number}.{list}"];
        var (left, right, feature, threshold, rows) = (Of("left"), Of("right"), Of("feature"), Of("threshold"), Of("rows"));
        var nodes = new List<IsolationNode> { default };
        var waiting = new Queue<(int From, int To, int Depth)>([(0, 0, 0)]);
        while (waiting.Count > 0)
        {
            var (from, to, depth) = waiting.Dequeue();
            if (left[from] < 0)
            {
                nodes[to] = new(float.PositiveInfinity, 0, to, (float)(depth + IsolationTree.MeanDepth((int)rows[from])));
                continue;
            }
            // x ≤ t in double is x ≤ the largest float32 that is not above t.
            var cut = (float)threshold[from];
            nodes[to] = new(cut > threshold[from] ? MathF.BitDecrement(cut) : cut, (int)feature[from], nodes.Count, 0);
            waiting.Enqueue(((int)left[from], nodes.Count, depth + 1));
            waiting.Enqueue(((int)right[from], nodes.Count + 1, depth + 1));
            nodes.AddRange([default, default]);
        }
        return [.. nodes];
    }
}
