using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Reduction;
using Xunit;

namespace Pipelines.Tests.Reduction;

public sealed class RandomizedPcaTests
{
    // Variances of "wide" hardly fall beyond the third; such data needs more iterations.
    [Theory, InlineData("digits", 10, 4), InlineData("wide", 6, 12), InlineData("cancer", 3, 2)]
    public void Explains_all_but_a_trace_of_what_the_best_components_explain(string set, int components, int iterations)
    {
        var x = GoldenSets.Of(set);
        var (exact, random) = (new Pca(new() { Components = components }).Fit(x), new RandomizedPca(new() { Components = components, PowerIterations = iterations }).Fit(x));
        Assert.Equal(exact.TotalVariance, random.TotalVariance, exact.TotalVariance * 1e-9);
        var (most, found) = (exact.ExplainedVarianceRatio.ToArray().Sum(), random.ExplainedVarianceRatio.ToArray().Sum());
        Assert.InRange(found, most - 2.5e-4, most + 1e-6);
        Assert.InRange(Math.Abs(PcaTests.Dot(exact.Components[0], random.Components[0])), 1 - 1e-5, 1 + 1e-5);
    }

    [Fact]
    public void Finds_exactly_what_lies_in_a_plane_far_from_zero()
    {
        var x = new Matrix(4000, 300);
        for (var r = 0; r < x.Rows; r++)
        {
            for (var c = 0; c < x.Columns; c++)
            {
                x[r][c] = 10_000 + (r % 17 * (c % 5)) + (r % 4 * (c % 3));
            }
        }
        var model = new RandomizedPca(new() { Components = 2 }).Fit(x);
        Assert.Equal(1, model.ExplainedVarianceRatio.ToArray().Sum(), 1e-6);
        GoldenSets.Close(Array.ConvertAll(x.Values, v => (double)v), model.Inverse(model.Transform(x)).Values, 1e-6);
    }

    [Fact]
    public void The_bound_lies_above_the_first_singular_value_left_out_and_not_far()
    {
        var x = GoldenSets.Of("digits");
        var (all, few) = (new Pca().Fit(x), new RandomizedPca(new() { Components = 10 }).Fit(x));
        var bound = RandomizedPca.ErrorBound(few, x);
        Assert.InRange(bound, all.SingularValues[10], 100 * all.SingularValues[10]);
        Assert.Equal(0, RandomizedPca.ErrorBound(all, x), 1e-2);
    }

    [Fact]
    public void Same_bits_on_any_number_of_threads_and_chosen_by_itself_for_few_components_of_very_many_columns()
    {
        var x = PcaTests.Noise(1500, 1100, 0);
        var one = new Pca(new() { Components = 4 }).Fit(x, new() { Threads = 1 });
        Assert.Equal(new RandomizedPca(new() { Components = 4, PowerIterations = 4 }).Fit(x, new() { Threads = 2 }).Components.Values, one.Components.Values);
    }

    [Fact]
    public void Says_what_to_do_where_float32_overflows()
    {
        var x = new Matrix(3, 2, [1e30f, -1e30f, 2e30f, 1e29f, -3e30f, 5]);
        Assert.Equal("reduction.large", Assert.Throws<DataException>(() => new RandomizedPca().Fit(x)).Code);
        Assert.True(double.IsFinite(new Pca().Fit(x).ExplainedVariance[0]));
    }
}
