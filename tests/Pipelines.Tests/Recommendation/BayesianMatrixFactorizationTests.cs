using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Numerics;
using Pipelines.Recommendation;
using Xunit;

namespace Pipelines.Tests.Recommendation;

public sealed class BayesianMatrixFactorizationTests
{
    // Golden/bayesian_matrix_factorization.py, numpy 1.24.2.
    private static readonly double[] ConditionalMean = [0.20920574606719877, 0.26608331771545796, -0.03364089402712681];
    private static readonly double[] ConditionalCovariance =
    [
        0.21738335900594585, -0.021292260746317862, 0.0013580922918125617,
        -0.02129226074631787, 0.18630781021962317, -0.04236993465727415,
        0.0013580922918125606, -0.04236993465727415, 0.1267869544865096,
    ];

    [Fact]
    public void The_conditional_mean_of_a_user_is_the_closed_form_of_numpy()
    {
        var (users, items) = FixedSides();
        var (a, h) = (new double[3 * users.Stride], new double[users.Stride]);
        users.Condition(0, items, 2.5, a, h);
        SmallCholesky.SolveLower(a, 3, users.Stride, h);
        SmallCholesky.SolveUpper(a, 3, users.Stride, h);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(ConditionalMean[i], h[i], 1e-7); // The ratings are float32.
        }
    }

    [Fact]
    public void Draws_of_a_user_have_the_mean_and_covariance_of_numpy()
    {
        const int Draws = 40_000;
        var (users, items) = FixedSides();
        var (mean, products) = (new double[3], new double[9]);
        for (var draw = 0; draw < Draws; draw++)
        {
            users.Draw(items, 2.5, 1, draw, new() { Threads = 1 });
            for (var i = 0; i < 3; i++)
            {
                mean[i] += users.Value(0, i) / Draws;
                for (var j = 0; j < 3; j++)
                {
                    products[(i * 3) + j] += users.Value(0, i) * users.Value(0, j) / Draws;
                }
            }
        }
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(ConditionalMean[i], mean[i], 0.01); // 4 standard errors are .0093.
            for (var j = 0; j < 3; j++)
            {
                Assert.Equal(ConditionalCovariance[(i * 3) + j], products[(i * 3) + j] - (mean[i] * mean[j]), 0.008);
            }
        }
    }

    [Theory]
    [InlineData(
        new[] { 0, 2, 4 }, new[] { 5f, 1, 4 },
        new[] { 3.728899776015039, 3.570206255230029, 3.380228401371559, 3.938000295437859, 3.3058979081679087 },
        new[] { 1.684930994646467, 1.3994813986693542, 1.1983471370894923, 1.8016272099567674, 1.2613959593299056 },
        new[] { 5.772868557383611, 5.740931111790704, 5.562109665653626, 6.07437338091895, 5.350399857005912 })]
    [InlineData(
        new int[0], new float[0],
        new[] { 3.654754579884189, 2.9718137351769354, 3.9034467446873746, 3.519198376108062, 2.9969761880930195 },
        new[] { 1.2338904214971835, 0.476605711027529, 1.3404601443772672, 1.0150467430407426, 0.5296696249055444 },
        new[] { 6.075618738271195, 5.467021759326341, 6.466433344997482, 6.023350009175381, 5.464282751280495 })]
    public void A_new_person_gets_the_posterior_of_numpy(int[] history, float[] ratings, double[] mean, double[] low, double[] high)
    {
        var model = FixedModel();
        var (m, l, h) = (new float[5], new float[5], new float[5]);
        model.PredictFor(history, ratings, [0, 1, 2, 3, -1], m, l, h, 0.8);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(mean[i], m[i], 1e-5);
            Assert.Equal(low[i], l[i], 1e-5);
            Assert.Equal(high[i], h[i], 1e-5);
        }
        var alone = new float[5];
        model.PredictFor(history, ratings, [0, 1, 2, 3, -1], alone);
        Assert.Equal(m, alone);
    }

    [Fact]
    public void A_person_without_ratings_is_predicted_as_a_user_never_seen()
    {
        var model = new BayesianMatrixFactorization(new() { Sweeps = 20 }).Fit(StarSamples.Random());
        var (unseen, empty) = (new float[3], new float[3]);
        model.Predict([-1, -1, -1], [0, 5, -1], unseen);
        model.PredictFor([], [], [0, 5, -1], empty);
        Assert.Equal(unseen, empty);
    }

    [Fact]
    public void A_new_person_is_predicted_better_from_their_ratings_than_without_them()
    {
        var data = StarSamples.Random(200, 60);
        var hidden = Enumerable.Range(0, data.Count).Where(e => e >= data.Cells.Starts[180]).ToArray();
        var model = new BayesianMatrixFactorization(new() { Factors = 3, Sweeps = 80 }).Fit(data.Select([.. Enumerable.Range(0, data.Count).Except(hidden)]));
        double with = 0, without = 0;
        for (var u = 180; u < 199; u++)
        {
            var row = data.Cells[u];
            var half = row.Count / 2;
            var predicted = new float[row.Count - half];
            model.PredictFor(row.Indices[..half], row.Values[..half], row.Indices[half..], predicted);
            with += SquaredError(predicted, row.Values[half..]);
            model.PredictFor([], [], row.Indices[half..], predicted);
            without += SquaredError(predicted, row.Values[half..]);
        }
        Assert.True(with < 0.6 * without, $"{with} with ratings, {without} without");
    }

    [Fact]
    public void Intervals_hold_the_promised_share_of_ratings_not_seen()
    {
        var data = StarSamples.Random(150, 80);
        var split = Split.Random(data.Count, 0.3, 1);
        var model = new BayesianMatrixFactorization(new() { Factors = 3 }).Fit(data.Select(split.Train));
        var test = data.Select(split.Test);
        var (hits, n) = (0, 0);
        for (var u = 0; u < test.Cells.Rows; u++)
        {
            var row = test.Cells[u];
            var users = Enumerable.Repeat(u, row.Count).ToArray();
            var (mean, low, high) = (new float[row.Count], new float[row.Count], new float[row.Count]);
            model.PredictInterval(users, row.Indices, mean, low, high, 0.8);
            for (var i = 0; i < row.Count; i++, n++)
            {
                Assert.InRange(mean[i], low[i], high[i]);
                hits += row.Values[i] >= low[i] && row.Values[i] <= high[i] ? 1 : 0;
            }
        }
        Assert.InRange((double)hits / n, 0.75, 0.86);
    }

    [Fact]
    public void Intervals_widen_with_the_level_and_for_what_was_never_seen()
    {
        var data = StarSamples.Random();
        var model = new BayesianMatrixFactorization(new() { Sweeps = 30 }).Fit(data);
        Assert.True(Width(0, 0, 0.5) < Width(0, 0, 0.9));
        Assert.True(Width(0, 0, 0.5) < Width(-1, -1, 0.5));
        Assert.True(Width(0, 0, 0.5) < Width(0, data.Items.Count - 1, 0.5)); // Nobody rated the last item.
        Assert.True(Width(0, 0, 0.5) < Width(data.Users.Count - 1, 0, 0.5)); // The last user rated nothing.

        float Width(int user, int item, double level)
        {
            Span<float> mean = [0], low = [0], high = [0];
            model.PredictInterval([user], [item], mean, low, high, level);
            return high[0] - low[0];
        }
    }

    [Fact]
    public void Refuses_levels_histories_and_spans_that_do_not_fit()
    {
        var model = FixedModel();
        var (one, two) = (new float[1], new float[2]);
        Assert.Equal("rating-model.level", Code(() => model.PredictInterval([0], [0], one, one, one, 1)));
        Assert.Equal("rating-model.level", Code(() => model.PredictInterval([0], [0], one, one, one, double.NaN)));
        Assert.Equal("rating-model.ends", Code(() => model.PredictInterval([0], [0], one, two, one)));
        Assert.Equal("rating-model.history", Code(() => model.PredictFor([0], [float.NaN], [0], one)));
        Assert.Equal("rating-model.pairs", Code(() => model.PredictFor([0], [1, 2], [0], one)));

        static string Code(Action action) => Assert.Throws<DataException>(action).Code;
    }

    [Fact]
    public void Refuses_settings_just_out_of_range()
    {
        foreach (var options in new BayesianMatrixFactorizationOptions[]
        {
            new() { Factors = 0 }, new() { Factors = 257 }, new() { Sweeps = 0 }, new() { BurnIn = 1 }, new() { BurnIn = double.NaN }, new() { Samples = 0 }, new() { Noise = (NoiseModel)9 }, new() { Seed = -1 },
        })
        {
            Assert.Throws<OptionException>(() => new BayesianMatrixFactorization(options));
        }
    }

    [Theory]
    [InlineData(NoiseModel.Shared)]
    [InlineData(NoiseModel.PerUser)]
    [InlineData(NoiseModel.PerUserAndItem)]
    public void Learns_tastes_that_biases_cannot(NoiseModel noise)
    {
        var data = StarSamples.Random(150, 80);
        var split = Split.Random(data.Count, 0.2, 1);
        var (train, test) = (data.Select(split.Train), data.Select(split.Test));
        var biases = StarSamples.Rmse(new DampedBiases().Fit(train), test);
        var model = StarSamples.Rmse(new BayesianMatrixFactorization(new() { Factors = 3, Noise = noise }).Fit(train), test);
        Assert.True(model < 0.75 * biases, $"{model} against {biases}");
    }

    [Fact]
    public void Keeps_no_more_samples_than_there_are_sweeps_and_keeps_the_last()
    {
        var written = new ModelWriter();
        new BayesianMatrixFactorization(new() { Sweeps = 3, BurnIn = 0.5, Samples = 50 }).Fit(StarSamples.Random()).Write(written);
        Assert.Equal([40, 2, 8], written.Tensors["user-factors"].Shape);
        Assert.DoesNotContain(0.0, (double[])written.Tensors["noise-precision"].Values);
    }

    private static (FactorSide Users, FactorSide Items) FixedSides()
    {
        var cells = new SparseMatrix(4, [0, 4], [0, 1, 2, 3], Floats(Sines(4, 2)));
        var (users, items) = (new FactorSide(cells, 2), new FactorSide(cells.View.Transpose(), 2));
        var (factors, biases, precisions) = (Sines(8, 0), Sines(4, 5), Sines(4, 9));
        for (var i = 0; i < 4; i++)
        {
            items.Features[i * items.Stride] = factors[i * 2];
            items.Features[(i * items.Stride) + 1] = factors[(i * 2) + 1];
            items.Biases[i] = 0.1 * biases[i];
            items.Noise.Precisions[i] = 1 + (0.5 * precisions[i]);
        }
        users.Noise.Precisions[0] = 0.7;
        return (users, items);
    }

    /// <summary>Two samples of no user and four items, made of sines as in the script.</summary>
    private static BayesianMatrixFactorizationModel FixedModel()
    {
        var (root, mean) = (Sines(18, 7), Sines(6, 8));
        var (precision, precisionMean, moments) = (new double[18], new double[6], new double[18]);
        for (var t = 0; t < 2; t++)
        {
            for (var i = 0; i < 3; i++)
            {
                for (var j = 0; j < 3; j++)
                {
                    precision[(t * 9) + (i * 3) + j] = i == j ? 2 : 0;
                    for (var l = 0; l < 3; l++)
                    {
                        precision[(t * 9) + (i * 3) + j] += root[(t * 9) + (i * 3) + l] * root[(t * 9) + (j * 3) + l];
                        moments[(t * 9) + (i * 3) + j] += root[(t * 9) + (l * 3) + i] * root[(t * 9) + (l * 3) + j];
                    }
                    precisionMean[(t * 3) + i] += precision[(t * 9) + (i * 3) + j] * 0.3 * mean[(t * 3) + j];
                }
            }
        }
        return new(new(), new(3.5, -100, 100), 1.1, new()
        {
            Factors = 2,
            UserFactors = [],
            UserBiases = [],
            UserSpread = [],
            UserNoise = [],
            ItemFactors = Floats(Sines(20, 1)),
            ItemBiases = Floats(Sines(10, 3, 0.2)),
            ItemSpread = Floats(Sines(5, 4, 0.05, 0.1)),
            ItemNoise = Floats(Sines(5, 6, 0.3, 1)),
            NoisePrecision = [1.5, 2],
            UserNoiseShape = [3, 4],
            UserPrecision = precision,
            UserPrecisionMean = precisionMean,
            ItemMoments = moments,
        });
    }

    private static double[] Sines(int count, double start, double factor = 1, double offset = 0) => [.. Enumerable.Range(0, count).Select(n => offset + (factor * Math.Sin(start + n)))];

    private static float[] Floats(double[] values) => Array.ConvertAll(values, v => (float)v);

    private static double SquaredError(ReadOnlySpan<float> predicted, ReadOnlySpan<float> actual)
    {
        double sum = 0;
        for (var i = 0; i < predicted.Length; i++)
        {
            sum += (predicted[i] - actual[i]) * (predicted[i] - actual[i]);
        }
        return sum;
    }
}
