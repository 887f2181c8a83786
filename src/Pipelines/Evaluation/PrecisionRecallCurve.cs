namespace Pipelines.Evaluation;

/// <summary>Precision against recall for every threshold of a score: the curve to look at when positives are rare.</summary>
public sealed class PrecisionRecallCurve
{
    private PrecisionRecallCurve(double[] thresholds, double[] precisions, double[] recalls, double average, double baseRate) =>
        (Thresholds, Precisions, Recalls, AveragePrecision, BaseRate) = (thresholds, precisions, recalls, average, baseRate);

    /// <summary>Each different score, falling.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>Share of positives among the rows with at least that score.</summary>
    public IReadOnlyList<double> Precisions { get; }

    /// <summary>Share of all positives that have at least that score, rising to 1; NaN where there are no positives.</summary>
    public IReadOnlyList<double> Recalls { get; }

    /// <summary>Area under the curve as the sum of (step in recall) x precision, without interpolation; NaN where there are no positives. A guess gets <see cref="BaseRate"/>.</summary>
    public double AveragePrecision { get; }

    /// <summary>Share of positives among all rows.</summary>
    public double BaseRate { get; }

    /// <summary>Sweeps the threshold over the scores. O(n log n).</summary>
    /// <param name="scores">Higher means more likely positive; finite, length n, at least 1.</param>
    /// <param name="positives">Which rows are positive, length n.</param>
    /// <param name="weights">How much each row counts, length n, 0 or more; empty for 1 each.</param>
    /// <exception cref="DataException">No rows, lengths that differ, a score that is not finite (the row is named, from 1), a negative weight or no weight at all.</exception>
    public static PrecisionRecallCurve Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives, ReadOnlySpan<float> weights = default)
    {
        var sweep = ScoreSweep.Of(nameof(PrecisionRecallCurve), scores, positives, weights);
        var (precisions, recalls) = (new double[sweep.Thresholds.Length], new double[sweep.Thresholds.Length]);
        double average = 0, hit = 0;
        for (var s = 0; s < precisions.Length; s++)
        {
            var called = sweep.Hits[s] + sweep.FalseAlarms[s];
            precisions[s] = called > 0 ? sweep.Hits[s] / called : 0;
            recalls[s] = sweep.Hits[s] / sweep.Positives;
            average += (sweep.Hits[s] - hit) / sweep.Positives * precisions[s];
            hit = sweep.Hits[s];
        }
        return new(sweep.Thresholds, precisions, recalls, average, sweep.Positives / (sweep.Positives + sweep.Negatives));
    }
}
