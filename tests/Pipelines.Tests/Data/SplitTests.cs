using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Data;

public sealed class SplitTests
{
    [Theory]
    [InlineData(2, 0.01, 1)]
    [InlineData(2, 0.99, 1)]
    [InlineData(10, 0.2, 2)]
    [InlineData(100_004, 0.2, 20_001)]
    public void A_random_split_tests_the_share_and_covers_every_row_once(int count, double share, int test)
    {
        var split = Split.Random(count, share, 1);
        Assert.Equal(test, split.Test.Length);
        Covers(count, split);
    }

    [Fact]
    public void A_random_split_tests_the_end_of_the_shuffled_places()
    {
        var order = Enumerable.Range(0, 1000).ToArray();
        Rng.At(5).Shuffle(order.AsSpan());
        Assert.Equal(order[^200..].Order(), Split.Random(1000, 0.2, 5).Test);
    }

    [Fact]
    public void The_same_seed_gives_the_same_split_and_another_seed_another()
    {
        Assert.Equal(Split.Random(1000, 0.2, 1).Test, Split.Random(1000, 0.2, 1).Test);
        Assert.NotEqual(Split.Random(1000, 0.2, 1).Test, Split.Random(1000, 0.2, 2).Test);
    }

    [Fact]
    public void A_stratified_split_keeps_the_share_in_every_class_and_over_all()
    {
        var codes = Enumerable.Range(0, 1000).Select(i => i % 10 == 0 ? 1 : i % 97 == 0 ? -1 : 0).ToArray();
        var split = Split.Stratified(codes, 0.25, 3);
        Covers(1000, split);
        Assert.Equal(250, split.Test.Length);
        foreach (var (code, all) in codes.CountBy(c => c))
        {
            Assert.InRange(split.Test.Count(i => codes[i] == code) - (all * 0.25), -1, 1);
        }
    }

    [Fact]
    public void Folds_are_of_equal_size_and_test_every_row_once()
    {
        var folds = Split.KFold(103, 5, 1);
        Assert.Equal(Enumerable.Range(0, 103), folds.SelectMany(f => f.Test).Order());
        Assert.All(folds, f => Covers(103, f));
        Assert.All(folds, f => Assert.InRange(f.Test.Length, 20, 21));
    }

    [Fact]
    public void Stratified_folds_share_out_every_class()
    {
        var codes = Enumerable.Range(0, 103).Select(i => i % 7 == 0 ? 1 : 0).ToArray();
        var folds = Split.StratifiedKFold(codes, 5, 1);
        Assert.Equal(Enumerable.Range(0, 103), folds.SelectMany(f => f.Test).Order());
        Assert.All(folds, f => Assert.InRange(f.Test.Length, 20, 21));
        Assert.All(folds, f => Assert.Equal(3, f.Test.Count(i => codes[i] == 1)));
    }

    [Fact]
    public void Leaving_out_the_latest_tests_one_rating_of_each_user_who_has_two()
    {
        var ratings = Sample([("a", "x", 1), ("a", "y", 9), ("a", "z", 5), ("b", "x", 4), ("c", "z", 8), ("c", "x", 2)]);
        var split = Split.LeaveOneOut(ratings, LeaveOut.Latest, 1);
        Covers(6, split);
        var test = ratings.Select(split.Test);
        Assert.Equal([9L, 8], test.Times.ToArray().Select(t => (t - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond));
    }

    [Fact]
    public void Among_equally_late_ratings_each_is_left_out_about_as_often()
    {
        var ratings = Sample([("a", "x", 3), ("a", "y", 3), ("a", "z", 3), ("a", "w", 1)]);
        var hits = new int[4];
        for (var seed = 0; seed < 3000; seed++)
        {
            hits[Split.LeaveOneOut(ratings, LeaveOut.Latest, seed).Test[0]]++;
        }
        Assert.Equal(0, hits[3]);
        Assert.All(hits[..3], h => Assert.InRange(h, 900, 1100));
    }

    [Fact]
    public void Leaving_out_at_random_needs_no_times()
    {
        var table = new Table([TextColumn.From("u", ["a", "a", "b", "b", "c"]), TextColumn.From("i", ["x", "y", "x", "y", "x"])]);
        var split = Split.LeaveOneOut(RatingsBuilder.Build(table, new("u", "i"), null, TestContext.Current.CancellationToken).Ratings, LeaveOut.Random, 1);
        Assert.Equal(2, split.Test.Length);
        Covers(5, split);
    }

    [Fact]
    public void A_split_by_time_learns_only_from_what_is_earlier()
    {
        var times = Enumerable.Range(0, 1000).Select(i => (long)(i * 7919 % 1000 / 3)).ToArray();
        var split = Split.ByTime(times, 0.2);
        Covers(1000, split);
        Assert.True(split.Train.Max(i => times[i]) < split.Test.Min(i => times[i]));
        Assert.InRange(split.Test.Length, 200, 203);
    }

    [Fact]
    public void Rows_without_a_time_are_learned_from()
    {
        var split = Split.ByTime([TimeColumn.Missing, TimeColumn.Missing, TimeColumn.Missing, 4, TimeColumn.Missing], 0.6);
        Assert.Equal([3], split.Test);
    }

    [Fact]
    public void A_cut_tests_from_that_instant_on() => Assert.Equal([1, 3], Split.CutAt([1, 5, 4, 9], 5).Test);

    [Fact]
    public void Refuses_what_cannot_be_split()
    {
        Assert.Equal("split.few", Code(() => Split.Random(1, 0.2, 1)));
        Assert.Equal("split.share", Code(() => Split.Random(10, 0, 1)));
        Assert.Equal("split.share", Code(() => Split.Random(10, double.NaN, 1)));
        Assert.Equal("split.folds", Code(() => Split.KFold(3, 4, 1)));
        Assert.Equal("split.folds", Code(() => Split.KFold(3, 1, 1)));
        Assert.Equal("split.instant", Code(() => Split.ByTime([3, 3, 3], 0.5)));
        Assert.Equal("split.cut", Code(() => Split.CutAt([1, 2], 3)));
        Assert.Equal("split.single", Code(() => Split.LeaveOneOut(Sample([("a", "x", 1), ("b", "x", 1)]), LeaveOut.Latest, 1)));
        var untimed = Sample([("a", "x", 1), ("a", "y", 2)], timed: false);
        Assert.Equal("split.untimed", Code(() => Split.LeaveOneOut(untimed, LeaveOut.Latest, 1)));

        static string Code(Func<object> split) => Assert.Throws<DataException>(split).Code;
    }

    private static Ratings Sample(IReadOnlyList<(string User, string Item, double Time)> rows, bool timed = true) => RatingsBuilder.Build(
        new([TextColumn.From("u", rows.Select(r => r.User)), TextColumn.From("i", rows.Select(r => r.Item)), new NumberColumn("t", [.. rows.Select(r => r.Time)])]),
        new("u", "i", Time: timed ? "t" : null), null, TestContext.Current.CancellationToken).Ratings;

    private static void Covers(int count, Split split)
    {
        Assert.Equal(Enumerable.Range(0, count), split.Train.Concat(split.Test).Order());
        Assert.Equal(split.Train.Order(), split.Train);
        Assert.Equal(split.Test.Order(), split.Test);
    }
}
