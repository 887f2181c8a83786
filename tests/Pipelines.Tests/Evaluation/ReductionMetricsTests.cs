using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Reduction;
using Pipelines.Tests.Reduction;
using Xunit;

namespace Pipelines.Tests.Evaluation;

/// <summary>Against scikit-learn 1.2.1 and scipy 1.10.1: Golden/reduction.py.</summary>
public sealed class ReductionMetricsTests
{
    [Theory, InlineData("wine", 5), InlineData("wine", 20), InlineData("cancer", 5), InlineData("digits", 20), InlineData("wide", 20)]
    public void Trustworthiness_and_continuity_are_those_of_scikit_learn(string set, int neighbors)
    {
        var x = GoldenSets.Of(set);
        var y = new Pca(new() { Components = 2 }).Fit(x).Transform(x);
        // Digits are whole numbers: many rows are equally near, and which comes first is chance there and their place here.
        var tolerance = set == "digits" ? 2e-5 : 2e-6;
        Assert.Equal(GoldenSets.Numbers[$"{set}.trust.{neighbors}"][0], NeighborhoodPreservation.Trustworthiness(x, y, neighbors), tolerance);
        Assert.Equal(GoldenSets.Numbers[$"{set}.continuity.{neighbors}"][0], NeighborhoodPreservation.Continuity(x, y, neighbors), tolerance);
    }

    [Fact]
    public void The_same_rows_are_neighbours_of_themselves_and_too_few_rows_are_refused()
    {
        var x = GoldenSets.Of("wine");
        Assert.Equal(1, NeighborhoodPreservation.Trustworthiness(x, x));
        Assert.Throws<DataException>(() => NeighborhoodPreservation.Trustworthiness(x.View[..10], x.View[..10]));
        Assert.Throws<DataException>(() => NeighborhoodPreservation.Continuity(x, x.View[..100]));
    }

    [Fact]
    public void The_largest_angle_is_that_of_scipy_and_tiny_ones_keep_their_digits()
    {
        var (p, q) = (new Matrix(3, 13, GoldenSets.Numbers.Floats("angle.p")), new Matrix(2, 13, GoldenSets.Numbers.Floats("angle.q")));
        Assert.Equal(GoldenSets.Numbers["angle"][0], SubspaceAngle.Largest(p, q), 1e-9);
        Assert.Equal(GoldenSets.Numbers["angle"][0], SubspaceAngle.Largest(q, p), 1e-9);
        Assert.Equal(1e-5, SubspaceAngle.Largest(new Matrix(1, 3, [2, 0, 0]), new Matrix(1, 3, [1, 1e-5f, 0])), 1e-12);
        Assert.Equal(Math.PI / 2, SubspaceAngle.Largest(new Matrix(1, 2, [1, 0]), new Matrix(1, 2, [0, 3])), 1e-15);
        Assert.Equal(0, SubspaceAngle.Largest(p, p), 1e-14);
        Assert.Throws<DataException>(() => SubspaceAngle.Largest(p, new Matrix(1, 4, [1, 0, 0, 0])));
    }

    [Fact]
    public void What_training_rows_keep_is_the_share_explained()
    {
        var x = GoldenSets.Of("digits");
        var model = new Pca(new() { Components = 10 }).Fit(x);
        var metrics = ReductionMetrics.Of(x, model.Inverse(model.Transform(x)));
        Assert.Equal(model.ExplainedVarianceRatio.ToArray().Sum(), metrics.VarianceKept, 1e-6);
        var errors = new double[x.Rows];
        model.ReconstructionErrors(x, errors);
        Assert.Equal(errors.Average() / x.Columns, metrics.ReconstructionRmse * metrics.ReconstructionRmse, 1e-6);
        Assert.Equal(["reconstruction_rmse", "variance_kept"], metrics.All.Select(m => m.Key));
        Assert.Equal(4, metrics.WithNeighborhoods(x.View[..50], x.View[..50]).All.Count());
        Assert.True(double.IsNaN(ReductionMetrics.Of(new Matrix(2, 2), new Matrix(2, 2)).VarianceKept));
    }
}
