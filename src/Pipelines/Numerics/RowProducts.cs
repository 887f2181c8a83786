using System.Buffers;
using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>
/// Products of a tall table X (n x d, float32) with slim ones, block of rows by block of rows: X B, Xᵀ Y, and Xᵀ(X B) for a single reading of X. Cost 2ndl operations each.
/// Sums over rows are float32 within <see cref="RowsOfAPiece"/> rows and double beyond, added in the order of the rows: the same bits at any number of threads.
/// NaN and infinities spread as in IEEE arithmetic.
/// </summary>
internal static class RowProducts
{
    private const int RowsOfAPiece = 2048;
    private const int PiecesAtOnce = 32;
    private const int ValuesOfABlock = 1 << 18;

    /// <summary>Y = X B.</summary>
    /// <param name="x">n x d.</param>
    /// <param name="b">d x l, row-major.</param>
    /// <param name="columns">l.</param>
    /// <param name="y">n x l, row-major.</param>
    /// <param name="threads">How many threads may work at once; changes no bit.</param>
    /// <param name="cancellation">Checked between blocks of rows.</param>
    public static void Forward(IRowBlocks x, float[] b, int columns, float[] y, int threads, CancellationToken cancellation) => Run(x, b, y, columns, null, threads, cancellation);

    /// <summary>Xᵀ Y, d x l, and the sum of the squares of X.</summary>
    /// <inheritdoc cref="Forward"/>
    public static (double[] Product, double SquaredNorm) Backward(IRowBlocks x, float[] y, int columns, int threads, CancellationToken cancellation)
    {
        var z = new double[x.Columns * columns];
        return (z, Run(x, null, y, columns, z, threads, cancellation));
    }

    /// <summary>Xᵀ (X B), d x l.</summary>
    /// <inheritdoc cref="Forward"/>
    public static double[] Gram(IRowBlocks x, float[] b, int columns, int threads, CancellationToken cancellation)
    {
        var z = new double[x.Columns * columns];
        Run(x, b, null, columns, z, threads, cancellation);
        return z;
    }

    private static double Run(IRowBlocks x, float[]? b, float[]? y, int columns, double[]? z, int threads, CancellationToken cancellation)
    {
        int n = x.Rows, d = x.Columns;
        var blockRows = Math.Clamp(ValuesOfABlock / Math.Max(d, 1) & ~7, 8, 256);
        var pieces = (n + RowsOfAPiece - 1) / RowsOfAPiece;
        var sums = new float[z is null ? 0 : Math.Min(pieces, PiecesAtOnce)][];
        var squares = new double[pieces];
        for (var wave = 0; wave < pieces; wave += PiecesAtOnce)
        {
            var count = Math.Min(PiecesAtOnce, pieces - wave);
            Tiles.Run(count, Tiles.Threads(2.0 * Math.Min(n, PiecesAtOnce * RowsOfAPiece) * d * columns, threads), piece =>
            {
                var from = (wave + piece) * RowsOfAPiece;
                var sum = z is null ? null : sums[piece] ??= new float[d * columns];
                squares[wave + piece] = Piece(x, b, y, columns, sum, from, Math.Min(n, from + RowsOfAPiece), blockRows, cancellation);
            }, cancellation);
            for (var piece = 0; z is not null && piece < count; piece++)
            {
                var sum = sums[piece];
                for (var i = 0; i < z.Length; i++)
                {
                    z[i] += sum[i];
                }
            }
        }
        var squaredNorm = 0.0;
        foreach (var square in squares)
        {
            squaredNorm += square;
        }
        return squaredNorm;
    }

    private static double Piece(IRowBlocks x, float[]? b, float[]? y, int columns, float[]? sum, int from, int to, int blockRows, CancellationToken cancellation)
    {
        var d = x.Columns;
        var rows = ArrayPool<float>.Shared.Rent(blockRows * d);
        var own = y is null ? ArrayPool<float>.Shared.Rent(blockRows * columns) : null;
        var squares = 0.0;
        try
        {
            for (var row = from; row < to; row += blockRows)
            {
                cancellation.ThrowIfCancellationRequested();
                var count = Math.Min(blockRows, to - row);
                x.Copy(row, count, rows.AsSpan(0, count * d));
                var block = GemmOperand.Of(rows, count, d);
                var (values, start) = y is null ? (own!, 0) : (y, row * columns);
                if (b is not null)
                {
                    Gemm.Multiply(block, GemmOperand.Of(b, d, columns), new GemmTarget(values, count, columns, start), cancellation: cancellation);
                }
                else
                {
                    for (var i = 0; i < count; i++)
                    {
                        squares += TensorPrimitives.SumOfSquares<float>(rows.AsSpan(i * d, d));
                    }
                }
                if (sum is not null)
                {
                    Gemm.Multiply(block.Transposed, GemmOperand.Of(values, count, columns, start), new GemmTarget(sum, d, columns), row > from, cancellation: cancellation);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rows);
            if (own is not null)
            {
                ArrayPool<float>.Shared.Return(own);
            }
        }
        return squares;
    }
}
