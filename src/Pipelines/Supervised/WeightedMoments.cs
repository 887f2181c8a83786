using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Supervised;

/// <summary>The weighted mean of each column and the weighted sum of squared distances from it, in double, by two passes; each column is summed row after row.</summary>
internal sealed class WeightedMoments
{
    private const int ColumnsAtOnce = 64;

    /// <summary>Sums up.</summary>
    /// <param name="rows">n x d, n at least 1.</param>
    /// <param name="weights">Length n, their sum above 0; or empty for all 1.</param>
    /// <param name="centred">False to take 0 for every mean.</param>
    /// <param name="control">Threads and cancellation.</param>
    internal WeightedMoments(MatrixView rows, ReadOnlyMemory<float> weights, bool centred, FitControl control)
    {
        (Means, Squares) = (new double[rows.Columns], new double[rows.Columns]);
        Weight = Total(rows.Rows, weights.Span);
        var pieces = (rows.Columns + ColumnsAtOnce - 1) / ColumnsAtOnce;
        Tiles.Run(pieces, Tiles.Threads(4.0 * rows.Rows * rows.Columns, control.Threads), piece =>
        {
            var first = piece * ColumnsAtOnce;
            Sum(rows, weights.Span, first, Math.Min(ColumnsAtOnce, rows.Columns - first), centred, control.Cancellation);
        }, control.Cancellation);
    }

    /// <summary>The sum of the weights; the number of rows where there are none.</summary>
    internal double Weight { get; }

    internal double[] Means { get; }

    internal double[] Squares { get; }

    /// <summary>True where a column says nothing that the intercept does not: all its rows that count are equal, within the rounding of a mean in double.</summary>
    internal bool IsConstant(int column) => Squares[column] <= 1e-26 * Weight * Means[column] * Means[column];

    private static double Total(int rows, ReadOnlySpan<float> weights)
    {
        if (weights.IsEmpty)
        {
            return rows;
        }
        double total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }
        return total;
    }

    private void Sum(MatrixView rows, ReadOnlySpan<float> weights, int first, int count, bool centred, CancellationToken cancellation)
    {
        Span<double> values = stackalloc double[count];
        var means = Means.AsSpan(first, count);
        var squares = Squares.AsSpan(first, count);
        for (var pass = centred ? 0 : 1; pass < 2; pass++)
        {
            for (var r = 0; r < rows.Rows; r++)
            {
                if (r % 4096 == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }
                double weight = weights.IsEmpty ? 1 : weights[r];
                TensorPrimitives.ConvertTruncating(rows[r].Slice(first, count), values);
                if (pass == 0)
                {
                    TensorPrimitives.MultiplyAdd(values, weight, means, means);
                    continue;
                }
                TensorPrimitives.Subtract<double>(values, means, values);
                TensorPrimitives.Multiply<double>(values, values, values);
                TensorPrimitives.MultiplyAdd(values, weight, squares, squares);
            }
            if (pass == 0)
            {
                TensorPrimitives.Divide(means, Weight, means);
            }
        }
    }
}
