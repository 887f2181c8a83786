using Pipelines.Data;

namespace Pipelines.Evaluation;

/// <summary>What detectors that know nothing, or next to nothing, reach: every report shows them beside the model.</summary>
public static class AnomalyBaseline
{
    /// <summary>The same score for every row: always an alarm.</summary>
    /// <param name="anomalies">Which rows are anomalies, at least one row.</param>
    /// <exception cref="DataException">No rows.</exception>
    public static AnomalyMetrics Always(ReadOnlySpan<bool> anomalies) => AnomalyMetrics.Of(new double[anomalies.Length], anomalies);

    /// <summary>Random scores.</summary>
    /// <param name="anomalies">Which rows are anomalies, at least one row.</param>
    /// <param name="seed">Of the scores.</param>
    /// <exception cref="DataException">No rows.</exception>
    public static AnomalyMetrics Random(ReadOnlySpan<bool> anomalies, long seed = 0)
    {
        var scores = new double[anomalies.Length];
        for (var r = 0; r < scores.Length; r++)
        {
            var rng = Rng.At(seed, item: r);
            scores[r] = rng.NextDouble();
        }
        return AnomalyMetrics.Of(scores, anomalies);
    }

    /// <summary>Mean over columns of |x − mean| in standard deviations of the training rows; constant columns are left out.</summary>
    /// <param name="train">The rows that mean and deviation are taken from, at least one.</param>
    /// <param name="rows">The rows to score, of the same width.</param>
    /// <param name="anomalies">Which of them are anomalies.</param>
    /// <exception cref="DataException">Shapes that do not fit, or a cell that is NaN or infinite.</exception>
    public static AnomalyMetrics DistanceFromMean(MatrixView train, MatrixView rows, ReadOnlySpan<bool> anomalies)
    {
        train.NeedRows(nameof(AnomalyBaseline));
        train.NeedFinite(nameof(AnomalyBaseline));
        rows.NeedColumns(nameof(AnomalyBaseline), train.Columns);
        rows.NeedFinite(nameof(AnomalyBaseline));
        var moments = Numerics.ColumnMoments.Of(train.Operand);
        var scores = new double[rows.Rows];
        for (var r = 0; r < scores.Length; r++)
        {
            var row = rows[r];
            for (var c = 0; c < row.Length; c++)
            {
                scores[r] += moments.Squares[c] > 0 ? Math.Abs(row[c] - moments.Means[c]) / Math.Sqrt(moments.Squares[c] / train.Rows) / row.Length : 0;
            }
        }
        return AnomalyMetrics.Of(scores, anomalies);
    }
}
