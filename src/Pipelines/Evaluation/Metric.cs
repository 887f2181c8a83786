namespace Pipelines.Evaluation;

/// <summary>One measured number.</summary>
/// <param name="Key">Stable name in JSON, in <c>--require</c> and in the text tables: <c>rmse</c>, <c>ndcg@10</c>.</param>
/// <param name="Value">The number; NaN where it cannot be computed.</param>
/// <param name="Better">Which way is better.</param>
/// <param name="Interval">Its confidence interval, or null where none was computed.</param>
public readonly record struct Metric(string Key, double Value, Better Better, Interval? Interval = null)
{
    /// <summary>True where this value is better than <paramref name="other"/>; never where either is NaN, or where the metric is a fact that is neither better high nor low.</summary>
    public bool Beats(double other) => Better switch
    {
        Better.Higher => Value > other,
        Better.Lower => Value < other,
        Better.NearZero => Math.Abs(Value) < Math.Abs(other),
        _ => false,
    };
}
