using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Clustering;

/// <summary>
/// A lightweight coreset: m rows drawn with chances q = ½ w / Σw + ½ w‖x − mean‖² / Σ w‖x − mean‖², each weighing w / (m q), so that the inertia of any centroids on it is close to that on all rows.
/// O. Bachem, M. Lucic, A. Krause, "Scalable k-means clustering via lightweight coresets", 2018. Departure: one draw in each of m equal slices of the chances instead of m independent draws, which varies less.
/// </summary>
internal static class Coreset
{
    /// <summary>Draws the rows, in their order, each once with the weight of all its draws.</summary>
    internal static (Matrix Rows, float[] Weights) Draw(PanelRows data, int size, long seed, CancellationToken cancellation)
    {
        var (n, d) = (data.Rows.Rows, data.Rows.Columns);
        var squared = new float[RowPanels.Count(n) * RowPanels.Width];
        Array.Fill(squared, float.PositiveInfinity);
        var origin = new float[d];
        data.Run((piece, buffer) =>
        {
            for (var panel = data.FirstPanel(piece); panel < data.LastPanel(piece); panel++)
            {
                var own = squared.AsSpan(panel * RowPanels.Width, RowPanels.Width);
                PanelDistance.Lesser(data.Panel(panel, buffer), origin, own, own);
            }
        }, cancellation);
        var (total, scatter) = (0.0, 0.0);
        for (var row = 0; row < n; row++)
        {
            total += data.Weight(row);
            scatter += (double)data.Weight(row) * squared[row];
        }
        var rows = new List<float>(size * d);
        var weights = new List<float>(size);
        var (below, drawn) = (0.0, 0);
        var at = Rng.At(seed, -1, drawn).NextDouble();
        for (var row = 0; row < n && drawn < size; row++)
        {
            var weight = (double)data.Weight(row);
            var chance = scatter > 0 ? (0.5 * weight / total) + (0.5 * weight * squared[row] / scatter) : weight / total;
            below += chance * size;
            var times = 0;
            while (at < below && drawn < size)
            {
                times++;
                drawn++;
                at = drawn + Rng.At(seed, -1, drawn).NextDouble();
            }
            if (times > 0)
            {
                rows.AddRange(data.Rows[row]);
                weights.Add((float)(times * weight / (size * chance)));
            }
        }
        return (new(weights.Count, d, [.. rows]), [.. weights]);
    }
}
