using System.Numerics.Tensors;

namespace Pipelines.Anomaly;

/// <summary>Checks that detectors share beyond those of all models.</summary>
internal static class AnomalyChecks
{
    /// <summary>One row and room for an answer a column.</summary>
    /// <exception cref="DataException">A length does not fit, or a cell is NaN or infinite.</exception>
    public static void NeedRow(ReadOnlySpan<float> row, int columns, int answers, string owner)
    {
        if (row.Length != columns || answers != columns)
        {
            throw new DataException("anomaly.row", $"{owner} must be given one row of {columns} values, and room for as many contributions; got {row.Length} and {answers}. Pass one row as the training rows were.");
        }
        if (!TensorPrimitives.IsFiniteAll(row))
        {
            var column = 0;
            while (float.IsFinite(row[column]))
            {
                column++;
            }
            throw new DataException("anomaly.row-finite", $"{owner} must be given finite numbers; got {row[column]} in column {column}. Fill such cells first.");
        }
    }
}
