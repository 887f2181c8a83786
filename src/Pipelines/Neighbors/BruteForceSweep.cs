using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Neighbors;

/// <summary>
/// Compares a block of queries with all rows through a product of matrices: |q − x|² = |q|² + |x|² − 2 q·x, whose last two terms the product gives when each row ends in |x|² and each query in 1.
/// That form loses digits by cancellation, so it only sifts: whatever may be within a query's limit, by a proven bound on the rounding, is handed on to be measured exactly.
/// Rows and queries are moved to the mean of the rows first, which keeps the bound small.
/// </summary>
/// <remarks>
/// The bound. u = 2⁻²⁴, x and q moved. Moving: |(q − x) − (q − x)exact| ≤ u (|q| + |x|), so the square is off by at most 4.2 u (|q|² + |x|²).
/// The product of d + 1 terms: at most 1.01 (d + 1) u (2 |q||x| + |x|²) ≤ 1.01 (d + 1) u (|q|² + 2 |x|²), in any order of summation, fused or not (N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2002).
/// Storing |x|² in float32: u |x|². Together β(q) = (d + 6) u and β(x) = (2 d + 8) u, taken 1.1 times.
/// </remarks>
internal sealed class BruteForceSweep
{
    /// <summary>Queries of a block; their limits and a row of the tile are eight vectors.</summary>
    public const int Lanes = 128;

    private const int RowsOfATile = 512;
    private const double Unit = 1.1 / (1 << 24);

    /// <summary>Squared lengths above this could overflow within the product.</summary>
    private const double Longest = 1e37;

    private readonly MatrixView _points;
    private readonly float[] _centre;
    private readonly float[] _rows;
    private readonly double _longest;

    public BruteForceSweep(MatrixView points)
    {
        _points = points;
        var columns = points.Columns;
        var sums = new double[columns];
        for (var r = 0; r < points.Rows; r++)
        {
            var row = points[r];
            for (var c = 0; c < row.Length; c++)
            {
                sums[c] += row[c];
            }
        }
        _centre = Array.ConvertAll(sums, s => (float)(s / points.Rows));
        _rows = new float[Matrix.Size(points.Rows, columns + 1)];
        for (var r = 0; r < points.Rows; r++)
        {
            var moved = _rows.AsSpan(r * (columns + 1), columns + 1);
            var square = 0.0;
            var row = points[r];
            for (var c = 0; c < row.Length; c++)
            {
                moved[c] = row[c] - _centre[c];
                square += (double)moved[c] * moved[c];
            }
            moved[columns] = (float)(square * (1 - (((2 * columns) + 8) * Unit)));
            _longest = Math.Max(_longest, square);
        }
    }

    /// <summary>Offers every row that may be within its limit to each of at most <see cref="Lanes"/> queries.</summary>
    public void Run<TSink>(MatrixView queries, scoped ref TSink sink, CancellationToken cancellation) where TSink : struct, IBruteForceSink, allows ref struct
    {
        var width = (queries.Rows + Vector512<float>.Count - 1) / Vector512<float>.Count * Vector512<float>.Count;
        var columns = _points.Columns;
        Span<double> squares = stackalloc double[Lanes];
        var block = ArrayPool<float>.Shared.Rent((columns + 1) * width);
        var longest = Fill(queries, block, width, squares);
        if (Math.Max(longest, _longest) > Longest)
        {
            Plain(queries.Rows, ref sink, cancellation);
        }
        else
        {
            Tiles(block, width, squares[..queries.Rows], ref sink, cancellation);
        }
        ArrayPool<float>.Shared.Return(block);
    }

    private void Tiles<TSink>(float[] block, int width, scoped ReadOnlySpan<double> squares, scoped ref TSink sink, CancellationToken cancellation) where TSink : struct, IBruteForceSink, allows ref struct
    {
        var columns = _points.Columns;
        var tile = ArrayPool<float>.Shared.Rent(RowsOfATile * width);
        Span<float> limits = stackalloc float[Lanes];
        limits.Fill(float.NegativeInfinity);
        for (var lane = 0; lane < squares.Length; lane++)
        {
            limits[lane] = Highest(sink.Limit(lane), squares[lane]);
        }
        for (var first = 0; first < _points.Rows; first += RowsOfATile)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(RowsOfATile, _points.Rows - first);
            Gemm.Multiply(GemmOperand.Of(_rows, count, columns + 1, first * (columns + 1)), GemmOperand.Of(block, columns + 1, width), new GemmTarget(tile, count, width), cancellation: cancellation);
            ref var value = ref MemoryMarshal.GetArrayDataReference(tile);
            for (var row = 0; row < count; row++)
            {
                for (var lane = 0; lane < width; lane += Vector512<float>.Count)
                {
                    var at = (nuint)((row * width) + lane);
                    var near = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref value, at), Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(limits), (nuint)lane));
                    if (near == Vector512<float>.Zero)
                    {
                        continue;
                    }
                    for (var hits = near.ExtractMostSignificantBits(); hits != 0; hits &= hits - 1)
                    {
                        var hit = lane + BitOperations.TrailingZeroCount(hits);
                        var length = _rows[((first + row) * (columns + 1)) + columns];
                        var most = tile[(row * width) + hit] + (squares[hit] * (1 + ((columns + 6) * Unit))) + (length * ((4 * columns) + 17) * Unit) + ((columns + 1) * 1e-44);
                        sink.Take(hit, first + row, most <= sink.Limit(hit));
                        limits[hit] = Highest(sink.Limit(hit), squares[hit]);
                    }
                }
            }
        }
        ArrayPool<float>.Shared.Return(tile);
    }

    /// <summary>Where squares leave the range of float32, everything is measured exactly.</summary>
    private void Plain<TSink>(int queries, scoped ref TSink sink, CancellationToken cancellation) where TSink : struct, IBruteForceSink, allows ref struct
    {
        for (var row = 0; row < _points.Rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var lane = 0; lane < queries; lane++)
            {
                sink.Take(lane, row, surely: false);
            }
        }
    }

    /// <summary>Writes −2 q and 1 for each query as a column of the block, and |q|² for each; returns the largest.</summary>
    private double Fill(MatrixView queries, float[] block, int width, Span<double> squares)
    {
        var columns = _points.Columns;
        block.AsSpan(0, (columns + 1) * width).Clear();
        var longest = 0.0;
        for (var lane = 0; lane < queries.Rows; lane++)
        {
            var query = queries[lane];
            var square = 0.0;
            for (var c = 0; c < query.Length; c++)
            {
                var moved = query[c] - _centre[c];
                block[(c * width) + lane] = -2 * moved;
                square += (double)moved * moved;
            }
            block[(columns * width) + lane] = 1;
            squares[lane] = square;
            longest = Math.Max(longest, square);
        }
        return longest;
    }

    /// <summary>What the product can be at most for a row within the limit.</summary>
    private float Highest(double limit, double square) =>
        double.IsInfinity(limit) ? (float)limit : MathF.BitIncrement((float)(limit - (square * (1 - ((_points.Columns + 6) * Unit))) + ((_points.Columns + 1) * 1e-44)));
}
