using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Recommendation;
using Xunit;

namespace Pipelines.Tests.Recommendation;

public sealed class EaseTests
{
    private static readonly int[] History = [0, 3, 5];
    private static readonly float[] Weights = [5, 2, 3.5f];

    /// <summary>Users, items, input; then scores of a history, its reasons for item 2 and the partial correlations of item 2, from Golden/lists.py.</summary>
    public static TheoryData<int, int, EaseInput, double[], double[], double[]> Golden { get; } = new()
    {
        { 6, 11, EaseInput.Weighted, [0.164449942, -0.026847874, 0.076039752, 0.000000000, 0.049521968, 0.253044859, -0.037540231, 0.124822557, 0.000000000, 0.047019940, 0.419929509], [0.047899979, 0.000000000, 0.028139773], [0.049670170, 0.115099167, -1.000000000, 0.000000000, -0.031415374, 0.043356664, 0.108120840, 0.167248161, 0.000000000, -0.017677021, 0.049670170] },
        { 6, 11, EaseInput.Binary, [0.274967087, -0.134822653, 0.257961146, 0.000000000, 0.185047824, 0.274967087, -0.134822653, 0.257961146, 0.000000000, 0.185047824, 0.549934173], [0.128980573, 0.000000000, 0.128980573], [0.124988989, 0.127979070, -1.000000000, 0.000000000, -0.098070574, 0.124988989, 0.127979070, 0.357700781, 0.000000000, -0.098070574, 0.124988989] },
        { 6, 11, EaseInput.Logarithmic, [0.205529479, -0.055643009, 0.119837554, 0.000000000, 0.094369578, 0.267053435, -0.075660404, 0.206703161, 0.000000000, 0.090753295, 0.467605707], [0.068439115, 0.000000000, 0.051398439], [0.069018255, 0.128370958, -1.000000000, 0.000000000, -0.052903026, 0.064487613, 0.121583287, 0.246593322, 0.000000000, -0.040255922, 0.069018255] },
        { 14, 8, EaseInput.Weighted, [0.304411244, -0.037146263, 0.068030231, 0.000000000, 0.172107844, 0.529376654, -0.055457366, 0.107266772], [0.046802267, 0.000000000, 0.021227964], [0.052032919, 0.128654817, -1.000000000, 0.000000000, -0.052411123, 0.037279041, 0.151014900, 0.180992728] },
        { 14, 8, EaseInput.Binary, [0.512428777, -0.218436751, 0.290508328, 0.000000000, 0.613178353, 0.512428777, -0.218436751, 0.290508328], [0.145254164, 0.000000000, 0.145254164], [0.146070409, 0.152166741, -1.000000000, 0.000000000, -0.218208480, 0.146070409, 0.152166741, 0.495573030] },
        { 14, 8, EaseInput.Logarithmic, [0.381748274, -0.084585224, 0.111342494, 0.000000000, 0.314587828, 0.538245926, -0.110972708, 0.208660523], [0.067415450, 0.000000000, 0.043927044], [0.072274610, 0.142905073, -1.000000000, 0.000000000, -0.093513342, 0.061033025, 0.151994721, 0.283435922] },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Golden))]
    public void Gives_the_numbers_of_the_plain_formula_on_either_side(int users, int items, EaseInput input, double[] scores, double[] reasons, double[] similar)
    {
        foreach (var byUsers in new[] { true, false })
        {
            var model = new Ease(new() { Lambda = 2.5, Input = input }).Fit(GoldenRatings(users, items), null, byUsers);
            Assert.Equal(byUsers, model.IsByUsers);
            var actual = new float[items];
            model.Score(History, Weights, actual);
            var why = new ScoredItem[items];
            why = why[..model.Explain(History, Weights, 2, why)];
            var alike = new ScoredItem[items];
            alike = alike[..model.Similar(2, alike)];
            for (var i = 0; i < items; i++)
            {
                Assert.Equal(scores[i], actual[i], 2e-6);
            }
            Assert.Equal(History.Index().Where(h => reasons[h.Index] > 0).OrderByDescending(h => reasons[h.Index]).Select(h => h.Item), why.Select(w => w.Item));
            Assert.All(why, w => Assert.Equal(reasons[Array.IndexOf(History, w.Item)], w.Score, 2e-6));
            Assert.Equal(similar.Count(s => s > 0), alike.Length);
            Assert.All(alike, a => Assert.Equal(similar[a.Item], a.Score, 2e-6));
            Assert.Equal(alike.OrderByDescending(a => a.Score), alike);
        }
    }

    [Theory]
    [InlineData(30, 70, 100)]
    [InlineData(70, 30, 100)]
    [InlineData(50, 50, 1)]
    [InlineData(130, 140, 10)]
    [InlineData(2, 9, 0.01)]
    public void Both_sides_of_the_inverse_agree(int users, int items, double lambda)
    {
        var ratings = SampleRatings.Random(users, items, 5);
        var options = new EaseOptions { Lambda = lambda };
        var (byUsers, byItems) = (new Ease(options).Fit(ratings, null, true), new Ease(options).Fit(ratings, null, false));
        var (first, second) = (new float[items], new float[items]);
        for (var u = 0; u < users; u++)
        {
            var row = ratings.Cells[u];
            byUsers.Score(row.Indices, row.Values, first);
            byItems.Score(row.Indices, row.Values, second);
            for (var i = 0; i < items; i++)
            {
                Assert.Equal(first[i], second[i], 1e-5);
            }
        }
    }

    [Fact]
    public void Takes_the_inverse_on_the_smaller_side()
    {
        Assert.True(new Ease().Fit(SampleRatings.Random(20, 30, 1)).IsByUsers);
        Assert.False(new Ease().Fit(SampleRatings.Random(30, 20, 1)).IsByUsers);
    }

    [Fact]
    public void Reasons_add_up_to_the_score()
    {
        var ratings = SampleRatings.Random(40, 60, 3);
        var model = new Ease(new() { Lambda = 5 }).Fit(ratings);
        var row = ratings.Cells[7];
        var scores = new float[60];
        model.Score(row.Indices, row.Values, scores);
        // With every other item taken out of the history one at a time, the score loses just what that item said.
        var reasons = new ScoredItem[row.Count];
        reasons = reasons[..model.Explain(row.Indices, row.Values, 11, reasons)];
        var without = new float[60];
        foreach (var reason in reasons)
        {
            var left = row.Indices.IndexOf(reason.Item);
            int[] items = [.. row.Indices[..left], .. row.Indices[(left + 1)..]];
            float[] values = [.. row.Values[..left], .. row.Values[(left + 1)..]];
            model.Score(items, values, without);
            Assert.Equal(reason.Score, scores[11] - without[11], 1e-5);
        }
        Assert.NotEmpty(reasons);
    }

    [Theory]
    [InlineData(60, 90)]
    [InlineData(90, 60)]
    public void Gives_the_same_bits_on_any_number_of_threads_and_after_saving(int users, int items)
    {
        var ratings = SampleRatings.Random(users, items, 8);
        var expected = AllScores(new Ease().Fit(ratings, new() { Threads = 1, Cancellation = Token }), ratings);
        foreach (var threads in new[] { 2, 8 })
        {
            var model = new Ease().Fit(ratings, new() { Threads = threads, Cancellation = Token });
            Assert.Equal(expected, AllScores(model, ratings));
            Assert.Equal(expected, AllScores(Saved(model), ratings));
        }
    }

    [Fact]
    public void Keeps_its_options_and_sides_when_saved()
    {
        var model = new Ease(new() { Lambda = 7, Input = EaseInput.Logarithmic }).Fit(SampleRatings.Random(12, 20, 1));
        var saved = Saved(model);
        Assert.Equal(model.Options, saved.Options);
        Assert.Equal(model.IsByUsers, saved.IsByUsers);
        var (first, second) = (new ScoredItem[5], new ScoredItem[5]);
        Assert.Equal(model.Similar(3, first), saved.Similar(3, second));
        Assert.Equal(first, second);
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        var writer = new ModelWriter();
        new Ease().Fit(SampleRatings.Random(12, 20, 1)).Write(writer);
        writer.Tensors["inputs/indices"].Values.SetValue(999, 0);
        Assert.Equal("model.damaged", Assert.Throws<ModelException>(() => EaseModel.Read(new("test", "", writer.Facts, writer.Tensors))).Code);
    }

    [Fact]
    public void An_empty_history_and_unknown_items_score_0_everywhere()
    {
        var model = new Ease().Fit(SampleRatings.Random(12, 20, 1));
        var scores = new float[20];
        model.Score([], [], scores);
        Assert.All(scores, s => Assert.Equal(0, s));
        scores.AsSpan().Fill(1);
        model.Score([-1, -1], [3, 4], scores);
        Assert.All(scores, s => Assert.Equal(0, s));
        Assert.Equal(0, model.Similar(0, new ScoredItem[5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Score([20], [], scores));
        Assert.Throws<ArgumentException>(() => model.Score([1, 2], [4], scores));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Score([1], [], new float[19]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Similar(20, new ScoredItem[1]));
    }

    [Fact]
    public void A_liked_item_speaks_louder_than_a_disliked_one_and_an_unrated_one_counts_as_liked()
    {
        var scale = EaseScale.Of(EaseInput.Weighted, [0.5f, 5, 3]);
        Assert.Equal(1.0 / 11, scale[0.5f], 1e-12);
        Assert.Equal(1, scale[5], 1e-12);
        Assert.Equal(1, scale[99], 1e-12);
        Assert.Equal(1, scale[float.NaN]);
        Assert.Equal(1, EaseScale.Of(EaseInput.Weighted, [4, 4])[4]);
        Assert.Equal(1, EaseScale.Of(EaseInput.Logarithmic, [0, 0])[3]);
        Assert.Equal(0.5, EaseScale.Of(EaseInput.Logarithmic, [1, 3])[1], 1e-12);
        Assert.Equal(0, EaseScale.Of(EaseInput.Logarithmic, [1, 3])[-2]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(5, 1)]
    public void One_user_or_one_item_gives_finite_scores(int users, int items)
    {
        var ratings = SampleRatings.Of([.. Enumerable.Range(0, users).Select(u => $"u{u}")], [.. Enumerable.Range(0, items).Select(i => $"i{i}")],
            from u in Enumerable.Range(0, users) from i in Enumerable.Range(0, items) select (u, i, 4f));
        var scores = new float[items];
        new Ease().Fit(ratings).Score([0], [4], scores);
        Assert.All(scores, s => Assert.True(float.IsFinite(s)));
    }

    [Fact]
    public void Refuses_what_it_cannot_learn_from()
    {
        Assert.Equal("ease.empty", Assert.Throws<DataException>(() => new Ease().Fit(SampleRatings.Of(["a"], ["x"], []))).Code);
        var error = Assert.Throws<DataException>(() => new Ease().Fit(SampleRatings.Of(["a", "b"], ["x", "y"], [(0, 0, 3), (1, 1, float.NaN)])));
        Assert.Equal("recommender.finite", error.Code);
        Assert.Contains("'b'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'y'", error.Message, StringComparison.Ordinal);
        var large = Enumerable.Range(0, Ease.MostOnTheSmallerSide + 1).Select(i => $"{i}").ToArray();
        Assert.Equal("ease.size", Assert.Throws<DataException>(() => new Ease().Fit(SampleRatings.Of(large, large, [(0, 0, 1)]))).Code);
        foreach (var lambda in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Equal("Lambda", Assert.Throws<OptionException>(() => new Ease(new() { Lambda = lambda })).Setting);
        }
        Assert.Equal("Input", Assert.Throws<OptionException>(() => new Ease(new() { Input = (EaseInput)9 })).Setting);
        // Two people with the same items and next to no penalty: the products have no inverse.
        var twins = SampleRatings.Of(["a", "b"], ["x", "y", "z"], from u in Enumerable.Range(0, 2) from i in Enumerable.Range(0, 3) select (u, i, 4f));
        Assert.Equal("ease.lambda", Assert.Throws<DataException>(() => new Ease(new() { Lambda = 1e-300 }).Fit(twins)).Code);
    }

    [Fact]
    public void Reports_rising_steps_and_stops_when_cancelled()
    {
        var steps = new List<int>();
        new Ease().Fit(SampleRatings.Random(20, 30, 1), new() { Progress = new Collecting(steps), Cancellation = Token });
        Assert.Equal([1, 2, 3, 4], steps);
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => new Ease().Fit(SampleRatings.Random(20, 30, 1), new() { Progress = new Collecting(steps, source), Cancellation = source.Token }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Scoring_allocates_nothing(bool byUsers)
    {
        var ratings = SampleRatings.Random(40, 60, 1);
        var model = new Ease().Fit(ratings, null, byUsers);
        var scores = new float[60];
        model.Score(ratings.Cells[3].Indices, ratings.Cells[3].Values, scores);
        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Score(ratings.Cells[3].Indices, ratings.Cells[3].Values, scores);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static EaseModel Saved(EaseModel model)
    {
        var writer = new ModelWriter();
        model.Write(writer);
        return EaseModel.Read(new("test", "", writer.Facts, writer.Tensors));
    }

    private static float[] AllScores(EaseModel model, Ratings ratings)
    {
        var scores = new float[ratings.Users.Count * ratings.Items.Count];
        for (var u = 0; u < ratings.Users.Count; u++)
        {
            model.Score(ratings.Cells[u].Indices, ratings.Cells[u].Values, scores.AsSpan(u * ratings.Items.Count, ratings.Items.Count));
        }
        return scores;
    }

    /// <summary>The ratings of Golden/lists.py.</summary>
    internal static Ratings GoldenRatings(int users, int items, int salt = 0) =>
        SampleRatings.Of([.. Enumerable.Range(0, users).Select(u => $"u{u}")], [.. Enumerable.Range(0, items).Select(i => $"i{i}")],
            from u in Enumerable.Range(0, users)
            from i in Enumerable.Range(0, items)
            where ((u * 7) + (i * 3) + (u * i) + salt) % 5 < 2
            select (u, i, 0.5f + (((u * 3) + (i * 5) + (u * i)) % 10 / 2f)));

    private sealed class Collecting(List<int> steps, CancellationTokenSource? stop = null) : IProgress<FitStep>
    {
        public void Report(FitStep value)
        {
            steps.Add(value.Step);
            stop?.Cancel();
        }
    }
}
