namespace Pipelines.Evaluation;

/// <summary>One metric over the folds of a cross-validation.</summary>
/// <param name="Key">Key of the metric.</param>
/// <param name="Better">Which way is better.</param>
/// <param name="Values">Its value on each fold.</param>
/// <param name="Mean">Mean over the folds; NaN where a fold has none.</param>
/// <param name="StandardDeviation">Spread over the folds; NaN with fewer than 2.</param>
/// <param name="Interval">Confidence interval of the mean, widened because folds share training rows (<see cref="CorrectedResampledTTest"/>); null with fewer than 2 folds.</param>
public sealed record FoldSummary(string Key, Better Better, IReadOnlyList<double> Values, double Mean, double StandardDeviation, Interval? Interval)
{
    /// <summary>Standard error of the mean as if folds were independent: what the one-standard-error rule uses. NaN with fewer than 2 folds.</summary>
    public double StandardError => StandardDeviation / Math.Sqrt(Values.Count);

    internal static FoldSummary Of(Metric metric, double[] values, double trainRows, double testRows)
    {
        var (mean, deviation) = Moments.Of(values);
        Interval? interval = values.Length < 2 || double.IsNaN(deviation) ? null : CorrectedResampledTTest.Of(values, trainRows, testRows).Interval;
        return new(metric.Key, metric.Better, values, mean, deviation, interval);
    }
}
