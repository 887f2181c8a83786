using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Evaluation;

/// <summary>
/// How well a projection keeps who is near whom (J. Venna, S. Kaski, "Neighborhood preservation in nonlinear projection methods: an experimental study", 2001). Distances are Euclidean, in double;
/// equally near rows rank by their place. Cost n² (d + k); for more than some ten thousand rows take a sample of them. Reference: sklearn.manifold.trustworthiness 1.2.1.
/// </summary>
public static class NeighborhoodPreservation
{
    /// <summary>1 where the nearest neighbours of each projected row were already near in the original: nothing false is seen as near. 0 at worst, about 0.5 by chance.</summary>
    /// <param name="original">n x d.</param>
    /// <param name="projected">n x k, row by row.</param>
    /// <param name="neighbors">How many neighbours are looked at, at least 1 and less than half of the rows.</param>
    /// <param name="control">Threads and cancellation.</param>
    /// <exception cref="DataException">The rows differ in number, are too few for that many neighbours, or hold NaN or an infinity.</exception>
    public static double Trustworthiness(MatrixView original, MatrixView projected, int neighbors = 5, FitControl? control = null)
    {
        if (original.Rows != projected.Rows)
        {
            throw new DataException("evaluation.projection-rows", $"A projection must have as many rows as the original; got {original.Rows} and {projected.Rows}. Project the same rows.");
        }
        if (neighbors < 1 || neighbors >= original.Rows / 2.0)
        {
            throw new DataException("evaluation.neighbors", $"NeighborhoodPreservation.neighbors must be at least 1 and less than half of the {original.Rows} rows; got {neighbors}. Give more rows or look at fewer neighbours.");
        }
        original.NeedFinite(nameof(NeighborhoodPreservation));
        projected.NeedFinite(nameof(NeighborhoodPreservation));
        control ??= FitControl.Default;
        var n = original.Rows;
        var (from, to) = (Doubles(original), Doubles(projected));
        var penalties = new double[n];
        Tiles.Run(n, Tiles.Threads((double)n * n * original.Columns, control.Threads), i => penalties[i] = Penalty(from, to, i, n, neighbors), control.Cancellation);
        return 1 - (2.0 / ((double)n * neighbors * ((2.0 * n) - (3.0 * neighbors) - 1)) * TensorPrimitives.Sum<double>(penalties));
    }

    /// <summary>1 where the nearest neighbours of each original row are still near in the projection: nothing near is torn apart. 0 at worst, about 0.5 by chance. Trustworthiness with both exchanged.</summary>
    /// <inheritdoc cref="Trustworthiness"/>
    public static double Continuity(MatrixView original, MatrixView projected, int neighbors = 5, FitControl? control = null) => Trustworthiness(projected, original, neighbors, control);

    /// <summary>By how many ranks the neighbours of one row in the projection miss being among its neighbours in the original.</summary>
    private static double Penalty(double[] from, double[] to, int row, int rows, int neighbors)
    {
        var distances = new double[rows];
        Distances(to, row, distances);
        Span<int> nearest = neighbors <= 256 ? stackalloc int[neighbors] : new int[neighbors];
        var count = 0;
        for (var j = 0; j < rows; j++)
        {
            if (j == row || (count == neighbors && distances[j] >= distances[nearest[count - 1]]))
            {
                continue;
            }
            var place = count < neighbors ? count++ : count - 1;
            for (; place > 0 && distances[j] < distances[nearest[place - 1]]; place--)
            {
                nearest[place] = nearest[place - 1];
            }
            nearest[place] = j;
        }
        Distances(from, row, distances);
        var penalty = 0.0;
        foreach (var j in nearest)
        {
            var rank = 1;
            for (var m = 0; m < rows; m++)
            {
                rank += m != row && (distances[m] < distances[j] || (distances[m] == distances[j] && m < j)) ? 1 : 0;
            }
            penalty += Math.Max(0, rank - neighbors);
        }
        return penalty;
    }

    private static void Distances(double[] rows, int row, Span<double> distances)
    {
        var width = rows.Length / distances.Length;
        var own = rows.AsSpan(row * width, width);
        for (var j = 0; j < distances.Length; j++)
        {
            distances[j] = TensorPrimitives.Distance<double>(own, rows.AsSpan(j * width, width));
        }
    }

    private static double[] Doubles(MatrixView rows)
    {
        var values = new double[rows.Values.Length];
        TensorPrimitives.ConvertTruncating(rows.Values, values);
        return values;
    }
}
