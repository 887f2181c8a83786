using Pipelines.Data;

namespace Pipelines.Clustering;

/// <summary>The checks that clustering makes of rows, weights and numbers of clusters, so that they are refused in the same words.</summary>
internal static class ClusteringChecks
{
    /// <summary>Finite rows, at least as many as clusters; one or no weight a row.</summary>
    /// <exception cref="DataException">They are not.</exception>
    internal static void Need(MatrixView rows, ReadOnlyMemory<float> weights, int clusters, string owner)
    {
        rows.NeedRows(owner);
        NeedRows(rows.Rows, clusters, owner);
        rows.NeedFinite(owner);
        if (weights.IsEmpty)
        {
            return;
        }
        MatrixChecks.NeedLength(weights.Length, rows.Rows, owner, nameof(weights));
        var total = 0.0;
        var span = weights.Span;
        for (var r = 0; r < span.Length; r++)
        {
            if (!(span[r] >= 0 && float.IsFinite(span[r])))
            {
                throw new DataException("examples.weight", $"{owner} must be given finite weights, at least 0; got {span[r]} in row {r}. Correct the weight.");
            }
            total += span[r];
        }
        if (total == 0)
        {
            throw new DataException("examples.weightless", $"{owner} must be given a weight above 0; got {span.Length} weights of 0. Leave the weights out to count each row once.");
        }
    }

    /// <summary>As many rows as clusters.</summary>
    /// <exception cref="DataException">There are fewer.</exception>
    internal static void NeedRows(long rows, int clusters, string owner)
    {
        if (rows < clusters)
        {
            throw new DataException("clustering.few", $"{owner}.Clusters must be at most the number of rows; got {clusters} clusters for {rows} rows. Ask for fewer clusters or give more rows.");
        }
    }
}
