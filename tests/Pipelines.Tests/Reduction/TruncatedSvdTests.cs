using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Reduction;
using Pipelines.Tests.Conformance;
using Xunit;

namespace Pipelines.Tests.Reduction;

/// <summary>Against TruncatedSVD of scikit-learn 1.2.1 by Lanczos iteration: Golden/reduction.py.</summary>
public sealed class TruncatedSvdTests
{
    private static readonly SparseMatrix X = Make();

    [Fact]
    public void Directions_values_variances_and_scores_are_those_of_scikit_learn()
    {
        var golden = GoldenSets.Numbers;
        var model = new TruncatedSvd(new() { Components = 4, PowerIterations = 20 }).Fit(X);
        GoldenSets.Close(golden["svd.singular"], model.SingularValues);
        GoldenSets.Close(golden["svd.variance"], model.ExplainedVariance);
        GoldenSets.Close(golden["svd.ratio"], model.ExplainedVarianceRatio);
        GoldenSets.Close(golden["svd.components"], model.Components.Values[..(3 * X.Columns)]);
        var scores = model.Transform(SparseKind.Dense(X).View[..5]);
        GoldenSets.Close(golden["svd.scores"], [.. Enumerable.Range(0, 5).SelectMany(r => scores[r][..3].ToArray())]);
    }

    [Fact]
    public void Sparse_rows_are_transformed_as_dense_ones()
    {
        var model = new TruncatedSvd(new() { Components = 4 }).Fit(X);
        var (dense, sparse) = (model.Transform(SparseKind.Dense(X)), new Matrix(X.Rows, 4));
        model.Transform(X, sparse);
        GoldenSets.Close(Array.ConvertAll(dense.Values, v => (double)v), sparse.Values, 1e-6);
    }

    [Fact]
    public void Default_effort_comes_within_a_thousandth_of_the_values()
    {
        var golden = GoldenSets.Numbers["svd.singular"];
        Assert.All(golden.Zip(new TruncatedSvd(new() { Components = 4 }).Fit(X).SingularValues.ToArray()), p => Assert.InRange(p.Second, p.First * 0.999, p.First * (1 + 1e-9)));
    }

    [Fact]
    public void Same_bits_on_any_number_of_threads_where_work_is_shared() => Assert.Equal(
        new TruncatedSvd(new() { Components = 4, Oversampling = 60 }).Fit(X, new() { Threads = 1 }).Components.Values,
        new TruncatedSvd(new() { Components = 4, Oversampling = 60 }).Fit(X, new() { Threads = 8 }).Components.Values);

    private static SparseMatrix Make()
    {
        var (starts, indices, values) = (new List<long> { 0 }, new List<int>(), new List<float>());
        for (var i = 0; i < 300; i++)
        {
            for (var j = 0; j < 120; j++)
            {
                if (((i * 31) + (j * 17) + (i * j)) % 5 == 0)
                {
                    indices.Add(j);
                    values.Add((float)((((i * 7919) + (j * 104729) + (i * j * 31)) % 101 / 50.0) + (((i % 5) + 1) * (j % 4))));
                }
            }
            starts.Add(indices.Count);
        }
        return new(120, [.. starts], [.. indices], [.. values]);
    }
}
