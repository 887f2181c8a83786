using System.Diagnostics;
using System.Globalization;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Recommendation;
using Xunit;

namespace Pipelines.Tests.Recommendation;

/// <summary>The bar of the lists on real ratings: relevant are test ratings of 4 or more, the whole catalogue is ranked, seen films are left out.</summary>
public sealed class MovieLensListsTests(ITestOutputHelper output)
{
    [Fact]
    public void Ease_is_far_above_popularity_on_one_split()
    {
        var ratings = Bundled();
        var (ease, popularity) = Measure(ratings, 1, new());
        Assert.InRange(ease["ndcg", 10], 0.28, 0.36);
        Assert.InRange(popularity["ndcg", 10], 0.12, 0.17);
        Assert.True(ease["hit_rate", 10] > 0.72);
    }

    [Fact]
    public void Ease_reaches_the_bar_on_the_mean_of_five_splits()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PIPELINES_SLOW") == "1", "Set PIPELINES_SLOW=1 to run the five splits, about 10 s.");
        var ratings = Bundled();
        foreach (var options in new EaseOptions[] { new(), new() { Input = EaseInput.Binary } })
        {
            double ndcg = 0, baseline = 0;
            for (var seed = 1; seed <= 5; seed++)
            {
                var (ease, popularity) = Measure(ratings, seed, options);
                ndcg += ease["ndcg", 10] / 5;
                baseline += popularity["ndcg", 10] / 5;
            }
            output.WriteLine(FormattableString.Invariant($"{options.Input}: mean NDCG@10 {ndcg:F4}, popularity {baseline:F4}"));
            Assert.True(ndcg >= 0.27);
            Assert.True(ndcg >= baseline + 0.1);
        }
    }

    private static Ratings Bundled()
    {
        var ratings = MovieLensSmall.All;
        Assert.SkipWhen(ratings is null, "datasets/movielens-small/ratings.csv is not in this checkout.");
        return ratings!;
    }

    private (RankingMetrics Ease, RankingMetrics Popularity) Measure(Ratings ratings, long seed, EaseOptions options)
    {
        var (train, test) = MovieLensSmall.Split(ratings, seed);
        var control = new FitControl { Cancellation = TestContext.Current.CancellationToken };
        var watch = Stopwatch.StartNew();
        var model = new Ease(options).Fit(train, control);
        var fitted = watch.Elapsed.TotalSeconds;
        watch.Restart();
        var ease = RankingEvaluation.Run(train, test, 4, (user, scores) => model.Score(train.Cells[user].Indices, train.Cells[user].Values, scores), control: control);
        var ranked = watch.Elapsed.TotalSeconds;
        var popular = new Popularity().Fit(train, control);
        var popularity = RankingEvaluation.Run(train, test, 4, (_, scores) => popular.Score([], [], scores), control: control);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed {seed}, {options.Input}: NDCG@10 {ease["ndcg", 10]:F4} hit@10 {ease["hit_rate", 10]:F4} different {ease.DifferentItems[10]}; popularity {popularity["ndcg", 10]:F4} {popularity["hit_rate", 10]:F4} {popularity.DifferentItems[10]}; users {ease.Users.Count}, left out {ease.UsersLeftOut}; fit {fitted:F2} s, rank {ranked:F2} s"));
        return (ease, popularity);
    }
}
