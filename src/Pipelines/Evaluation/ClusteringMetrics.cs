using Pipelines.Data;

namespace Pipelines.Evaluation;

/// <summary>What a clustering looks like without knowing any truth: sizes, compactness, separation; and, where classes are known, how far it agrees with them.</summary>
/// <remarks>
/// D. L. Davies, D. W. Bouldin, "A cluster separation measure", IEEE TPAMI 1(2), 1979; T. Caliński, J. Harabasz, "A dendrite method for cluster analysis", Communications in Statistics 3, 1974.
/// Reference: sklearn.metrics 1.2.1. Departure: rows of no cluster (labels below 0) are left out of every index and counted in <see cref="NoiseShare"/>.
/// O(n d + k² d) time beside <see cref="Evaluation.Silhouette"/>. All of these favour round clusters of one size and none may choose the scaling of the columns: see <see cref="ClusterStability"/> and <see cref="SegmentOutcomes"/>.
/// </remarks>
public sealed record ClusteringMetrics : IMetrics
{
    /// <summary>How many rows there were, with those of no cluster.</summary>
    public required int Rows { get; init; }

    /// <summary>How many clusters there are.</summary>
    public required int Clusters { get; init; }

    /// <summary>Share of rows that belong to no cluster, 0 to 1.</summary>
    public required double NoiseShare { get; init; }

    /// <summary>Share of all rows in the smallest cluster; 0 where there is none.</summary>
    public required double SmallestShare { get; init; }

    /// <summary>Sum of the squared distances of rows from the mean of their cluster (inertia). It always falls with more clusters.</summary>
    public required double WithinSquares { get; init; }

    /// <summary>Mean silhouette, −1 to 1; NaN where there are fewer than two clusters.</summary>
    public required double Silhouette { get; init; }

    /// <summary>How many rows <see cref="Silhouette"/> was measured on.</summary>
    public required int SilhouetteRows { get; init; }

    /// <summary>Davies-Bouldin index: spread of clusters against their distance, 0 is best; NaN where there are fewer than two clusters or as many as rows.</summary>
    public required double DaviesBouldin { get; init; }

    /// <summary>Calinski-Harabasz index (variance ratio): higher is better; NaN where there are fewer than two clusters or as many as rows.</summary>
    public required double CalinskiHarabasz { get; init; }

    /// <summary>Agreement with known classes; null where none were given. See <see cref="WithClasses"/>.</summary>
    public ClusterAgreement? Agreement { get; init; }

    /// <inheritdoc/>
    public IEnumerable<Metric> All
    {
        get
        {
            yield return new("clusters", Clusters, Better.Neither);
            yield return new("noise_share", NoiseShare, Better.Neither);
            yield return new("smallest_share", SmallestShare, Better.Neither);
            yield return new("within_squares", WithinSquares, Better.Lower);
            yield return new("silhouette", Silhouette, Better.Higher);
            yield return new("davies_bouldin", DaviesBouldin, Better.Lower);
            yield return new("calinski_harabasz", CalinskiHarabasz, Better.Higher);
            foreach (var metric in Agreement?.All ?? [])
            {
                yield return metric;
            }
        }
    }

    /// <summary>Measures a clustering.</summary>
    /// <param name="rows">n x d, finite, in the scaling the clustering was made in.</param>
    /// <param name="labels">The cluster of each row; below 0 where it belongs to none.</param>
    /// <param name="sample">Rows to measure the silhouette on, at least 1; all where there are no more. Default: 2,000, which gives it to about 0.01.</param>
    /// <param name="seed">Seed of that sample.</param>
    /// <param name="control">Threads and cancellation.</param>
    /// <exception cref="DataException">No rows, lengths that differ, a sample below 1, or a cell that is NaN or infinite.</exception>
    public static ClusteringMetrics Of(MatrixView rows, ReadOnlySpan<int> labels, int sample = 2000, long seed = 0, FitControl? control = null)
    {
        var silhouette = Evaluation.Silhouette.Of(rows, labels, sample, seed, control);
        var codes = LabelCodes.Of(labels, noise: true);
        var spread = new ClusterSpread(rows, codes);
        var smallest = rows.Rows;
        foreach (var count in codes.Counts)
        {
            smallest = Math.Min(smallest, count);
        }
        return new()
        {
            Rows = rows.Rows,
            Clusters = codes.Counts.Length,
            NoiseShare = 1 - ((double)codes.Clustered / rows.Rows),
            SmallestShare = codes.Counts.Length == 0 ? 0 : (double)smallest / rows.Rows,
            WithinSquares = spread.Within,
            Silhouette = silhouette.Mean,
            SilhouetteRows = silhouette.Measured,
            DaviesBouldin = spread.DaviesBouldin(),
            CalinskiHarabasz = spread.CalinskiHarabasz(),
        };
    }

    /// <summary>The same with the agreement with known classes.</summary>
    /// <inheritdoc cref="ClusterAgreement.Of"/>
    public ClusteringMetrics WithClasses(ReadOnlySpan<int> classes, ReadOnlySpan<int> clusters) => this with { Agreement = ClusterAgreement.Of(classes, clusters) };
}
