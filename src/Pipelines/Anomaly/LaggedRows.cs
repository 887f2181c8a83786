using Pipelines.Data;

namespace Pipelines.Anomaly;

/// <summary>Rows of a series with the rows before them at their side: x(t), x(t − 1), ..., x(t − lags). Before the first row, the first row stands for what was not seen.</summary>
public static class LaggedRows
{
    /// <summary>n x d (lags + 1).</summary>
    /// <param name="series">n x d in order of time.</param>
    /// <param name="lags">How many earlier rows, at least 0.</param>
    public static Matrix Of(MatrixView series, int lags)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lags);
        var lagged = new Matrix(series.Rows, checked(series.Columns * (lags + 1)));
        Write(series, 0, lags, lagged.Values);
        return lagged;
    }

    /// <summary>Writes the rows from <paramref name="first"/> on, as many as there is room for.</summary>
    internal static void Write(MatrixView series, int first, int lags, Span<float> lagged)
    {
        var d = series.Columns;
        for (var r = 0; r < lagged.Length / (d * (lags + 1)); r++)
        {
            for (var l = 0; l <= lags; l++)
            {
                series[Math.Max(0, first + r - l)].CopyTo(lagged[(((r * (lags + 1)) + l) * d)..]);
            }
        }
    }
}
