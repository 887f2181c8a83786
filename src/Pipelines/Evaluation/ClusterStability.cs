using System.Runtime.InteropServices;

namespace Pipelines.Evaluation;

/// <summary>Whether a clustering comes out again when the rows are drawn anew: clusters that do not are chance, however separated they look.</summary>
/// <remarks>
/// C. Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics and Data Analysis 52, 2007, with the bootstrap: n rows are drawn with replacement and clustered as before;
/// on the rows that were drawn (each counted once) the first clustering and the new one are compared: as a whole by the adjusted Rand index, and each first cluster by its best match, γ = max |A ∩ B| / |A ∪ B|.
/// By Hennig's reading a cluster with mean γ of at least .85 is highly stable, from .75 valid, below .6 not to be trusted, and at most .5 dissolved. Rows of no cluster (labels below 0) are one group in the index
/// and no cluster of their own. Reference: clusterboot of the R package fpc. Departure: a row drawn twice is compared once (as its option multipleboot = FALSE).
/// Replicate r draws from <c>Rng.At(seed, 1, r)</c>; replicates run one after another, since clustering uses the threads itself. Time: the replicates' clusterings.
/// </remarks>
public sealed record ClusterStability
{
    /// <summary>The adjusted Rand index of each replicate with the first clustering.</summary>
    public required IReadOnlyList<double> AdjustedRand { get; init; }

    /// <summary>The labels of the first clustering's clusters, rising.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>The mean Jaccard similarity of each cluster of <see cref="Labels"/> with its best match; NaN where no replicate drew any of its rows.</summary>
    public required IReadOnlyList<double> Jaccard { get; init; }

    /// <summary>In how many replicates each cluster of <see cref="Labels"/> was dissolved: its best match was at most 0.5 alike.</summary>
    public required IReadOnlyList<int> Dissolved { get; init; }

    /// <summary>The mean of <see cref="AdjustedRand"/>.</summary>
    public double MeanAdjustedRand
    {
        get
        {
            var sum = 0.0;
            foreach (var value in AdjustedRand)
            {
                sum += value;
            }
            return sum / AdjustedRand.Count;
        }
    }

    /// <summary>Draws, clusters and compares.</summary>
    /// <param name="labels">The first clustering of all rows; below 0 where a row belongs to no cluster.</param>
    /// <param name="cluster">Clusters the rows whose numbers it is given (sorted, repeated where drawn twice) as the first clustering was made, and returns one label for each of them. Must not keep or change the array.</param>
    /// <param name="options">Replicates and seed; null for the defaults.</param>
    /// <param name="control">Cancellation; told of each replicate with its index as the loss.</param>
    /// <exception cref="DataException">There are no rows, or <paramref name="cluster"/> did not return one label for each.</exception>
    public static ClusterStability Of(ReadOnlySpan<int> labels, Func<int[], int[]> cluster, ClusterStabilityOptions? options = null, FitControl? control = null)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        EvaluationInput.SameLength(nameof(ClusterStability), labels.Length, nameof(labels), labels.Length);
        var settings = (options ?? new()).Checked();
        control ??= FitControl.Default;
        var first = LabelCodes.Of(labels, noise: true);
        var clusters = first.Counts.Length;
        var (sums, times, dissolved) = (new double[clusters], new int[clusters], new int[clusters]);
        var indices = new double[settings.Replicates];
        var drawn = new int[labels.Length];
        for (var replicate = 0; replicate < settings.Replicates; replicate++)
        {
            var rng = Rng.At(settings.Seed, 1, replicate);
            for (var i = 0; i < drawn.Length; i++)
            {
                drawn[i] = rng.NextBelow(drawn.Length);
            }
            Array.Sort(drawn);
            var found = cluster((int[])drawn.Clone());
            if (found.Length != drawn.Length)
            {
                throw new DataException("evaluation.stability", $"ClusterStability.cluster must return {drawn.Length} labels, one for each row it is given; got {found.Length}. Label every row, with -1 where it belongs to no cluster.");
            }
            indices[replicate] = Compare(first, drawn, found, sums, times, dissolved);
            control.Step(replicate + 1, settings.Replicates, indices[replicate]);
        }
        for (var c = 0; c < clusters; c++)
        {
            sums[c] /= times[c];
        }
        return new() { AdjustedRand = indices, Labels = first.Labels, Jaccard = sums, Dissolved = dissolved };
    }

    /// <summary>Adds what one replicate says of each cluster; returns its adjusted Rand index.</summary>
    private static double Compare(LabelCodes first, int[] drawn, int[] found, double[] sums, int[] times, int[] dissolved)
    {
        var (before, after) = (new List<int>(drawn.Length), new List<int>(drawn.Length));
        for (var i = 0; i < drawn.Length; i++)
        {
            if (i == 0 || drawn[i] != drawn[i - 1])
            {
                before.Add(first.Codes[drawn[i]]);
                after.Add(found[i]);
            }
        }
        var second = LabelCodes.Of(CollectionsMarshal.AsSpan(after), noise: true);
        var (rows, columns) = (first.Counts.Length, second.Counts.Length);
        var sizes = new int[rows];
        var shared = new Dictionary<long, int>();
        for (var i = 0; i < before.Count; i++)
        {
            if (before[i] >= 0)
            {
                sizes[before[i]]++;
                if (second.Codes[i] >= 0)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(shared, ((long)before[i] * columns) + second.Codes[i], out _)++;
                }
            }
        }
        var best = new double[rows];
        foreach (var (cell, both) in shared)
        {
            var (a, b) = ((int)(cell / columns), (int)(cell % columns));
            best[a] = Math.Max(best[a], (double)both / (sizes[a] + second.Counts[b] - both));
        }
        for (var a = 0; a < rows; a++)
        {
            if (sizes[a] > 0)
            {
                sums[a] += best[a];
                times[a]++;
                dissolved[a] += best[a] <= 0.5 ? 1 : 0;
            }
        }
        return ClusterAgreement.AdjustedRandIndex(CollectionsMarshal.AsSpan(before), CollectionsMarshal.AsSpan(after));
    }
}
