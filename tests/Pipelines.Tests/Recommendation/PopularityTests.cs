using Pipelines.Models;
using Pipelines.Recommendation;
using Xunit;

namespace Pipelines.Tests.Recommendation;

public sealed class PopularityTests
{
    [Fact]
    public void Counts_people_or_damps_means()
    {
        var ratings = SampleRatings.Of(["a", "b", "c"], ["x", "y", "z"], [(0, 0, 5), (1, 0, 1), (2, 0, 3), (0, 1, 5)]);
        Assert.Equal([3, 1, 0], new Popularity().Fit(ratings).Scores.ToArray());
        // The mean of all is 3.5; with damping 2: (9 + 7) / 5, (5 + 7) / 3, 7 / 2.
        Assert.Equal([3.2f, 4, 3.5f], new Popularity(new() { Ranking = PopularityRanking.DampedMean, Damping = 2 }).Fit(ratings).Scores.ToArray());
        Assert.Equal([3, 5, 3.5f], new Popularity(new() { Ranking = PopularityRanking.DampedMean, Damping = 0 }).Fit(ratings).Scores.ToArray());
    }

    [Fact]
    public void Scores_everyone_alike_and_survives_saving()
    {
        var model = new Popularity().Fit(SampleRatings.Random(20, 15, 2));
        var writer = new ModelWriter();
        model.Write(writer);
        var saved = PopularityModel.Read(new("test", "", writer.Facts, writer.Tensors));
        var (first, second) = (new float[15], new float[15]);
        model.Score([], [], first);
        saved.Score([3, -1], [5, 1], second);
        Assert.Equal(first, second);
        Assert.Equal(model.Options, saved.Options);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Score([], [], new float[3]));
    }

    [Fact]
    public void No_ratings_give_0_for_every_item_and_bad_ones_are_refused()
    {
        Assert.Equal([0, 0], new Popularity().Fit(SampleRatings.Of(["a"], ["x", "y"], [])).Scores.ToArray());
        Assert.Equal("recommender.finite", Assert.Throws<DataException>(() => new Popularity().Fit(SampleRatings.Of(["a"], ["x"], [(0, 0, float.PositiveInfinity)]))).Code);
        Assert.Equal("Damping", Assert.Throws<OptionException>(() => new Popularity(new() { Damping = -1 })).Setting);
        Assert.ThrowsAny<OperationCanceledException>(() => new Popularity().Fit(SampleRatings.Random(9, 9, 1), new() { Cancellation = new(true) }));
    }
}
