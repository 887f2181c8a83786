using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Reduction;

/// <summary>Products of sparse rows with slim dense matrices, and the checks of sparse rows.</summary>
internal static class SparseProducts
{
    private const int RowsOfATile = 256;

    /// <summary>Y = X B, in double: row r is the sum over its cells, in order. The same bits at any number of threads.</summary>
    /// <param name="x">n x d.</param>
    /// <param name="b">d x l, row-major.</param>
    /// <param name="columns">l.</param>
    /// <param name="y">Receives n x l, row-major.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static void Multiply(SparseView x, double[] b, int columns, double[] y, FitControl control) =>
        Tiles.Run((x.Rows + RowsOfATile - 1) / RowsOfATile, Tiles.Threads(2.0 * x.Count * columns, control.Threads), tile =>
        {
            for (var r = tile * RowsOfATile; r < Math.Min(x.Rows, (tile + 1) * RowsOfATile); r++)
            {
                var row = x[r];
                var to = y.AsSpan(r * columns, columns);
                to.Clear();
                for (var i = 0; i < row.Count; i++)
                {
                    RowSums.Add(b.AsSpan(row.Indices[i] * columns, columns), row.Values[i], to);
                }
            }
        }, control.Cancellation);

    /// <summary>There has to be something to learn from.</summary>
    /// <exception cref="DataException">No rows or no columns.</exception>
    public static void NeedRows(SparseView rows, string owner)
    {
        if (rows.Rows == 0 || rows.Columns == 0)
        {
            throw new DataException("reduction.sparse-few", $"{owner} must be given at least 1 sparse row with at least 1 column; got {rows.Rows} x {rows.Columns}. Check how the data was read and filtered.");
        }
    }

    /// <summary>NaN and infinities spread through every sum.</summary>
    /// <exception cref="DataException">A stored cell is NaN or infinite; the message names its row and column.</exception>
    public static void NeedFinite(SparseView rows, string owner)
    {
        for (var i = 0; i < rows.Values.Length; i++)
        {
            if (!float.IsFinite(rows.Values[i]))
            {
                var r = 0;
                while (rows.Starts[r + 1] <= i)
                {
                    r++;
                }
                throw new DataException("reduction.sparse-finite", $"{owner} must be given finite numbers; got {rows.Values[i]} in row {r}, column {rows.Indices[i]}. Fill or drop such cells first.");
            }
        }
    }
}
