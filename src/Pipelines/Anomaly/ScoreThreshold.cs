namespace Pipelines.Anomaly;

/// <summary>Thresholds from scores: above them a row is called an anomaly.</summary>
public static class ScoreThreshold
{
    /// <summary>The threshold that at most a share of these rows exceeds; exactly that share, rounded down to whole rows, where no scores are equal at the boundary. Share 0 gives the largest score.</summary>
    /// <param name="scores">Scores of the rows a detector learned from; at least one, none NaN.</param>
    /// <param name="contamination">Share of anomalies expected among them, 0 to .5.</param>
    /// <exception cref="DataException">No scores, one that is NaN, or a share out of range.</exception>
    public static float ByContamination(ReadOnlySpan<float> scores, double contamination)
    {
        var sorted = Sorted(scores, contamination);
        return sorted[sorted.Length - 1 - (int)Math.Floor((contamination * sorted.Length) + 1e-9)];
    }

    /// <summary>
    /// The threshold that further rows like these exceed at most this often, on average: the ⌈(n + 1)(1 − rate)⌉-th smallest score (split conformal prediction), or the largest where n is too small to tell.
    /// The rows must not be those that the detector learned from, and must be as unlike them as rows to come will be: in time series whole blocks, not single rows.
    /// V. Vovk, A. Gammerman, G. Shafer, "Algorithmic learning in a random world", 2005.
    /// </summary>
    /// <param name="heldOut">Scores of normal rows that the detector has not seen; at least one, none NaN.</param>
    /// <param name="falseAlarmRate">Share of normal rows that may exceed it, 0 to .5.</param>
    /// <exception cref="DataException">No scores, one that is NaN, or a rate out of range.</exception>
    public static float ByHeldOut(ReadOnlySpan<float> heldOut, double falseAlarmRate)
    {
        var sorted = Sorted(heldOut, falseAlarmRate);
        return sorted[Rank(sorted.Length, falseAlarmRate)];
    }

    /// <summary>The same of numbers in double, which are sorted in place.</summary>
    internal static double ByHeldOut(double[] values, double rate)
    {
        Array.Sort(values);
        return values[Rank(values.Length, rate)];
    }

    private static int Rank(int count, double rate) => Math.Clamp((int)Math.Ceiling(((count + 1) * (1 - rate)) - 1e-9) - 1, 0, count - 1);

    private static float[] Sorted(ReadOnlySpan<float> scores, double share)
    {
        if (scores.IsEmpty)
        {
            throw new DataException("anomaly.no-scores", $"ScoreThreshold must be given at least 1 score; got {scores.Length}. Score the rows that the threshold is to be taken from.");
        }
        if (!(share is >= 0 and <= 0.5))
        {
            throw new DataException("anomaly.share", $"ScoreThreshold's share of rows above the threshold must be from 0 to 0.5; got {share}. Pass 0.01 for 1 %.");
        }
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        // NaN sorts first.
        return float.IsNaN(sorted[0]) ? throw new DataException("anomaly.nan-score", $"ScoreThreshold must be given numbers; {Count(scores)} of {scores.Length} scores are NaN. Leave the rows that could not be scored out.") : sorted;
    }

    private static int Count(ReadOnlySpan<float> scores)
    {
        var count = 0;
        foreach (var score in scores)
        {
            count += float.IsNaN(score) ? 1 : 0;
        }
        return count;
    }
}
