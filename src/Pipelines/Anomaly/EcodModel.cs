using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Anomaly;

/// <summary>A fitted <see cref="Ecod"/>; it holds each column's training values, sorted.</summary>
public sealed class EcodModel : IAnomalyDetector, IModel
{
    internal const string KindName = "ecod/1";

    private readonly Matrix _sorted;
    private readonly int[] _skews;

    /// <summary>−log of the share of each count of rows; of none as of half a row.</summary>
    private readonly double[] _surprise;

    internal EcodModel(Matrix sorted, int[] skews, float threshold)
    {
        (_sorted, _skews, Threshold, _surprise) = (sorted, skews, threshold, new double[sorted.Columns + 1]);
        for (var i = 0; i < _surprise.Length; i++)
        {
            _surprise[i] = -Math.Log(Math.Max(i, 0.5) / sorted.Columns);
        }
    }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _sorted.Rows;

    /// <inheritdoc/>
    public float Threshold { get; }

    /// <summary>How many rows it was fitted on.</summary>
    public int Rows => _sorted.Columns;

    /// <summary>The same model with another threshold.</summary>
    public EcodModel WithThreshold(float threshold) => new(_sorted, _skews, threshold);

    /// <inheritdoc/>
    public void Score(MatrixView rows, Span<float> scores)
    {
        rows.NeedColumns(nameof(EcodModel), Columns);
        MatrixChecks.NeedLength(scores.Length, rows.Rows, nameof(EcodModel), nameof(scores));
        rows.NeedFinite(nameof(EcodModel));
        for (var r = 0; r < scores.Length; r++)
        {
            var row = rows[r];
            var sum = 0.0;
            for (var c = 0; c < row.Length; c++)
            {
                sum += Surprise(c, row[c]);
            }
            scores[r] = (float)sum;
        }
    }

    /// <summary>What each column adds to the score of a row: they sum to it.</summary>
    /// <param name="row">d finite numbers.</param>
    /// <param name="contributions">Receives d numbers, 0 or more.</param>
    /// <exception cref="DataException">A length does not fit, or a cell is NaN or infinite.</exception>
    public void Contributions(ReadOnlySpan<float> row, Span<double> contributions)
    {
        AnomalyChecks.NeedRow(row, Columns, contributions.Length, nameof(EcodModel));
        for (var c = 0; c < row.Length; c++)
        {
            contributions[c] = Surprise(c, row[c]);
        }
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Number("threshold", Threshold);
        writer.Ints("skews", _skews);
        writer.Floats("sorted", _sorted.Values, Columns, Rows);
    }

    internal static EcodModel Read(ModelReader reader)
    {
        var values = reader.Floats("sorted", -1, -1);
        var (columns, rows) = (reader.Shape("sorted")[0], reader.Shape("sorted")[1]);
        var skews = reader.Ints("skews", columns);
        var sound = columns > 0 && rows > 0 && Array.TrueForAll(values, float.IsFinite);
        for (var i = 1; i < values.Length && sound; i++)
        {
            sound = i % rows == 0 || values[i] >= values[i - 1];
        }
        return sound ? new(new Matrix(columns, rows, values), skews, (float)reader.Number("threshold")) : throw reader.Damaged("sorted", "is not a sorted list of finite numbers a column");
    }

    private double Surprise(int column, float value)
    {
        ReadOnlySpan<float> sorted = _sorted[column];
        // How many are at most as large, and how many are not smaller.
        var (below, above) = (_surprise[Count(sorted, value, orEqual: true)], _surprise[sorted.Length - Count(sorted, value, orEqual: false)]);
        return _skews[column] == 0 ? below + above : Math.Max(below, above);
    }

    private static int Count(ReadOnlySpan<float> sorted, float value, bool orEqual)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = sorted[middle] < value || (orEqual && sorted[middle] == value) ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
