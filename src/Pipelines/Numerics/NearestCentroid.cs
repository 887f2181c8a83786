using System.Buffers;

namespace Pipelines.Numerics;

/// <summary>
/// The nearest of k centroids for each of n rows, a panel of 64 rows at a time (see <see cref="CentroidBlock"/>): no n x k matrix is kept.
/// Of equal scores the lower centroid wins. The winner's distance is computed again from the differences, so it carries no cancellation;
/// which of two centroids wins is open where their distances agree to the rounding of the scores.
/// Cost: 2·n·k·d operations. Memory: the centroids and a panel a thread. A row's result depends on no other row and not on threads.
/// NaN: a distance that is NaN or infinite never wins; a row without any other gets place −1 and distance NaN.
/// </summary>
internal static class NearestCentroid
{
    private const double WorkOfAPiece = 1e6;

    /// <summary>Writes each row's nearest centroid.</summary>
    /// <param name="rows">n x d, its rows unbroken.</param>
    /// <param name="centroids">k x d, its rows unbroken.</param>
    /// <param name="nearest">Receives n places.</param>
    /// <param name="squared">Receives n squared distances to them; null where not wanted.</param>
    /// <param name="threads">How many threads may share the rows.</param>
    /// <param name="cancellation">Stops between tiles.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    internal static void Find(GemmOperand rows, GemmOperand centroids, int[] nearest, float[]? squared = null, int threads = 1, CancellationToken cancellation = default)
    {
        if (rows.Columns != centroids.Columns || nearest.Length < rows.Rows || squared?.Length < rows.Rows)
        {
            throw new ArgumentException($"{rows.Rows} x {rows.Columns} rows against {centroids.Rows} x {centroids.Columns} centroids do not fit into {nearest.Length} places.", nameof(nearest));
        }
        var block = new CentroidBlock(centroids.Rows, CentreOf(centroids));
        block.Load(centroids);
        var panels = Math.Clamp((int)(WorkOfAPiece / (2.0 * RowPanels.Width * Math.Max(1, centroids.Rows) * Math.Max(1, rows.Columns))), 1, 64);
        var piece = panels * RowPanels.Width;
        var useful = Tiles.Threads(2.0 * rows.Rows * centroids.Rows * rows.Columns, threads);
        Tiles.Run((int)(((long)rows.Rows + piece - 1) / piece), useful, t =>
        {
            var (from, count) = (t * piece, Math.Min(piece, rows.Rows - (t * piece)));
            Find(rows.Slice(from, count), block, nearest.AsSpan(from, count));
            for (var r = from; squared is not null && r < from + count; r++)
            {
                squared[r] = nearest[r] < 0 ? float.NaN : SquaredDistance.Of(rows.Row(r), centroids.Row(nearest[r]));
            }
        }, cancellation);
    }

    /// <summary>The same on one thread, of centroids made ready; allocates nothing once its buffers are pooled.</summary>
    internal static void Find(GemmOperand rows, CentroidBlock centroids, Span<int> nearest)
    {
        var panel = ArrayPool<float>.Shared.Rent(Math.Max(1, rows.Columns) * RowPanels.Width);
        Span<float> places = stackalloc float[RowPanels.Width];
        for (var from = 0; from < rows.Rows; from += RowPanels.Width)
        {
            var count = Math.Min(RowPanels.Width, rows.Rows - from);
            RowPanels.Pack(rows, from, count, centroids.Centre, panel);
            centroids.Nearest(panel, places);
            for (var r = 0; r < count; r++)
            {
                nearest[from + r] = (int)places[r];
            }
        }
        ArrayPool<float>.Shared.Return(panel);
    }

    /// <summary>The mean of the centroids: any point near them serves as centre. One bad centroid must not spoil the distances to the others.</summary>
    internal static float[] CentreOf(GemmOperand centroids)
    {
        var sums = new double[centroids.Columns];
        for (var row = 0; row < centroids.Rows; row++)
        {
            var values = centroids.Row(row);
            for (var j = 0; j < sums.Length; j++)
            {
                sums[j] += values[j];
            }
        }
        return Array.ConvertAll(sums, sum => double.IsFinite(sum) ? (float)(sum / Math.Max(1, centroids.Rows)) : 0);
    }
}
