using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class IntervalCoverageTests
{
    [Fact]
    public void Counts_what_lies_inside_and_how_wide_it_is()
    {
        var coverage = IntervalCoverage.Of([1, 2, 3, 4], [1, 3, 2, 0], [2, 4, 2.5f, 5], 0.75);
        Assert.Equal((0.5, 0.25, 0.25), (coverage.Coverage, coverage.Below, coverage.Above));
        Assert.Equal((1 + 1 + 0.5 + 5) / 4, coverage.MeanWidth);
        // Two are outside, by 1 and by .5; 2 / (1 - .75) = 8.
        Assert.Equal((7.5 + (8 * 1.5)) / 4, coverage.Score);
        Assert.Equal(["interval_coverage", "interval_width", "interval_score"], coverage.All.Select(m => m.Key));
    }

    [Fact]
    public void Refuses_intervals_that_are_none()
    {
        Assert.Contains("row 1: the interval from 3 to 2 ends", Assert.Throws<DataException>(() => IntervalCoverage.Of([1, 2], [0, 3], [1, 2], 0.9)).Message, StringComparison.Ordinal);
        Assert.Contains("low, row 0", Assert.Throws<DataException>(() => IntervalCoverage.Of([1], [float.NaN], [1], 0.9)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => IntervalCoverage.Of([1], [1], [1], 1));
    }

    [Fact]
    public void Baselines_know_only_the_training_targets()
    {
        Assert.Equal(4, TrivialBaseline.AlwaysMean([1, 2, 3], [6]).Rmse);
        Assert.Equal(1, TrivialBaseline.AlwaysMedian([1, 2, 300], [3]).Mae);
        var shares = TrivialBaseline.AlwaysShares([0, 1, 1, 1], [1, 0], ["no", "yes"]);
        Assert.Equal(0.5, shares.Accuracy);
        EvaluationGolden.Close(-(Math.Log(0.75) + Math.Log(0.25)) / 2, shares.LogLoss);
        Assert.Equal(0.5, shares.RocAuc);
        Assert.Equal(shares.BaseRate, shares.AveragePrecision);
    }
}
