using Pipelines.Data;
using Pipelines.Models.Encoders;

namespace DataEncoding.Study;

/// <summary>How far rows are from what came back: squared differences of encoded numbers. A number that was missing has nothing to come back as, and is not counted.</summary>
internal static class CellErrors
{
    /// <summary>Mean squared difference of a cell.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="y">What came back, or one row for all.</param>
    /// <param name="layout">What the columns stand for; empty where all are numbers.</param>
    public static double Mean(MatrixView x, MatrixView y, IReadOnlyList<EncodedColumn> layout)
    {
        var (sum, cells) = (0.0, 0L);
        var missing = MissingOf(layout, x.Columns);
        for (var r = 0; r < x.Rows; r++)
        {
            var (own, counted) = OfRow(x[r], y[y.Rows == 1 ? 0 : r], missing);
            sum += own;
            cells += counted;
        }
        return cells > 0 ? sum / cells : 0;
    }

    /// <summary>Mean squared difference of a cell, one value a row.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="y">What came back, or one row for all.</param>
    /// <param name="layout">What the columns stand for; empty where all are numbers.</param>
    public static double[] OfRows(MatrixView x, MatrixView y, IReadOnlyList<EncodedColumn> layout)
    {
        var errors = new double[x.Rows];
        var missing = MissingOf(layout, x.Columns);
        for (var r = 0; r < errors.Length; r++)
        {
            var (own, counted) = OfRow(x[r], y[y.Rows == 1 ? 0 : r], missing);
            errors[r] = own / Math.Max(1, counted);
        }
        return errors;
    }

    /// <summary>Mean and standard deviation of each column, over the cells that are counted.</summary>
    public static (Matrix Means, float[] Deviations) Spread(MatrixView x, IReadOnlyList<EncodedColumn> layout)
    {
        var missing = MissingOf(layout, x.Columns);
        var (means, deviations) = (new Matrix(1, x.Columns), new float[x.Columns]);
        for (var c = 0; c < x.Columns; c++)
        {
            double sum = 0, squares = 0;
            var count = 0;
            for (var r = 0; r < x.Rows; r++)
            {
                if (missing[c] < 0 || x[r][missing[c]] < 0.5f)
                {
                    count++;
                    // Welford: no large sum whose small differences are lost.
                    var off = x[r][c] - sum;
                    sum += off / count;
                    squares += off * (x[r][c] - sum);
                }
            }
            (means.Values[c], deviations[c]) = ((float)sum, (float)Math.Sqrt(squares / Math.Max(1, count - 1)));
        }
        return (means, deviations);
    }

    private static (double Sum, int Counted) OfRow(ReadOnlySpan<float> x, ReadOnlySpan<float> y, int[] missing)
    {
        var (sum, counted) = (0.0, 0);
        for (var c = 0; c < x.Length; c++)
        {
            if (missing[c] < 0 || x[missing[c]] < 0.5f)
            {
                var difference = (double)x[c] - y[c];
                sum += difference * difference;
                counted++;
            }
        }
        return (sum, counted);
    }

    /// <summary>For each column the one that says where it was missing, or −1.</summary>
    private static int[] MissingOf(IReadOnlyList<EncodedColumn> layout, int width)
    {
        var missing = new int[width];
        Array.Fill(missing, -1);
        for (var i = 1; i < layout.Count; i++)
        {
            if (layout[i].Type == EncodedType.Missing)
            {
                missing[layout[i - 1].First] = layout[i].First;
            }
        }
        return missing;
    }
}
