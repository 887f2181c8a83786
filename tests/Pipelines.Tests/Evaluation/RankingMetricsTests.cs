using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class RankingMetricsTests
{
    private static readonly RankingMetrics Measured = RankingEvaluationTests.Golden(1);

    // From Golden/lists.py.
    [Theory]
    [InlineData("precision@2", 0.375)]
    [InlineData("recall@2", 0.5)]
    [InlineData("ndcg@2", 0.4434264036172708)]
    [InlineData("map@2", 0.375)]
    [InlineData("mrr@2", 0.5)]
    [InlineData("hit_rate@2", 0.75)]
    [InlineData("novelty@2", 2.1274437510817346)]
    [InlineData("diversity@2", 0.7625)]
    [InlineData("precision@5", 0.25)]
    [InlineData("recall@5", 0.75)]
    [InlineData("ndcg@5", 0.5860868333561009)]
    [InlineData("map@5", 0.5208333333333333)]
    [InlineData("mrr@5", 0.5)]
    [InlineData("hit_rate@5", 0.75)]
    [InlineData("novelty@5", 1.6774437510817344)]
    [InlineData("diversity@5", 0.7399107142857143)]
    [InlineData("item_coverage@2", 0.3333333333333333)]
    [InlineData("item_coverage@5", 0.75)]
    public void Gives_the_numbers_of_the_definitions(string key, double value) => Assert.Equal(value, Measured.All.Single(m => m.Key == key).Value, 1e-12);

    [Fact]
    public void Keeps_one_value_a_user_and_counts_the_others()
    {
        Assert.Equal([2, 4, 7, 8], Measured.Users);
        Assert.Equal(5, Measured.UsersLeftOut);
        Assert.Equal([2, 5], Measured.Cutoffs);
        Assert.Equal(12, Measured.Items);
        Assert.Equal(18, Measured.All.Count());
        Assert.All(Measured.PerUser.Values, v => Assert.Equal(4, v.Length));
        Assert.All(Measured.PerUser, p => Assert.Equal(Measured.All.Single(m => m.Key == p.Key).Value, p.Value.Average(), 1e-12));
        Assert.Equal(9, Measured.DifferentItems[5]);
    }

    [Fact]
    public void One_number_is_asked_for_by_measure_and_cutoff()
    {
        Assert.Equal(Measured.Find("ndcg@5").Value, Measured["ndcg", 5]);
        Assert.Equal(Measured.Find("item_coverage@2").Value, Measured["item_coverage", 2]);
        Assert.Throws<KeyNotFoundException>(() => Measured["ndcg", 7]);
        Assert.Throws<KeyNotFoundException>(() => Measured["item_coverage", 7]);
    }
}
