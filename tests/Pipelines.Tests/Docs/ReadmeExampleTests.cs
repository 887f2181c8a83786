using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Recommendation;
using Xunit;

namespace Pipelines.Tests.Docs;

/// <summary>The C# of the README, compiled and run on the bundled ratings; <see cref="ReadmeTests"/> compares the two texts.</summary>
public sealed class ReadmeExampleTests
{
    [Fact]
    public void The_example_measures_lists_and_shows_films_not_seen_before()
    {
        string path = Repository.PathTo("datasets/movielens-small/ratings.csv");

        // The example is what a reader types, without a test's token.
#pragma warning disable xUnit1051
        #region README
        Table table = CsvFile.Read(path, new() { IdColumns = ["userId", "movieId"] }).Table;
        Ratings ratings = RatingsBuilder.Build(table, new("userId", "movieId", "rating")).Ratings;
        Split split = Split.Random(ratings.Count, testShare: 0.2, seed: 42);
        Ratings train = ratings.Select(split.Train), test = ratings.Select(split.Test);

        EaseModel lists = new Ease(new() { Lambda = 100 }).Fit(train);
        RankingMetrics metrics = RankingEvaluation.Run(train, test, relevantFrom: 4, (user, scores) => lists.Score(train.Cells[user].Indices, train.Cells[user].Values, scores));
        Console.WriteLine($"NDCG@10 {metrics["ndcg", 10]:0.000}");

        SparseRow seen = train.Cells[train.UserIndex("42")];
        IReadOnlyList<ScoredItem> top = TopItems.For(lists, seen.Indices, seen.Values, count: 10);
        Console.WriteLine(string.Join(", ", top.Select(film => train.Items[film.Item])));
        #endregion
#pragma warning restore xUnit1051

        // The README says 0.313.
        Assert.Equal(0.313, metrics["ndcg", 10], 0.005);
        Assert.Equal(10, top.Count);
        foreach (ScoredItem film in top)
        {
            Assert.False(seen.Contains(film.Item));
        }
    }
}
