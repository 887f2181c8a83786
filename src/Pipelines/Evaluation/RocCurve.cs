namespace Pipelines.Evaluation;

/// <summary>Hits against false alarms for every threshold of a score. Equal scores are one step, drawn as a slope, so ties count half.</summary>
public sealed class RocCurve
{
    private RocCurve(double[] thresholds, double[] hits, double[] alarms, double area) => (Thresholds, TruePositiveRates, FalsePositiveRates, Area) = (thresholds, hits, alarms, area);

    /// <summary>The thresholds, falling: positive infinity (nothing is called positive), then each different score.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>Share of the positives with at least that score, rising from 0 to 1; NaN where there are no positives.</summary>
    public IReadOnlyList<double> TruePositiveRates { get; }

    /// <summary>Share of the negatives with at least that score, rising from 0 to 1; NaN where there are no negatives.</summary>
    public IReadOnlyList<double> FalsePositiveRates { get; }

    /// <summary>ROC-AUC: how often a positive scores above a negative, ties half; .5 for a guess, NaN where there are no positives or no negatives.</summary>
    public double Area { get; }

    /// <summary>Sweeps the threshold over the scores. O(n log n).</summary>
    /// <param name="scores">Higher means more likely positive; finite, length n, at least 1.</param>
    /// <param name="positives">Which rows are positive, length n.</param>
    /// <param name="weights">How much each row counts, length n, 0 or more; empty for 1 each.</param>
    /// <exception cref="DataException">No rows, lengths that differ, a score that is not finite (the row is named, from 1), a negative weight or no weight at all.</exception>
    public static RocCurve Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives, ReadOnlySpan<float> weights = default)
    {
        var sweep = ScoreSweep.Of(nameof(RocCurve), scores, positives, weights);
        var steps = sweep.Thresholds.Length;
        var (thresholds, hits, alarms) = (new double[steps + 1], new double[steps + 1], new double[steps + 1]);
        thresholds[0] = double.PositiveInfinity;
        double area = 0, hit = 0, alarm = 0;
        for (var s = 0; s < steps; s++)
        {
            area += (sweep.FalseAlarms[s] - alarm) * (sweep.Hits[s] + hit) / 2;
            (hit, alarm) = (sweep.Hits[s], sweep.FalseAlarms[s]);
            (thresholds[s + 1], hits[s + 1], alarms[s + 1]) = (sweep.Thresholds[s], hit / sweep.Positives, alarm / sweep.Negatives);
        }
        (hits[0], alarms[0]) = (0 / sweep.Positives, 0 / sweep.Negatives);
        return new(thresholds, hits, alarms, area / (sweep.Positives * sweep.Negatives));
    }
}
