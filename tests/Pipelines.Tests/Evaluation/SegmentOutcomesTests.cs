using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class SegmentOutcomesTests
{
    [Fact]
    public void Shares_lift_and_eta_squared_by_hand()
    {
        var outcomes = SegmentOutcomes.Of([1, 1, 5, 5], [1, 3, 5, 7]);
        Assert.Equal(4, outcomes.Mean);
        // Between 4 x 2², whole 9 + 1 + 1 + 9.
        Assert.Equal(16.0 / 20, outcomes.EtaSquared, 1e-12);
        Assert.Equal([1, 5], outcomes.Segments.Select(s => s.Label));
        var last = outcomes.Segments[1];
        Assert.Equal((2, 0.5, 6.0, 0.75, 1.5), (last.Rows, last.RowShare, last.Mean, last.OutcomeShare, last.Lift));
        Assert.InRange(last.Lift, last.LiftInterval.Low, last.LiftInterval.High);
        Assert.True(double.IsNaN(SegmentOutcomes.Of([0, 1], [2, 2]).EtaSquared));
        Assert.True(double.IsNaN(SegmentOutcomes.Of([0, 1], [-2, 1]).Segments[0].Lift));
    }

    [Fact]
    public void Intervals_are_those_of_drawing_rows_again()
    {
        var (labels, y) = Sample(600);
        var outcomes = SegmentOutcomes.Of(labels, y, new() { Replicates = 400 });
        Assert.True(outcomes.EtaSquaredInterval!.Value.Low < outcomes.EtaSquared && outcomes.EtaSquared < outcomes.EtaSquaredInterval.Value.High);
        foreach (var segment in outcomes.Segments)
        {
            var drawn = Bootstrap.Of(labels.Length, rows => Lift(labels, y, segment.Label, rows), new() { Replicates = 2000, Method = BootstrapMethod.Percentile });
            Assert.Equal(drawn.Interval.Low, segment.LiftInterval.Low, 0.05 * segment.Lift);
            Assert.Equal(drawn.Interval.High, segment.LiftInterval.High, 0.05 * segment.Lift);
        }
    }

    [Fact]
    public void The_gain_of_a_segment_is_its_lift_and_ties_are_a_straight_line()
    {
        var (labels, y) = Sample(600);
        var scores = Array.ConvertAll(labels, l => (double)l);
        var gain = CumulativeGain.Of(scores, y);
        var best = SegmentOutcomes.Of(labels, y).Segments[^1];
        var first = gain.AtScore(0);
        Assert.Equal(best.RowShare, first.RowShare, 1e-12);
        Assert.Equal(best.Lift, first.Lift, 1e-12);
        Assert.Equal(best.LiftInterval.Low, first.LiftInterval.Low, 1e-9);
        // Half of the best segment at random promises the same lift, half the gain and a wider interval.
        var half = gain.At(first.RowShare / 2);
        Assert.Equal(first.Lift, half.Lift, 1e-12);
        Assert.Equal(first.OutcomeShare / 2, half.OutcomeShare, 1e-12);
        Assert.True(half.LiftInterval.High > first.LiftInterval.High);
        Assert.Equal((1.0, 1.0), (gain.At(1).OutcomeShare, gain.At(1).Lift));
        Assert.Equal(1, gain.At(1).LiftInterval.Low, 1e-6);
        Assert.Equal([3, 2, 1, 0], gain.Scores);
        Array.Reverse(scores);
        Array.Reverse(y);
        Assert.Equal(half.Lift, CumulativeGain.Of(scores, y).At(first.RowShare / 2).Lift, 1e-12);
    }

    [Fact]
    public void Refuses_what_has_no_share()
    {
        Assert.Throws<DataException>(() => CumulativeGain.Of([1, 2], [0, 0]));
        Assert.Throws<DataException>(() => CumulativeGain.Of([1, double.NaN], [0, 1]));
        Assert.Throws<DataException>(() => CumulativeGain.Of([1], [1]).At(0));
        Assert.Throws<DataException>(() => SegmentOutcomes.Of([0, 1], [1]));
    }

    [Fact]
    public void Drift_counts_moves_and_shares()
    {
        var drift = SegmentDrift.Of([0, 0, 1, 1], [0, 1, 1, 2, 2], [0, 1, 3, -1, -1]);
        Assert.Equal([0, 1, 2], drift.Labels);
        Assert.Equal([1, 1, 0, 0, 1, 0, 0, 0, 0], drift.Migration);
        Assert.Equal((3, 2.0 / 3), (drift.Followed, drift.StayedShare));
        var expected = ((0.2 - 0.5) * Math.Log(0.2 / 0.5)) + ((0.4 - 0.5) * Math.Log(0.4 / 0.5)) + ((0.5 - 0.125) * Math.Log(0.5 / 0.125));
        Assert.Equal(expected, drift.StabilityIndex, 1e-12);
        Assert.Equal(0, SegmentDrift.Of([3, 4], [4, 3]).StabilityIndex);
        Assert.Empty(SegmentDrift.Of([3, 4], [4, 3]).Migration);
        Assert.Throws<DataException>(() => SegmentDrift.Of([0], [0, 0], [0, 0]));
        Assert.Throws<DataException>(() => SegmentDrift.Of([0], [0], [1]));
        Assert.Throws<DataException>(() => SegmentDrift.Of([], [0]));
    }

    private static double Lift(int[] labels, double[] y, int label, ReadOnlySpan<int> rows)
    {
        double sum = 0, own = 0, count = 0;
        foreach (var row in rows)
        {
            sum += y[row];
            own += labels[row] == label ? y[row] : 0;
            count += labels[row] == label ? 1 : 0;
        }
        return own / count / (sum / rows.Length);
    }

    /// <summary>Four segments; the higher, the more is spent, and half spend nothing.</summary>
    private static (int[] Labels, double[] Spend) Sample(int rows)
    {
        var (labels, spend) = (new int[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            var rng = Rng.At(5, item: i);
            labels[i] = rng.NextBelow(4);
            spend[i] = rng.NextDouble() < 0.5 ? 0 : rng.NextGamma(2) * (1 + labels[i]);
        }
        return (labels, spend);
    }
}
