using Pipelines.Anomaly;
using Xunit;

namespace Pipelines.Tests.Anomaly;

public sealed class ScoreThresholdTests
{
    private static readonly float[] Hundred = [.. Enumerable.Range(1, 100).Select(i => (float)i)];

    [Theory]
    [InlineData(0, 100)]
    [InlineData(0.01, 99)]
    [InlineData(0.07, 93)]
    [InlineData(0.5, 50)]
    public void Contamination_is_the_share_above(double share, float expected) => Assert.Equal(expected, ScoreThreshold.ByContamination(Hundred, share));

    [Fact]
    public void Ties_at_the_boundary_are_not_called() => Assert.Equal(5f, ScoreThreshold.ByContamination([1, 5, 5, 5, 5, 5, 5, 5, 5, 9], 0.3));

    [Theory]
    [InlineData(0.01, 100)]
    [InlineData(0.05, 96)]
    [InlineData(0, 100)]
    public void Held_out_quantiles_leave_room_for_the_next_row(double rate, float expected) => Assert.Equal(expected, ScoreThreshold.ByHeldOut(Hundred, rate));

    [Fact]
    public void Held_out_rates_hold_for_rows_to_come()
    {
        // Many small calibrations: the mean rate of alarms is at most the nominal one, and not far below.
        var rate = Enumerable.Range(0, 400).Average(trial =>
        {
            var rng = Rng.At(trial);
            var scores = new float[300];
            foreach (ref var score in scores.AsSpan())
            {
                score = rng.NextSingle();
            }
            return 1.0 - ScoreThreshold.ByHeldOut(scores.AsSpan(0, 99), 0.05);
        });
        Assert.InRange(rate, 0.045, 0.055);
    }

    [Fact]
    public void Refuses_no_scores_NaN_and_shares_out_of_range()
    {
        Assert.Throws<DataException>(() => ScoreThreshold.ByContamination([], 0.1));
        Assert.Contains("1 of 2", Assert.Throws<DataException>(() => ScoreThreshold.ByHeldOut([1, float.NaN], 0.1)).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => ScoreThreshold.ByContamination(Hundred, 0.6));
        Assert.Throws<DataException>(() => ScoreThreshold.ByContamination(Hundred, double.NaN));
    }
}
