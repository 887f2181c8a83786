namespace Pipelines.Evaluation;

/// <summary>How well scores put anomalies first. Every number stands beside what guessing would give: look at <see cref="AveragePrecision"/> together with <see cref="BaseRate"/>.</summary>
public sealed record AnomalyMetrics : IMetrics
{
    /// <summary>How many rows were scored.</summary>
    public required int Rows { get; init; }

    /// <summary>How many of them are anomalies, n.</summary>
    public required int Anomalies { get; init; }

    /// <summary>How often an anomaly scores above a normal row, ties half; NaN where one of the two is missing. .5 for a guess.</summary>
    public required double RocAuc { get; init; }

    /// <summary>Area under the precision-recall curve, without interpolation; NaN where there is no anomaly. <see cref="BaseRate"/> for a guess.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>Share of anomalies among the n rows of highest score, n being the number of anomalies; of rows tied at the boundary their share counts. NaN where there is no anomaly. <see cref="BaseRate"/> for a guess.</summary>
    public required double PrecisionAtN { get; init; }

    /// <summary>Share of anomalies among all rows.</summary>
    public double BaseRate => (double)Anomalies / Rows;

    /// <inheritdoc/>
    public IEnumerable<Metric> All =>
    [
        new("roc_auc", RocAuc, Better.Higher),
        new("auc_pr", AveragePrecision, Better.Higher),
        new("precision_at_n", PrecisionAtN, Better.Higher),
        new("base_rate", BaseRate, Better.Neither),
    ];

    /// <summary>Measures scores. O(n log n).</summary>
    /// <param name="scores">Higher means more unusual; finite, length n, at least 1.</param>
    /// <param name="anomalies">Which rows are anomalies, length n.</param>
    /// <exception cref="DataException">No rows, lengths that differ, or a score that is not finite (the row is named, from 1).</exception>
    public static AnomalyMetrics Of(ReadOnlySpan<float> scores, ReadOnlySpan<bool> anomalies)
    {
        var values = new double[scores.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = scores[i];
        }
        return Of(values, anomalies);
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{float}, ReadOnlySpan{bool})"/>
    public static AnomalyMetrics Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> anomalies)
    {
        var sweep = ScoreSweep.Of(nameof(AnomalyMetrics), scores, anomalies, default);
        var n = (int)sweep.Positives;
        double atN = double.NaN, hits = 0, called = 0;
        for (var s = 0; s < sweep.Hits.Length && n > 0; s++)
        {
            var (moreHits, moreCalled) = (sweep.Hits[s] - hits, sweep.Hits[s] + sweep.FalseAlarms[s] - called);
            if (called + moreCalled >= n)
            {
                atN = (hits + (moreHits * (n - called) / moreCalled)) / n;
                break;
            }
            (hits, called) = (hits + moreHits, called + moreCalled);
        }
        return new()
        {
            Rows = scores.Length,
            Anomalies = n,
            RocAuc = RocCurve.Of(scores, anomalies).Area,
            AveragePrecision = PrecisionRecallCurve.Of(scores, anomalies).AveragePrecision,
            PrecisionAtN = atN,
        };
    }
}
