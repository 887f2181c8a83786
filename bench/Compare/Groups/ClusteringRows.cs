using Bench.Compare.Workloads;

namespace Bench.Compare.Groups;

/// <summary>Clustering: k-means, density and hierarchical methods.</summary>
internal static class ClusteringRows
{
    // Both sides end in a local optimum of their own; ours may not be the worse.
    private const double Rounding = 1e-6;

    public static RowGroup Group { get; } = new("clustering", Rows, Create);

    private static Row[] Rows =>
    [
        KMeans("k-means fit 200000x32, k = 20", "kmeans", 200_000, 32, 20) with { Bar = new(4, Quality: Rounding) },
        KMeans("k-means fit 1000000x8, k = 10", "kmeans", 1_000_000, 8, 10) with { Bar = new(5, Quality: Rounding) },
        // One draw of random seeds a side: what they explain lies within some hundredths of each other.
        KMeans("k-means seeding 200000x32, k = 20, as fit does it", "kmeans-seeding", 200_000, 32, 20) with { Bar = new(10, Quality: 0.1) },
        KMeans("k-means seeding 200000x32, k = 20, over all rows", "kmeans-seeding-all", 200_000, 32, 20) with { Bar = new(4, Quality: 0.1) },
        KMeans("k-means 20 passes 50000x784, k = 10", "kmeans-passes", 50_000, 784, 10, Draw.LowRank) with { Bar = new(2.5, Quality: 1e-4) },
        new("k-means", "k-means fit digits, k = 10, one start", "kmeans-digits", [], []) { Peers = ["sklearn"], Bar = new(1, Quality: 0.02) },
    ];

    private static Row KMeans(string name, string kind, int rows, int columns, int clusters, Draw draw = Draw.Blobs) =>
        new("k-means", name, kind, [rows, columns, clusters], [new(draw, rows, columns) { Blobs = draw == Draw.Blobs ? clusters : 0 }]) { Peers = ["sklearn"] };

    private static Func<Job, Workload?> Create => job => (job.Side, job.Kind) switch
    {
        ("ours", "kmeans" or "kmeans-passes" or "kmeans-digits") => new KMeansWorkload(job),
        ("ours", "kmeans-seeding" or "kmeans-seeding-all") => new KMeansSeedingWorkload(job),
        _ => null,
    };
}
