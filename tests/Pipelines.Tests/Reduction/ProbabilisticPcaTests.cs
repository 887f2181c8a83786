using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Reduction;
using Xunit;

namespace Pipelines.Tests.Reduction;

/// <summary>Against the closed form and a plain expectation maximisation in numpy: Golden/reduction.py.</summary>
public sealed class ProbabilisticPcaTests
{
    private static readonly Matrix Wine = new StandardScaler().Fit(GoldenSets.Of("wine")).Transform(GoldenSets.Of("wine"));

    [Fact]
    public void Complete_rows_give_the_closed_form_and_its_likelihood()
    {
        var model = new ProbabilisticPca(new() { Components = 3 }).Fit(Wine);
        GoldenSets.Close(GoldenSets.Numbers["ppca.noise"], [model.NoiseVariance]);
        GoldenSets.Close(GoldenSets.Numbers["ppca.likelihood"], [model.MeanLogLikelihood]);
        var pca = new Pca(new() { Components = 3 }).Fit(Wine);
        GoldenSets.Close(Array.ConvertAll(pca.Components.Values.ToArray(), v => (double)v), model.Components.Values);
        GoldenSets.Close(Array.ConvertAll(pca.ExplainedVariance.ToArray(), v => v * 177 / 178), model.Variances);
    }

    [Fact]
    public void Rows_with_holes_give_the_maximum_of_the_likelihood()
    {
        var (holes, golden) = (Holes(), GoldenSets.Numbers);
        var model = new ProbabilisticPca(new() { Components = 3, Tolerance = 1e-12, MaxIterations = 3000 }).Fit(holes);
        GoldenSets.Close(golden["holes.likelihood"], [model.MeanLogLikelihood]);
        GoldenSets.Close(golden["holes.noise"], [model.NoiseVariance], 1e-4);
        GoldenSets.Close(golden["holes.variances"], model.Variances, 1e-4);
        GoldenSets.Close(golden["holes.mean"], model.Mean, 1e-3);
        GoldenSets.Close(golden["holes.filled"], model.Impute(holes.View[..6]).Values, 1e-4);
    }

    [Fact]
    public void Fills_holes_better_than_the_mean_and_leaves_the_rest_alone()
    {
        var holes = Holes();
        var filled = new ProbabilisticPca(new() { Components = 3 }).Fit(holes).Impute(holes);
        double missed = 0, mean = 0;
        for (var i = 0; i < holes.Values.Length; i++)
        {
            if (float.IsNaN(holes.Values[i]))
            {
                missed += Math.Pow(filled.Values[i] - Wine.Values[i], 2);
                mean += Math.Pow(Wine.Values[i], 2); // standardised: the mean is 0
            }
            else
            {
                Assert.Equal(holes.Values[i], filled.Values[i]);
            }
        }
        Assert.InRange(missed / mean, 0.1, 0.7);
    }

    [Fact]
    public void The_likelihood_rises_with_each_pass()
    {
        var losses = new List<double>();
        new ProbabilisticPca(new() { Components = 2, MaxIterations = 40 }).Fit(Holes(), new() { Progress = new Listener(losses.Add) });
        Assert.True(losses.Count > 3);
        Assert.All(losses.Zip(losses.Skip(1)), p => Assert.True(p.Second <= p.First + 1e-9, $"{p.First} then {p.Second}"));
    }

    [Fact]
    public void A_row_of_holes_says_nothing_and_a_column_of_holes_is_refused()
    {
        var model = new ProbabilisticPca(new() { Components = 2 }).Fit(Holes());
        var empty = new Matrix(1, 13);
        empty[0].Fill(float.NaN);
        var likelihood = new double[1];
        model.LogLikelihoods(empty, likelihood);
        Assert.Equal(0, likelihood[0], 1e-12);
        Assert.All(model.Transform(empty).Values, v => Assert.Equal(0, v));
        var holes = Holes();
        for (var r = 0; r < holes.Rows; r++)
        {
            holes[r][4] = float.NaN;
        }
        Assert.Contains("column 4", Assert.Throws<DataException>(() => new ProbabilisticPca().Fit(holes)).Message, StringComparison.Ordinal);
        holes[3][4] = float.PositiveInfinity;
        Assert.Throws<DataException>(() => new ProbabilisticPca().Fit(holes));
    }

    [Fact]
    public void Same_bits_on_any_number_of_threads_with_holes()
    {
        var x = PcaTests.Noise(600, 40, 0);
        for (var i = 0; i < x.Values.Length; i += 7)
        {
            x.Values[i] = float.NaN;
        }
        var options = new ProbabilisticPcaOptions { Components = 8, MaxIterations = 5 };
        Assert.Equal(new ProbabilisticPca(options).Fit(x, new() { Threads = 1 }).Components.Values, new ProbabilisticPca(options).Fit(x, new() { Threads = 8 }).Components.Values);
    }

    private static Matrix Holes()
    {
        var holes = new Matrix(Wine.Rows, Wine.Columns, [.. Wine.Values]);
        for (var i = 0; i < holes.Rows; i++)
        {
            for (var j = 0; j < holes.Columns; j++)
            {
                holes[i][j] = ((i * 7) + (j * 13) + (i * j)) % 9 == 0 ? float.NaN : holes[i][j];
            }
        }
        return holes;
    }

    private sealed class Listener(Action<double> hear) : IProgress<FitStep>
    {
        public void Report(FitStep value) => hear(value.Loss);
    }
}
