namespace Pipelines.Numerics;

/// <summary>
/// Matrix times vector: y = A·x for a row-major float32 matrix, each element one <see cref="Dot"/>, so that its bits do not depend on the other rows nor on threads.
/// (They are not those of <see cref="Gemm"/>, which adds the products one after the other.) For x·A use <see cref="Gemm"/> with one row: it streams A.
/// Cost: 2·m·k operations at the speed at which A can be read. NaN and infinities spread as in IEEE arithmetic.
/// </summary>
internal static class Gemv
{
    private const int RowsOfAPiece = 64;

    /// <summary>y[i] = Σ a[i, j] x[j].</summary>
    /// <param name="a">m x k, its rows unbroken (a column stride of 1).</param>
    /// <param name="x">k values.</param>
    /// <param name="y">Receives m values.</param>
    /// <param name="threads">How many threads may share the rows.</param>
    /// <param name="cancellation">Stops between pieces of rows.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or A is a transpose.</exception>
    internal static void Multiply(GemmOperand a, float[] x, float[] y, int threads = 1, CancellationToken cancellation = default)
    {
        if (a.Columns != x.Length || a.Rows != y.Length)
        {
            throw new ArgumentException($"{a.Rows} x {a.Columns} times {x.Length} values does not fit into {y.Length}.", nameof(y));
        }
        var pieces = (a.Rows + RowsOfAPiece - 1) / RowsOfAPiece;
        var useful = Tiles.Threads(2.0 * a.Rows * a.Columns, threads);
        if (useful > 1)
        {
            Shared(a, x, y, pieces, useful, cancellation);
            return;
        }
        for (var piece = 0; piece < pieces; piece++)
        {
            cancellation.ThrowIfCancellationRequested();
            Piece(a, x, y, piece);
        }
    }

    // Apart from Multiply, so that one thread allocates no closure.
    private static void Shared(GemmOperand a, float[] x, float[] y, int pieces, int threads, CancellationToken cancellation) => Tiles.Run(pieces, threads, piece => Piece(a, x, y, piece), cancellation);

    private static void Piece(GemmOperand a, float[] x, float[] y, int piece)
    {
        for (var row = piece * RowsOfAPiece; row < Math.Min(a.Rows, (piece + 1) * RowsOfAPiece); row++)
        {
            y[row] = Dot.Of(a.Row(row), x);
        }
    }
}
