using System.Globalization;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Recommendation;
using Xunit;

namespace Pipelines.Tests.Recommendation;

/// <summary>What every model that predicts stars promises.</summary>
public sealed class RatingModelTests
{
    private static readonly Dictionary<string, Func<Ratings, FitControl?, IRatingModel>> Fits = new()
    {
        ["GlobalMean"] = (data, control) => new GlobalMean().Fit(data, control),
        ["DampedBiases"] = (data, control) => new DampedBiases().Fit(data, control),
        ["BayesianMatrixFactorization"] = (data, control) => new BayesianMatrixFactorization(new() { Factors = 3, Sweeps = 12 }).Fit(data, control),
        ["MatrixFactorization"] = (data, control) => new MatrixFactorization(new() { Factors = 5, Epochs = 12 }).Fit(data, control),
    };

    public static TheoryData<string> Names => [.. Fits.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_pair_gets_a_finite_score_within_the_range_of_the_ratings(string name)
    {
        var data = StarSamples.Random();
        Assert.All(PredictAll(Fits[name](data, null), data), r => Assert.InRange(r, data.Cells.Values.ToArray().Min(), data.Cells.Values.ToArray().Max()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_two_and_eight_threads_give_the_same_bits(string name)
    {
        var data = StarSamples.Random(120, 90);
        var one = PredictAll(Fits[name](data, new() { Threads = 1 }), data);
        Assert.Equal(one, PredictAll(Fits[name](data, new() { Threads = 2 }), data));
        Assert.Equal(one, PredictAll(Fits[name](data, new() { Threads = 8 }), data));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_reloaded_model_gives_the_same_bits_and_writes_the_same_again(string name)
    {
        var data = StarSamples.Random();
        var model = Fits[name](data, null);
        var written = Write((IModel)model);
        var reader = new ModelReader("test", "", written.Facts, written.Tensors);
        var read = ModelKinds.Readers[((IModel)model).Kind](reader);
        Assert.Equal(PredictAll(model, data), PredictAll((IRatingModel)read, data));
        Assert.Equal((model.Users, model.Items), (((IRatingModel)read).Users, ((IRatingModel)read).Items));
        var again = Write(read);
        Assert.Equal(written.Facts, again.Facts);
        Assert.Equal(written.Tensors.Keys, again.Tensors.Keys);
        Assert.All(written.Tensors, t => Assert.Equal(t.Value.Values, again.Tensors[t.Key].Values));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_ratings_are_not_changed(string name)
    {
        var data = StarSamples.Random();
        var (values, indices) = (data.Cells.Values.ToArray(), data.Cells.Indices.ToArray());
        _ = Fits[name](data, null);
        Assert.Equal(values, data.Cells.Values.ToArray());
        Assert.Equal(indices, data.Cells.Indices.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tiny_and_constant_ratings_work(string name)
    {
        Ratings[] samples =
        [
            StarSamples.Of([4f]),
            StarSamples.Of([4f, 2, 5, 1]),
            StarSamples.Of([4f], [2f], [5f]),
            StarSamples.Of([3f, 3, float.NaN], [3f, float.NaN, 3], [3f, 3, 3]),
            StarSamples.Of([float.NaN, float.NaN], [5f, float.NaN]),
            StarSamples.Of([1e6f, -1e6f], [3e6f, 0]),
        ];
        Assert.All(samples, s => Assert.All(PredictAll(Fits[name](s, null), s), r => Assert.InRange(r, s.Cells.Values.ToArray().Min(), s.Cells.Values.ToArray().Max())));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ratings_that_cannot_be_learned_from_are_refused(string name)
    {
        Assert.Equal("rating-model.empty", Assert.Throws<DataException>(() => Fits[name](StarSamples.Of([float.NaN, float.NaN]), null)).Code);
        var error = Assert.Throws<DataException>(() => Fits[name](StarSamples.Of([1, 2], [3, float.PositiveInfinity]), null));
        Assert.Equal("rating-model.finite", error.Code);
        Assert.Contains("'u2' for item 'i2'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Progress_rises_to_the_last_step(string name)
    {
        var steps = new List<FitStep>();
        _ = Fits[name](StarSamples.Random(), new() { Progress = new Steps(steps.Add) });
        Assert.Equal(Enumerable.Range(1, steps[^1].Of), steps.Select(s => s.Step));
        Assert.All(steps, s => Assert.True(double.IsFinite(s.Loss)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cancelling_stops_before_the_end(string name)
    {
        using var source = new CancellationTokenSource();
        var control = new FitControl { Cancellation = source.Token, Progress = new Steps(s => { if (s.Step == 2) { source.Cancel(); } }) };
        if (name == "GlobalMean")
        {
            source.Cancel(); // It has a single step.
        }
        Assert.ThrowsAny<OperationCanceledException>(() => Fits[name](StarSamples.Random(), control));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_culture_changes_nothing(string name)
    {
        var data = StarSamples.Random();
        var before = CultureInfo.CurrentCulture;
        var expected = PredictAll(Fits[name](data, null), data);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            var model = (IModel)Fits[name](data, null);
            var written = Write(model);
            Assert.Equal(expected, PredictAll((IRatingModel)ModelKinds.Readers[model.Kind](new("test", "", written.Facts, written.Tensors)), data));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predicting_allocates_nothing_after_the_first_call_and_a_pair_scores_the_same_alone(string name)
    {
        var data = StarSamples.Random();
        var model = Fits[name](data, null);
        var (users, items) = StarSamples.AllPairs(data);
        var together = new float[users.Length];
        model.Predict(users, items, together);
        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Predict(users, items, together);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        var alone = new float[1];
        for (var p = 0; p < users.Length; p++)
        {
            model.Predict(users.AsSpan(p, 1), items.AsSpan(p, 1), alone);
            Assert.Equal(together[p], alone[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Spans_of_different_length_are_refused(string name)
    {
        var model = Fits[name](StarSamples.Random(), null);
        Assert.Equal("rating-model.pairs", Assert.Throws<DataException>(() => model.Predict([1, 2], [1], new float[2])).Code);
    }

    private static float[] PredictAll(IRatingModel model, Ratings data)
    {
        var (users, items) = StarSamples.AllPairs(data);
        var ratings = new float[users.Length];
        model.Predict(users, items, ratings);
        return ratings;
    }

    private static ModelWriter Write(IModel model)
    {
        var writer = new ModelWriter();
        model.Write(writer);
        return writer;
    }
}
