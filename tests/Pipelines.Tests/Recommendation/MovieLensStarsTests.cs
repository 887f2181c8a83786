using System.Diagnostics;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Recommendation;
using Xunit;

namespace Pipelines.Tests.Recommendation;

/// <summary>The bar of the stars on real ratings: every test rating is scored, also of films never seen in training.</summary>
public sealed class MovieLensStarsTests(ITestOutputHelper output)
{
    [Fact]
    public void The_default_model_is_far_below_the_biases_on_one_split()
    {
        var (biases, model, covered, _) = Measure(1);
        Assert.InRange(biases, 0.87, 0.90);
        Assert.True(model <= 0.866);
        Assert.True(model <= biases - 0.023);
        Assert.InRange(covered, 0.88, 0.92);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void The_default_model_reaches_the_bar_on_the_mean_of_five_splits()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PIPELINES_SLOW") == "1", "Set PIPELINES_SLOW=1 to run the five splits, about 20 s.");
        double biases = 0, model = 0, covered = 0, better = 0;
        for (var seed = 1; seed <= 5; seed++)
        {
            var one = Measure(seed);
            var plain = StarSamples.Rmse(new BayesianMatrixFactorization(new() { Noise = NoiseModel.Shared }).Fit(Train(seed)), Test(seed));
            output.WriteLine(FormattableString.Invariant($"split {seed}: plain sampler {plain:F4}"));
            (biases, model, covered, better) = (biases + (one.Biases / 5), model + (one.Model / 5), covered + (one.Covered / 5), better + ((plain - one.Model) / 5));
        }
        output.WriteLine(FormattableString.Invariant($"mean: biases {biases:F4}, model {model:F4}, 90 % intervals hold {covered:P1}, below the plain sampler by {better:F4}"));
        Assert.True(model <= 0.866);
        Assert.True(model <= biases - 0.023);
        Assert.True(better >= 0.004);
        Assert.InRange(covered, 0.88, 0.92);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void People_left_out_of_training_are_predicted_better_than_by_averages()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PIPELINES_SLOW") == "1", "Set PIPELINES_SLOW=1 to fit without every fifth person, about 3 s.");
        var all = All();
        var isNew = Enumerable.Range(0, all.Users.Count).Select(u => Rng.At(1, 0, u).NextBelow(5) == 0).ToArray();
        var rest = Enumerable.Range(0, all.Users.Count).Where(u => !isNew[u]).SelectMany(u => Enumerable.Range((int)all.Cells.Starts[u], all.Cells[u].Count)).ToArray();
        var model = new BayesianMatrixFactorization().Fit(all.Select(rest));
        var baseline = new DampedBiases().Fit(all.Select(rest));
        double squares = 0, biasSquares = 0;
        int count = 0, covered = 0;
        for (var u = 0; u < isNew.Length; u++)
        {
            if (!isNew[u])
            {
                continue;
            }
            var row = all.Cells[u];
            var split = Split.Random(row.Count, 0.2, u);
            var (history, items) = (At(row.Indices, split.Train), At(row.Indices, split.Test));
            var (ratings, actual) = (At(row.Values, split.Train), At(row.Values, split.Test));
            var (mean, low, high) = (new float[items.Length], new float[items.Length], new float[items.Length]);
            model.PredictFor(history, ratings, items, mean, low, high, 0.9);
            double own = 0;
            for (var j = 0; j < history.Length; j++)
            {
                own += ratings[j] - baseline.Mean - baseline.ItemBiases[history[j]];
            }
            own /= history.Length + baseline.Options.UserDamping;
            for (var j = 0; j < items.Length; j++, count++)
            {
                squares += Math.Pow(mean[j] - actual[j], 2);
                biasSquares += Math.Pow(baseline.Mean + baseline.ItemBiases[items[j]] + own - actual[j], 2);
                covered += actual[j] >= low[j] && actual[j] <= high[j] ? 1 : 0;
            }
        }
        var (rmse, byBiases) = (Math.Sqrt(squares / count), Math.Sqrt(biasSquares / count));
        output.WriteLine(FormattableString.Invariant($"{count} ratings of new people: RMSE {rmse:F4}, by biases {byBiases:F4}, 90 % intervals hold {(double)covered / count:P1}"));
        Assert.True(rmse < byBiases - 0.015);
        Assert.InRange((double)covered / count, 0.87, 0.93);

        static T[] At<T>(ReadOnlySpan<T> values, int[] places)
        {
            var taken = new T[places.Length];
            for (var i = 0; i < taken.Length; i++)
            {
                taken[i] = values[places[i]];
            }
            return taken;
        }
    }

    private (double Biases, double Model, double Covered, double Seconds) Measure(long seed)
    {
        var (train, test) = (Train(seed), Test(seed));
        var control = new FitControl { Cancellation = TestContext.Current.CancellationToken };
        var biases = StarSamples.Rmse(new DampedBiases().Fit(train, control), test);
        var watch = Stopwatch.StartNew();
        var model = new BayesianMatrixFactorization().Fit(train, control);
        var seconds = watch.Elapsed.TotalSeconds;
        var (rmse, covered) = (StarSamples.Rmse(model, test), Covered(model, test));
        var descent = StarSamples.Rmse(new MatrixFactorization().Fit(train, control), test);
        output.WriteLine(FormattableString.Invariant(
            $"split {seed}: biases {biases:F4}, SGD {descent:F4}, Gibbs {rmse:F4}, 90 % intervals hold {covered:P1} of {test.Count}, fitted in {seconds:F2} s, {Bytes(model) / 1e6:F1} MB"));
        return (biases, rmse, covered, seconds);
    }

    private static double Covered(BayesianMatrixFactorizationModel model, Ratings test)
    {
        var hits = 0;
        for (var u = 0; u < test.Cells.Rows; u++)
        {
            var row = test.Cells[u];
            var (mean, low, high) = (new float[row.Count], new float[row.Count], new float[row.Count]);
            model.PredictInterval(Enumerable.Repeat(u, row.Count).ToArray(), row.Indices, mean, low, high, 0.9);
            for (var i = 0; i < row.Count; i++)
            {
                hits += row.Values[i] >= low[i] && row.Values[i] <= high[i] ? 1 : 0;
            }
        }
        return (double)hits / test.Count;
    }

    private static long Bytes(BayesianMatrixFactorizationModel model)
    {
        var writer = new ModelWriter();
        model.Write(writer);
        return writer.Tensors.Values.Sum(t => Buffer.ByteLength(t.Values));
    }

    private static Ratings All()
    {
        Assert.SkipWhen(MovieLensSmall.All is null, "datasets/movielens-small/ratings.csv is not in this checkout.");
        return MovieLensSmall.All!;
    }

    private static Ratings Train(long seed) => All().Select(Split.Random(All().Count, 0.2, seed).Train);

    private static Ratings Test(long seed) => All().Select(Split.Random(All().Count, 0.2, seed).Test);
}
