namespace Pipelines.Evaluation;

/// <summary>What lies at or above each different score, from the highest down: equal scores are one step, so ties can neither help nor hurt.</summary>
internal sealed class ScoreSweep
{
    private ScoreSweep(double[] thresholds, double[] hits, double[] alarms) => (Thresholds, Hits, FalseAlarms) = (thresholds, hits, alarms);

    /// <summary>The different scores, falling.</summary>
    public double[] Thresholds { get; }

    /// <summary>Weight of the positives with at least this score.</summary>
    public double[] Hits { get; }

    /// <summary>Weight of the negatives with at least this score.</summary>
    public double[] FalseAlarms { get; }

    public double Positives => Hits[^1];

    public double Negatives => FalseAlarms[^1];

    public static ScoreSweep Of(string owner, ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives, ReadOnlySpan<float> weights)
    {
        EvaluationInput.SameLength(owner, positives.Length, "scores", scores.Length);
        EvaluationInput.Finite(owner, "scores", scores);
        EvaluationInput.Weights(owner, weights, scores.Length);
        var sorted = scores.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        Array.Sort(sorted, order);
        List<double> thresholds = [], hits = [], alarms = [];
        double hit = 0, alarm = 0;
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            var weight = EvaluationInput.WeightOf(weights, order[i]);
            hit += positives[order[i]] ? weight : 0;
            alarm += positives[order[i]] ? 0 : weight;
            if (i == 0 || sorted[i - 1] != sorted[i])
            {
                thresholds.Add(sorted[i]);
                hits.Add(hit);
                alarms.Add(alarm);
            }
        }
        return new([.. thresholds], [.. hits], [.. alarms]);
    }
}
