using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Reduction;
using Xunit;

namespace Pipelines.Tests.Reduction;

/// <summary>Principal components against scikit-learn 1.2.1 (Golden/reduction.py), and what has no reference there.</summary>
public sealed class PcaTests
{
    public static TheoryData<string, int, PcaSolver> Sets => new()
    {
        { "wine", 13, PcaSolver.Auto }, { "wine", 13, PcaSolver.Dual },
        { "cancer", 10, PcaSolver.Auto }, { "cancer", 10, PcaSolver.Dual },
        { "digits", 30, PcaSolver.Auto },
        { "wide", 12, PcaSolver.Auto }, { "wide", 12, PcaSolver.Covariance },
        { "genes", 20, PcaSolver.Auto }, { "genes", 20, PcaSolver.Covariance },
    };

    [Theory, MemberData(nameof(Sets))]
    public void Axes_variances_scores_and_inverse_are_those_of_scikit_learn(string set, int components, PcaSolver solver)
    {
        var (x, golden) = (GoldenSets.Of(set), GoldenSets.Numbers);
        var model = new Pca(new() { Components = components, Solver = solver }).Fit(x);
        GoldenSets.Close(golden[$"{set}.mean"], model.Mean, 1e-7);
        GoldenSets.Close(golden[$"{set}.ratio"], model.ExplainedVarianceRatio);
        GoldenSets.Close(golden[$"{set}.noise"], [model.NoiseVariance]);
        GoldenSets.Close(golden[$"{set}.components"], model.Components.Values[..(4 * x.Columns)]);
        GoldenSets.Close(golden[$"{set}.scores"], model.Transform(x.View[..4]).Values);
        GoldenSets.Close(golden[$"{set}.inverse"], model.Inverse(model.Transform(x.View[..3])).Values);
        // Variances fall by ten orders of magnitude; each is compared with itself.
        for (var i = 0; i < components; i++)
        {
            GoldenSets.Close([golden[$"{set}.variance"][i]], [model.ExplainedVariance[i]]);
            GoldenSets.Close([golden[$"{set}.singular"][i]], [model.SingularValues[i]]);
        }
        var errors = new double[20];
        model.ReconstructionErrors(x.View[..20], errors);
        Assert.All(golden[$"{set}.residuals"].Zip(errors), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * (model.NoiseVariance * x.Columns + 1e-6)));
    }

    [Theory, MemberData(nameof(Sets))]
    public void Whitened_scores_are_those_of_scikit_learn_and_have_variance_1(string set, int components, PcaSolver solver)
    {
        var x = GoldenSets.Of(set);
        var model = new Pca(new() { Components = components, Solver = solver, Whiten = true }).Fit(x);
        GoldenSets.Close(GoldenSets.Numbers[$"{set}.white"], model.Transform(x.View[..4]).Values);
        var scores = model.Transform(x);
        for (var i = 0; i < components; i++)
        {
            Assert.Equal(1, Enumerable.Range(0, x.Rows).Sum(r => (double)scores[r][i] * scores[r][i]) / (x.Rows - 1), 1e-5);
        }
        var plain = new Pca(new() { Components = components, Solver = solver }).Fit(x);
        GoldenSets.Close(Array.ConvertAll(plain.Inverse(plain.Transform(x)).Values, v => (double)v), model.Inverse(scores).Values, 1e-6);
    }

    [Theory, InlineData("wine"), InlineData("cancer"), InlineData("digits"), InlineData("wide"), InlineData("genes")]
    public void Nine_tenths_of_the_variance_need_as_many_components_as_in_scikit_learn(string set)
    {
        var model = new Pca(new() { Variance = 0.9 }).Fit(GoldenSets.Of(set));
        Assert.Equal(GoldenSets.Numbers[$"{set}.share"][0], model.ResultColumns);
        Assert.Equal(Math.Min(3, model.ResultColumns), new Pca(new() { Variance = 0.9, Components = 3 }).Fit(GoldenSets.Of(set)).ResultColumns);
        Assert.Equal(model.ResultColumns, ComponentChoice.ByVariance(new Pca().Fit(GoldenSets.Of(set)), 0.9));
    }

    [Fact]
    public void A_line_far_from_zero_keeps_its_direction()
    {
        // The picture of the lecture, y = 2 x, moved far away and drifting: what is summed before it is centred loses all of this.
        var x = new Matrix(10_000, 2);
        for (var r = 0; r < x.Rows; r++)
        {
            x[r][0] = 1_000_000 + (r % 8) + (r / 1000 * 16);
            x[r][1] = 2 * x[r][0];
        }
        var model = new Pca().Fit(x);
        Assert.Equal([1 / MathF.Sqrt(5), 2 / MathF.Sqrt(5)], model.Components[0].ToArray());
        Assert.Equal(0, model.ExplainedVariance[1], 1e-9);
    }

    [Fact]
    public void Float32_products_of_many_columns_agree_with_double_ones()
    {
        var x = Noise(4000, 300, 1e3);
        var (single, precise) = (new Pca(new() { Components = 20, Solver = PcaSolver.Covariance }).Fit(x), new Pca(new() { Components = 20, Solver = PcaSolver.Covariance }).Fit(Scaled(x, 1e18f)));
        for (var i = 0; i < 20; i++)
        {
            // Numbers as large as these are multiplied in double at any width.
            Assert.Equal(1, precise.ExplainedVariance[i] / 1e36 / single.ExplainedVariance[i], 1e-6);
        }
        Assert.Equal(Trace(x), single.TotalVariance, 1e-7 * single.TotalVariance);
    }

    [Theory, InlineData(30, 500, PcaSolver.Dual), InlineData(500, 30, PcaSolver.Covariance), InlineData(40, 200, PcaSolver.Covariance)]
    public void Axes_stay_at_right_angles_also_where_rows_repeat(int rows, int columns, PcaSolver solver)
    {
        var x = Noise(rows, columns, 1);
        for (var r = 5; r < rows; r++)
        {
            x[r % 5].CopyTo(x[r]);
        }
        var model = new Pca(new() { Components = Math.Min(rows, columns), Solver = solver, Whiten = true }).Fit(x);
        for (var i = 0; i < model.ResultColumns; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                Assert.Equal(i == j ? 1 : 0, Dot(model.Components[i], model.Components[j]), 1e-6);
            }
            Assert.True(model.Components[i].ToArray().MaxBy(Math.Abs) > 0);
        }
        Assert.All(model.ExplainedVariance[4..].ToArray(), v => Assert.Equal(0, v));
        Assert.All(model.Transform(x).Values, v => Assert.True(float.IsFinite(v)));
        GoldenSets.Close(Array.ConvertAll(x.Values, v => (double)v), model.Inverse(model.Transform(x)).Values);
    }

    [Fact]
    public void Keeping_the_first_components_is_fitting_fewer()
    {
        var x = GoldenSets.Of("wine");
        var (cut, fitted) = (new Pca().Fit(x).Keep(3), new Pca(new() { Components = 3 }).Fit(x));
        Assert.Equal(fitted.Transform(x).Values, cut.Transform(x).Values);
        Assert.Equal(fitted.NoiseVariance, cut.NoiseVariance);
        Assert.Equal(fitted.ExplainedVarianceRatio, cut.ExplainedVarianceRatio);
        Assert.Throws<DataException>(() => cut.Keep(4));
    }

    [Fact]
    public void Squares_of_all_loadings_sum_to_the_variance_of_each_column()
    {
        var x = GoldenSets.Of("wine");
        var loadings = new Pca().Fit(x).Loadings();
        for (var c = 0; c < x.Columns; c++)
        {
            var mean = Enumerable.Range(0, x.Rows).Average(r => (double)x[r][c]);
            var variance = Enumerable.Range(0, x.Rows).Sum(r => (x[r][c] - mean) * (x[r][c] - mean)) / (x.Rows - 1);
            Assert.Equal(variance, loadings[c].ToArray().Sum(v => (double)v * v), variance * 1e-5);
        }
    }

    [Fact]
    public void Refuses_more_components_than_rows_or_columns_naming_all_three()
    {
        var error = Assert.Throws<DataException>(() => new Pca(new() { Components = 5 }).Fit(Noise(4, 7, 1)));
        Assert.Equal("Pca.Components must be at most 4 for 4 rows of 7 columns; got 5. Ask for fewer components or give more rows.", error.Message);
    }

    [Fact]
    public void Gives_the_same_bits_on_any_number_of_threads_where_work_is_shared()
    {
        var x = Noise(7000, 200, 1);
        var one = new Pca(new() { Components = 9 }).Fit(x, new() { Threads = 1 });
        foreach (var threads in new[] { 2, 8 })
        {
            Assert.Equal(one.Components.Values, new Pca(new() { Components = 9 }).Fit(x, new() { Threads = threads }).Components.Values);
        }
        Assert.Equal(one.Transform(x.View[6990..6991]).Values, one.Transform(x)[6990].ToArray());
    }

    internal static Matrix Noise(int rows, int columns, double offset)
    {
        var x = new Matrix(rows, columns);
        for (var r = 0; r < rows; r++)
        {
            var rng = Rng.At(5, item: r);
            var common = rng.NextGaussian();
            for (var c = 0; c < columns; c++)
            {
                x[r][c] = (float)(offset + (common * (c % 3)) + (rng.NextGaussian() * (1 + (c / 10.0))));
            }
        }
        return x;
    }

    internal static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }
        return sum;
    }

    private static Matrix Scaled(Matrix x, float by) => new(x.Rows, x.Columns, Array.ConvertAll(x.Values, v => v * by));

    private static double Trace(Matrix x)
    {
        var sum = 0.0;
        for (var c = 0; c < x.Columns; c++)
        {
            var mean = Enumerable.Range(0, x.Rows).Average(r => (double)x[r][c]);
            sum += Enumerable.Range(0, x.Rows).Sum(r => (x[r][c] - mean) * (x[r][c] - mean)) / (x.Rows - 1);
        }
        return sum;
    }
}
