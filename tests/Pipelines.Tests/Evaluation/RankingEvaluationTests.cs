using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Tests.Recommendation;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class RankingEvaluationTests
{
    private static readonly int[] Cutoffs = [5, 2, 5];

    [Fact]
    public void Gives_the_same_bits_on_any_number_of_threads()
    {
        var once = Golden(1);
        foreach (var threads in new[] { 2, 8 })
        {
            var again = Golden(threads);
            Assert.Equal(once.All, again.All);
            Assert.All(once.PerUser, p => Assert.Equal(p.Value, again.PerUser[p.Key]));
        }
    }

    [Fact]
    public void A_perfect_ranking_scores_1_and_never_shows_seen_items()
    {
        var (train, test) = (EaseTests.GoldenRatings(9, 12), Unseen());
        var metrics = RankingEvaluation.Run(train, test, 3, (user, scores) =>
        {
            scores.Fill(100);
            for (var i = 0; i < 12; i++)
            {
                // Seen items score highest of all: were they shown, nothing else could be hit.
                scores[i] = train.Cells[user].Contains(i) ? 1000 : 0;
            }
            for (var i = 0; i < test.Cells[user].Count; i++)
            {
                scores[test.Cells[user].Indices[i]] = test.Cells[user].Values[i];
            }
        }, [1, 3, 50], new() { Cancellation = TestContext.Current.CancellationToken });
        foreach (var measure in new[] { "ndcg", "map", "mrr", "hit_rate" })
        {
            Assert.All(Enumerable.Range(0, 3), c => Assert.Equal(1, metrics[measure, metrics.Cutoffs[c]], 1e-12));
        }
        Assert.Equal(1, metrics["recall", 50], 1e-12);
        Assert.Equal(1, metrics["precision", 1], 1e-12);
        Assert.DoesNotContain(metrics.All, m => m.Key.StartsWith("diversity", StringComparison.Ordinal));
    }

    [Fact]
    public void A_scorer_without_an_opinion_gives_finite_numbers()
    {
        var metrics = RankingEvaluation.Run(EaseTests.GoldenRatings(9, 12), Unseen(), 3, (_, scores) => scores.Fill(float.NaN), control: new() { Cancellation = TestContext.Current.CancellationToken }, similarity: (_, _) => 0);
        Assert.All(metrics.All, m => Assert.Equal(0, m.Value));
    }

    [Fact]
    public void Refuses_what_cannot_be_measured_and_stops_when_cancelled()
    {
        var train = EaseTests.GoldenRatings(9, 12);
        Assert.Equal("ranking.shape", Assert.Throws<DataException>(() => Run(train, EaseTests.GoldenRatings(9, 11))).Code);
        Assert.Equal("ranking.none", Assert.Throws<DataException>(() => Run(train, Unseen(), 9)).Code);
        Assert.Throws<OptionException>(() => Run(train, Unseen(), cutoffs: [0, 5]));
        Assert.Throws<OptionException>(() => Run(train, Unseen(), cutoffs: []));
        Assert.ThrowsAny<OperationCanceledException>(() => RankingEvaluation.Run(train, Unseen(), 3, (_, scores) => scores.Clear(), null, new() { Cancellation = new(true) }));
    }

    private static RankingMetrics Run(Ratings train, Ratings test, float relevantFrom = 3, int[]? cutoffs = null) =>
        RankingEvaluation.Run(train, test, relevantFrom, (_, scores) => scores.Clear(), cutoffs, new() { Cancellation = TestContext.Current.CancellationToken });

    /// <summary>What Golden/lists.py measures.</summary>
    internal static RankingMetrics Golden(int threads) => RankingEvaluation.Run(EaseTests.GoldenRatings(9, 12), Unseen(), 4.5f, (user, scores) =>
    {
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = ((user % 2) + (i * 7)) % 11 / 2f;
        }
    }, Cutoffs, new() { Threads = threads }, (a, b) => 1.0 / (1 + Math.Abs(a - b)));

    /// <summary>The test ratings of Golden/lists.py: those of another pattern that are not in training.</summary>
    private static Ratings Unseen()
    {
        var train = EaseTests.GoldenRatings(9, 12);
        var other = EaseTests.GoldenRatings(9, 12, 2);
        var kept = new List<int>();
        for (var u = 0; u < 9; u++)
        {
            var row = other.Cells[u];
            for (var i = 0; i < row.Count; i++)
            {
                if (!train.Cells[u].Contains(row.Indices[i]))
                {
                    kept.Add(row.Start + i);
                }
            }
        }
        return other.Select(kept.ToArray());
    }
}
