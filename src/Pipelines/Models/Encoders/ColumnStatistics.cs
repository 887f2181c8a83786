using System.Numerics.Tensors;
using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>Statistics of each column, summed in double precision and in row order, so that they do not depend on threads.</summary>
internal static class ColumnStatistics
{
    /// <summary>Rows between two looks at the cancellation token: well under 50 ms at any width in use.</summary>
    private const int RowsPerCheck = 1024;

    /// <summary>The spacing of doubles at 1: the unit of rounding (not <see cref="double.Epsilon"/>).</summary>
    public const double Rounding = 2.220446049250313e-16;

    /// <summary>Gives one row in double precision.</summary>
    public delegate void ReadRow(int row, Span<double> values);

    public static ReadRow Reader(MatrixView rows) => (row, values) => TensorPrimitives.ConvertTruncating(rows[row], values);

    /// <summary>
    /// Mean and population variance by two passes, the second corrected by the sum of deviations (Chan, Golub, LeVeque, "Algorithms for computing the sample variance", 1983).
    /// </summary>
    public static (double[] Mean, double[] Variance) Moments(int rows, int columns, ReadRow read, CancellationToken cancellation)
    {
        var (mean, drift, variance, row) = (new double[columns], new double[columns], new double[columns], new double[columns]);
        ForEach(rows, read, row, () => TensorPrimitives.Add(mean, row, mean), cancellation);
        TensorPrimitives.Divide(mean, rows, mean);
        ForEach(rows, read, row, () =>
        {
            TensorPrimitives.Subtract(row, mean, row);
            TensorPrimitives.Add(drift, row, drift);
            TensorPrimitives.MultiplyAdd(row, row, variance, variance);
        }, cancellation);
        for (var c = 0; c < columns; c++)
        {
            variance[c] = Math.Max(0, (variance[c] - (drift[c] * drift[c] / rows)) / rows);
        }
        return (mean, variance);
    }

    /// <summary>Smallest and largest value.</summary>
    public static (double[] Low, double[] High) Ranges(int rows, int columns, ReadRow read, CancellationToken cancellation)
    {
        var (low, high, row) = (new double[columns], new double[columns], new double[columns]);
        low.AsSpan().Fill(double.PositiveInfinity);
        high.AsSpan().Fill(double.NegativeInfinity);
        ForEach(rows, read, row, () =>
        {
            TensorPrimitives.Min(low, row, low);
            TensorPrimitives.Max(high, row, high);
        }, cancellation);
        return (low, high);
    }

    /// <summary>The median of what is not NaN, the mean of the two in the middle where their number is even; 0 where nothing is left. Counts the NaNs.</summary>
    /// <param name="values">Reordered.</param>
    /// <param name="missing">How many were NaN.</param>
    public static double Median(Span<double> values, out int missing)
    {
        values.Sort(); // NaN sorts before every number
        missing = 0;
        while (missing < values.Length && double.IsNaN(values[missing]))
        {
            missing++;
        }
        var known = values[missing..];
        return known.IsEmpty ? 0 : (known[(known.Length - 1) / 2] / 2) + (known[known.Length / 2] / 2);
    }

    private static void ForEach(int rows, ReadRow read, double[] row, Action visit, CancellationToken cancellation)
    {
        for (var r = 0; r < rows; r++)
        {
            if (r % RowsPerCheck == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            read(r, row);
            visit();
        }
    }
}
