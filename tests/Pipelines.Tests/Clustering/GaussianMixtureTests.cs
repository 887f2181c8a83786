using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Clustering;

/// <summary>Mixtures of normal distributions against scikit-learn 1.2.1 (Golden/gaussian_mixture.py) and against plain loops.</summary>
public sealed class GaussianMixtureTests
{
    private static readonly GoldenNumbers Numbers = new("gaussian_mixture.txt");

    public static TheoryData<string, CovarianceKind> Fits
    {
        get
        {
            var fits = new TheoryData<string, CovarianceKind>();
            foreach (var set in new[] { "iris", "wine", "cancer" })
            {
                foreach (var kind in Enum.GetValues<CovarianceKind>())
                {
                    fits.Add(set, kind);
                }
            }
            return fits;
        }
    }

    [Theory, MemberData(nameof(Fits))]
    public void From_the_same_labels_reaches_the_likelihood_and_parameters_of_scikit_learn(string set, CovarianceKind kind)
    {
        var (rows, _, k) = ClassicSets.Of(set);
        var labels = Enumerable.Range(0, rows.Rows).Select(r => r * k / rows.Rows).ToArray();
        var model = new GaussianMixture(new() { Covariance = kind }).Refine(rows, labels);
        var at = $"{set}.{KebabCase.Of(kind.ToString())}";
        GoldenNumbers.Close(Numbers[at + ".likelihood"], [model.LogLikelihood, model.Bic, model.Aic, model.Iterations], 1e-6);
        Near(Numbers[at + ".weights"], model.Weights);
        Near(Numbers[at + ".means"], [.. Enumerable.Range(0, k).SelectMany(c => model.Mean(c).ToArray())]);
        Near(Numbers[at + ".covariance"], model.Covariance(0));
        Near(Numbers[at + ".scores"], Array.ConvertAll(model.Score(rows.View[..5]), v => -(double)v));
        var shares = new Matrix(5, k);
        model.Responsibilities(rows.View[..5], shares);
        Near(Numbers[at + ".shares"], Array.ConvertAll(shares.Values, v => (double)v));
        Assert.True(model.Converged);
    }

    [Fact]
    public void Finds_the_kinds_of_iris_as_well_as_scikit_learn()
    {
        var (rows, labels, k) = ClassicSets.Of("iris");
        var model = new GaussianMixture(new() { Components = k }).Fit(rows);
        Assert.True(model.LogLikelihood > Numbers["iris.best"][0] - 0.2, $"{model.LogLikelihood}");
        Assert.True(ClassicSets.AdjustedRand(labels, model.Assign(rows)) > 0.9035, $"{ClassicSets.AdjustedRand(labels, model.Assign(rows))}");
        // Of 150 rows one is to be unlike the others.
        Assert.Single(model.Score(rows), s => s > model.Threshold);
        Assert.True(model.Score(new Matrix(1, 4, [50, 50, 50, 50]))[0] > model.Threshold);
        Assert.Equal(float.MaxValue, model.Score(new Matrix(1, 4, [1e30f, 0, 0, 0]))[0]);
    }

    [Theory, InlineData(CovarianceKind.Full), InlineData(CovarianceKind.Tied), InlineData(CovarianceKind.Diagonal), InlineData(CovarianceKind.Spherical)]
    public void Gives_the_same_bits_on_any_number_of_threads_where_work_is_shared(CovarianceKind kind)
    {
        var (rows, _) = ClassicSets.Clouds(9000, 12, 4, 5);
        var options = new GaussianMixtureOptions { Components = 4, Covariance = kind, Restarts = 1, MaxIterations = 4 };
        var one = new GaussianMixture(options).Fit(rows, new() { Threads = 1 });
        foreach (var threads in new[] { 2, 8 })
        {
            var other = new GaussianMixture(options).Fit(rows, new() { Threads = threads });
            Assert.Equal(one.LogLikelihood, other.LogLikelihood);
            Assert.Equal(one.Covariance(3), other.Covariance(3));
        }
        Assert.Equal(one.LogLikelihood, -one.Score(rows).Sum(s => (double)s), Math.Abs(one.LogLikelihood) * 1e-6);
    }

    [Fact]
    public void The_likelihood_rises_with_every_pass()
    {
        var (rows, _) = ClassicSets.Clouds(2000, 5, 4, 3);
        var losses = new List<double>();
        new GaussianMixture(new() { Components = 4, Restarts = 1, Tolerance = 0, MaxIterations = 25 }).Fit(rows, new() { Progress = new Listener(s => losses.Add(s.Loss)) });
        Assert.Equal(25, losses.Count);
        Assert.All(losses.Skip(1).Zip(losses), pair => Assert.True(pair.First <= pair.Second + 1e-10));
    }

    [Fact]
    public void Bic_prefers_the_true_number_of_components()
    {
        var (rows, _) = ClassicSets.Clouds(1500, 3, 4, 30);
        var best = Enumerable.Range(1, 7).MinBy(k => new GaussianMixture(new() { Components = k, Restarts = 1 }).Fit(rows).Bic);
        Assert.Equal(4, best);
    }

    [Fact]
    public void Dull_rows_give_finite_answers()
    {
        foreach (var kind in Enum.GetValues<CovarianceKind>())
        {
            foreach (var (k, rows) in new[] { (1, new Matrix(1, 1, [5])), (2, new Matrix(4, 2, [3, 1, 3, 2, 3, 4, 3, 8])), (3, new Matrix(6, 2, [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4])), (2, new Matrix(5, 3)) })
            {
                var model = new GaussianMixture(new() { Components = k, Covariance = kind, CovarianceFloor = 0 }).Fit(rows);
                Assert.Equal(k, model.Requested);
                Assert.All(model.Score(rows), s => Assert.True(float.IsFinite(s)));
                Assert.Equal(1, model.Weights.ToArray().Sum(), 1e-9);
            }
        }
    }

    [Fact]
    public void Refuses_labels_with_gaps_and_fewer_rows_than_components()
    {
        var rows = new Matrix(3, 1, [1, 2, 3]);
        Assert.Equal("clustering.few", Assert.Throws<DataException>(() => new GaussianMixture().Fit(rows)).Code);
        Assert.Equal("clustering.label", Assert.Throws<DataException>(() => new GaussianMixture().Refine(rows, [0, -1, 1])).Code);
        Assert.Equal("clustering.label-unused", Assert.Throws<DataException>(() => new GaussianMixture().Refine(rows, [0, 2, 2])).Code);
        Assert.Equal("result.length", Assert.Throws<DataException>(() => new GaussianMixture().Refine(rows, [0, 0])).Code);
    }

    private static void Near(double[] expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var largest = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-4 * largest, $"Place {i}: expected {expected[i]:R}, got {actual[i]:R}.");
        }
    }

    private sealed class Listener(Action<FitStep> hear) : IProgress<FitStep>
    {
        public void Report(FitStep value) => hear(value);
    }
}
