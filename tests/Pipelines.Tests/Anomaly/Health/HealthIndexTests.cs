using Pipelines.Anomaly.Health;
using Pipelines.Models;
using Xunit;

namespace Pipelines.Tests.Anomaly.Health;

public sealed class HealthIndexTests
{
    private static readonly HealthIndex Index = HealthIndex.Of(2, 10);

    [Theory]
    [InlineData(-5, 100), InlineData(2, 100), InlineData(6, 75), InlineData(10, 50), InlineData(18, 18.393972058572117), InlineData(1e9, 0), InlineData(double.NaN, double.NaN), InlineData(double.PositiveInfinity, 0)]
    public void Is_100_at_the_median_50_at_the_limit_and_0_far_beyond(double score, double health) => Assert.Equal(health, Index.Of(score), 1e-12);

    [Fact]
    public void Never_rises_with_the_score_and_has_no_step_or_kink_at_the_limit()
    {
        for (var s = -1.0; s < 60; s += 0.01)
        {
            Assert.True(Index.Of(s) >= Index.Of(s + 0.01));
        }
        const double h = 1e-6;
        Assert.Equal((Index.Of(10) - Index.Of(10 - h)) / h, (Index.Of(10 + h) - Index.Of(10)) / h, 1e-4);
    }

    [Fact]
    public void Reads_its_limit_from_the_quantile_of_normal_scores()
    {
        var index = HealthIndex.Of([.. Enumerable.Range(0, 101).Select(i => (double)(100 - i)), double.NaN], 0.99);
        Assert.Equal((50.0, 99.0), (index.Median, index.Limit));
        var health = new double[3];
        index.Of([50, 74.5, 99], health);
        Assert.Equal([100, 75, 50], health);
    }

    [Fact]
    public void Reads_back_what_it_wrote()
    {
        using var folder = new TemporaryFolder();
        ModelFile.Save(folder.File("h.pmodel"), Index);
        Assert.Equal(Index.Of(7.3), ModelFile.Load<HealthIndex>(folder.File("h.pmodel")).Of(7.3));
    }

    [Fact]
    public void Refuses_a_limit_that_is_none()
    {
        Assert.Contains("above the median normal score, 3; got 3", Assert.Throws<DataException>(() => HealthIndex.Of(3, 3)).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => HealthIndex.Of([double.NaN], 0.9));
        Assert.Throws<DataException>(() => HealthIndex.Of([1, 1, 1], 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => HealthIndex.Of([1, 2, 3], 0.5));
    }
}
