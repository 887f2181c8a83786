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

    /// <summary>One label a row, from 0 up, none left out. Returns how many clusters they name.</summary>
    /// <exception cref="DataException">They are not.</exception>
    internal static int NeedLabels(ReadOnlySpan<int> labels, int rows, string owner)
    {
        MatrixChecks.NeedLength(labels.Length, rows, owner, nameof(labels));
        var used = new bool[rows];
        var clusters = 0;
        for (var r = 0; r < labels.Length; r++)
        {
            if ((uint)labels[r] >= (uint)rows)
            {
                throw new DataException("clustering.label", $"{owner}.labels must be cluster numbers from 0 to {rows - 1}; got {labels[r]} in row {r}. Leave rows without a cluster out, and number the clusters from 0.");
            }
            used[labels[r]] = true;
            clusters = Math.Max(clusters, labels[r] + 1);
        }
        var unused = Array.IndexOf(used, false, 0, clusters);
        return unused < 0 ? clusters : throw new DataException("clustering.label-unused", $"{owner}.labels must use every number from 0 to {clusters - 1}; got no row of cluster {unused}. Number the clusters without gaps.");
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
