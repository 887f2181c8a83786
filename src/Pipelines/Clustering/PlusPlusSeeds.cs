using Pipelines.Numerics;

namespace Pipelines.Clustering;

/// <summary>Greedy k-means++ over rows made ready. The potential is summed piece by piece, so that the same rows are drawn on any number of threads.</summary>
internal static class PlusPlusSeeds
{
    /// <summary>Chooses rows as first centroids: at most <paramref name="clusters"/> of them, fewer where there are fewer different rows.</summary>
    internal static int[] Choose(PanelRows data, int clusters, long seed, int start, CancellationToken cancellation)
    {
        var n = data.Rows.Rows;
        var trials = 2 + (int)Math.Log(clusters);
        var room = RowPanels.Count(n) * RowPanels.Width;
        var nearest = new float[room];
        Array.Fill(nearest, float.PositiveInfinity);
        var tries = new float[trials][];
        for (var t = 0; t < trials; t++)
        {
            tries[t] = new float[room];
        }
        var potentials = new double[data.Pieces * trials];
        var points = new float[trials][];
        var candidates = new int[trials];
        var chosen = new List<int>(clusters) { First(data, Rng.At(seed, start).NextDouble()) };
        candidates[0] = chosen[0];
        var total = Try(data, nearest, tries, potentials, points, candidates.AsSpan(0, 1), cancellation, out var best);
        (nearest, tries[best]) = (tries[best], nearest);
        while (chosen.Count < clusters && total > 0)
        {
            var rng = Rng.At(seed, start, chosen.Count);
            for (var t = 0; t < trials; t++)
            {
                candidates[t] = Draw(data, nearest, potentials, best, trials, rng.NextDouble() * total);
            }
            total = Try(data, nearest, tries, potentials, points, candidates, cancellation, out best);
            (nearest, tries[best]) = (tries[best], nearest);
            chosen.Add(candidates[best]);
        }
        return [.. chosen];
    }

    /// <summary>Different rows with chances in proportion to their weights: the rows of largest u^(1/w), u uniform (P. Efraimidis, P. Spirakis, "Weighted random sampling with a reservoir", 2006).</summary>
    internal static int[] Random(PanelRows data, int clusters, long seed, int start)
    {
        var queue = new PriorityQueue<int, double>();
        for (var row = 0; row < data.Rows.Rows; row++)
        {
            if (data.Weight(row) > 0)
            {
                queue.Enqueue(row, Math.Log(1 - Rng.At(seed, start, row).NextDouble()) / data.Weight(row));
                if (queue.Count > clusters)
                {
                    queue.Dequeue();
                }
            }
        }
        int[] chosen = [.. queue.UnorderedItems.Select(item => item.Element)];
        Array.Sort(chosen);
        return chosen;
    }

    /// <summary>For each candidate the potential Σ w · min(nearest, distance to it); returns the least and which it was.</summary>
    private static double Try(PanelRows data, float[] nearest, float[][] tries, double[] potentials, float[][] points, ReadOnlySpan<int> candidates, CancellationToken cancellation, out int best)
    {
        var (count, trials) = (candidates.Length, tries.Length);
        for (var t = 0; t < count; t++)
        {
            var row = data.Rows[candidates[t]];
            points[t] = new float[row.Length];
            for (var j = 0; j < row.Length; j++)
            {
                points[t][j] = row[j] - data.Centre[j];
            }
        }
        data.Run((piece, buffer) =>
        {
            var sums = potentials.AsSpan(piece * trials, trials);
            sums.Clear();
            for (var panel = data.FirstPanel(piece); panel < data.LastPanel(piece); panel++)
            {
                var values = data.Panel(panel, buffer);
                var (from, rows) = (panel * RowPanels.Width, data.RowsOf(panel));
                for (var t = 0; t < count; t++)
                {
                    var after = tries[t].AsSpan(from, RowPanels.Width);
                    PanelDistance.Lesser(values, points[t], nearest.AsSpan(from, RowPanels.Width), after);
                    sums[t] += Potential(data, from, after[..rows]);
                }
            }
        }, cancellation);
        best = 0;
        var least = double.PositiveInfinity;
        for (var t = 0; t < count; t++)
        {
            var total = 0.0;
            for (var piece = 0; piece < data.Pieces; piece++)
            {
                total += potentials[(piece * trials) + t];
            }
            if (total < least)
            {
                (least, best) = (total, t);
            }
        }
        return least;
    }

    private static double Potential(PanelRows data, int from, ReadOnlySpan<float> squared)
    {
        if (data.Weights.IsEmpty)
        {
            return Sums.Of(squared);
        }
        var weights = data.Weights.Span.Slice(from, squared.Length);
        var sum = 0.0;
        for (var r = 0; r < squared.Length; r++)
        {
            sum += (double)weights[r] * squared[r];
        }
        return sum;
    }

    private static int First(PanelRows data, double uniform)
    {
        if (data.Weights.IsEmpty)
        {
            return Math.Min(data.Rows.Rows - 1, (int)(uniform * data.Rows.Rows));
        }
        var total = 0.0;
        foreach (var weight in data.Weights.Span)
        {
            total += weight;
        }
        var (left, last) = (uniform * total, 0);
        for (var row = 0; row < data.Rows.Rows && left >= 0; row++)
        {
            last = data.Weight(row) > 0 ? row : last;
            left -= data.Weight(row);
        }
        return last;
    }

    /// <summary>The row at which the running potential passes <paramref name="at"/>: piece, panel, row.</summary>
    private static int Draw(PanelRows data, float[] nearest, double[] potentials, int column, int trials, double at)
    {
        var piece = 0;
        for (; piece < data.Pieces - 1 && at >= potentials[(piece * trials) + column]; piece++)
        {
            at -= potentials[(piece * trials) + column];
        }
        var last = -1;
        for (var row = data.FirstPanel(piece) * RowPanels.Width; row < Math.Min(data.Rows.Rows, data.LastPanel(piece) * RowPanels.Width); row++)
        {
            var part = (double)data.Weight(row) * nearest[row];
            if (part > 0)
            {
                last = row;
                at -= part;
                if (at < 0)
                {
                    return row;
                }
            }
        }
        // Rounding carried the draw past the end of a piece: its last row that counts, or the farthest of all where the piece holds none.
        return last >= 0 ? last : Farthest(data, nearest);
    }

    private static int Farthest(PanelRows data, float[] nearest)
    {
        var farthest = 0;
        for (var row = 1; row < data.Rows.Rows; row++)
        {
            farthest = data.Weight(row) * nearest[row] > data.Weight(farthest) * nearest[farthest] ? row : farthest;
        }
        return farthest;
    }
}
