namespace Pipelines.Evaluation;

/// <summary>Whether predicted intervals keep their promise: of intervals said to hold the truth 9 times in 10, do 9 in 10 hold it, and how wide are they?</summary>
public sealed record IntervalCoverage : IMetrics
{
    /// <summary>How many rows were scored.</summary>
    public required int Rows { get; init; }

    /// <summary>The share that the intervals promise to hold, between 0 and 1.</summary>
    public required double Level { get; init; }

    /// <summary>Share of targets inside their interval, ends included; best when equal to <see cref="Level"/>.</summary>
    public required double Coverage { get; init; }

    /// <summary>Mean of high − low, in the target's unit.</summary>
    public required double MeanWidth { get; init; }

    /// <summary>Share of targets below their interval.</summary>
    public required double Below { get; init; }

    /// <summary>Share of targets above their interval.</summary>
    public required double Above { get; init; }

    /// <summary>Mean of width + 2 / (1 − level) x the distance outside: smallest for narrow intervals that keep their promise (Gneiting and Raftery, "Strictly proper scoring rules", 2007, section 6.2).</summary>
    public required double Score { get; init; }

    /// <inheritdoc/>
    public IEnumerable<Metric> All =>
    [
        new("interval_coverage", Coverage, Better.Neither),
        new("interval_width", MeanWidth, Better.Lower),
        new("interval_score", Score, Better.Lower),
    ];

    /// <summary>Measures intervals.</summary>
    /// <param name="targets">The true numbers, length n, at least 1.</param>
    /// <param name="low">Lower end of each row's interval, length n, at most its upper end.</param>
    /// <param name="high">Upper end of each row's interval, length n.</param>
    /// <param name="level">The share that the intervals promise to hold, between 0 and 1.</param>
    /// <exception cref="DataException">No rows, lengths that differ, a value that is not finite or an interval that ends before it starts (the row is named, from 1).</exception>
    public static IntervalCoverage Of(ReadOnlySpan<float> targets, ReadOnlySpan<float> low, ReadOnlySpan<float> high, double level)
    {
        const string owner = nameof(IntervalCoverage);
        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1, such as 0.9.");
        }
        EvaluationInput.SameLength(owner, targets.Length, "low", low.Length);
        EvaluationInput.SameLength(owner, targets.Length, "high", high.Length);
        EvaluationInput.Finite(owner, "targets", targets);
        EvaluationInput.Finite(owner, "low", low);
        EvaluationInput.Finite(owner, "high", high);
        int below = 0, above = 0;
        double width = 0, outside = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            if (low[i] > high[i])
            {
                throw new DataException("evaluation.interval", $"{owner}, row {i}: the interval from {low[i]} to {high[i]} ends before it starts. Swap its ends.");
            }
            below += targets[i] < low[i] ? 1 : 0;
            above += targets[i] > high[i] ? 1 : 0;
            width += (double)high[i] - low[i];
            outside += Math.Max(0, (double)low[i] - targets[i]) + Math.Max(0, (double)targets[i] - high[i]);
        }
        double n = targets.Length;
        return new()
        {
            Rows = targets.Length,
            Level = level,
            Coverage = (n - below - above) / n,
            MeanWidth = width / n,
            Below = below / n,
            Above = above / n,
            Score = (width + (2 / (1 - level) * outside)) / n,
        };
    }
}
