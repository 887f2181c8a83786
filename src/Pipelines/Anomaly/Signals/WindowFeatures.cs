using Pipelines.Data;

namespace Pipelines.Anomaly.Signals;

/// <summary>Rows of a series summed up window by window: mean, deviation, slope, least and largest value of each sensor, as regressions on series (remaining life) need them.</summary>
/// <remarks>
/// A window ends at its row and looks back only, so that a stream has the same features. Near the beginning it is shorter. The slope is that of least squares, a change a row. O(rows x window x
/// columns); sums in double, from the first row on, so a window gives the same bits wherever it lies.
/// </remarks>
public static class WindowFeatures
{
    /// <summary>Features of each sensor.</summary>
    public const int EachSensor = 5;

    /// <summary>Names of the features: <c>speed mean</c>, <c>speed deviation</c>, <c>speed slope</c>, <c>speed min</c>, <c>speed max</c>, then those of the next sensor.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> sensors) => [.. sensors.SelectMany(s => new[] { $"{s} mean", $"{s} deviation", $"{s} slope", $"{s} min", $"{s} max" })];

    /// <summary>The features at every row of one machine's series.</summary>
    /// <param name="rows">n x d in order of time, finite.</param>
    /// <param name="window">Rows in a window, at least 1.</param>
    /// <returns>n x 5 d.</returns>
    /// <exception cref="DataException">A cell is NaN or infinite.</exception>
    public static Matrix Of(MatrixView rows, int window)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        rows.NeedFinite(nameof(WindowFeatures));
        var features = new Matrix(rows.Rows, rows.Columns * EachSensor);
        for (var r = 0; r < rows.Rows; r++)
        {
            At(rows[Math.Max(0, r - window + 1)..(r + 1)], features[r]);
        }
        return features;
    }

    /// <summary>The features of one window.</summary>
    /// <param name="window">Its rows in order of time, at least 1, finite.</param>
    /// <param name="features">Receives 5 numbers a column.</param>
    /// <exception cref="DataException">No rows, or a span of another length.</exception>
    public static void At(MatrixView window, Span<float> features)
    {
        window.NeedRows(nameof(WindowFeatures));
        MatrixChecks.NeedLength(features.Length, window.Columns * EachSensor, nameof(WindowFeatures), nameof(features));
        var values = window.Values;
        var (n, d) = (window.Rows, window.Columns);
        for (var c = 0; c < d; c++)
        {
            double sum = 0, squares = 0, products = 0;
            float least = float.PositiveInfinity, largest = float.NegativeInfinity;
            for (var i = c; i < values.Length; i += d)
            {
                sum += values[i];
                (least, largest) = (Math.Min(least, values[i]), Math.Max(largest, values[i]));
            }
            var (mean, middle) = (sum / n, (n - 1) / 2.0);
            for (var r = 0; r < n; r++)
            {
                var away = values[(r * d) + c] - mean;
                squares += away * away;
                products += away * (r - middle);
            }
            var own = features.Slice(c * EachSensor, EachSensor);
            own[0] = (float)mean;
            own[1] = n < 2 ? 0 : (float)Math.Sqrt(squares / (n - 1));
            own[2] = n < 2 ? 0 : (float)(products / (n * (((double)n * n) - 1) / 12));
            (own[3], own[4]) = (least, largest);
        }
    }
}
