using Bench.Compare.Workloads;

namespace Bench.Compare.Groups;

/// <summary>Principal components in memory and from a stream, and the downstream tasks that fewer columns are to make faster.</summary>
internal static class ReductionRows
{
    // Rows that come to 100 MB.
    private const int CsvRows = 672_000;

    public static RowGroup Group { get; } = new("reduction", Rows, Create);

    private static Row[] Rows =>
    [
        // The absolute figures of the targets as ratios. Exact: 0.35 s beside a covariance and its eigenvectors in numpy of 0.35 s; randomized: 0.15 s beside scikit-learn's 0.72 s.
        Pca("exact PCA 50000x784, k = 10", "pca-exact", 50_000, 784, 10) with { Peers = ["numpy", "sklearn"], Bar = new(1, Quality: 1e-5), Why = "Both spend it in one symmetric product and the eigenvectors of 784 columns, of which ours finds all although 10 are wanted." },
        Pca("randomized PCA 50000x784, k = 10, as each does by itself", "pca-default", 50_000, 784, 10) with
        {
            Bar = new(0.72 / 0.15, Quality: 2.5e-4),
            Why = "The bar of 0.15 s was set where scikit-learn took 0.72 s on AVX2 kernels; on AVX-512 it takes little more than half of that, while ours, below 0.15 s, waits for memory.",
        },
        Pca("randomized PCA 50000x784, k = 10, one power iteration each", "pca-randomized", 50_000, 784, 10) with { Bar = new(1, Quality: 2.5e-4) },
        Pca("exact PCA 200000x32, k = 10", "pca-exact", 200_000, 32, 10) with { Peers = ["sklearn", "numpy", "r"], Bar = new(10, Quality: 1e-5) },
        new("Streams", "IncrementalPca 10000x784, k = 10", "pca-stream", [10_000, 784, 10], [new(Draw.LowRank, 10_000, 784)]) { Peers = ["sklearn"], Bar = new(5), Tolerance = 0.01, Threads = [1] },
        new("Streams", "IncrementalPca from CSV 100 MB x 20, k = 10", "pca-csv", [CsvRows, 20, 10], [new(Draw.CsvText, CsvRows, 20)])
        {
            Work = 100e6, Unit = "B", Peers = ["sklearn"], Bar = new(5), Tolerance = 0.01,
            Why = "Nine tenths of ours is reading text, which the row of CSV in the group numerics measures alone.",
        },
        new("Downstream tasks", "5 nearest neighbours, 2000 of 8000x64", "knn", [8000, 64, 2000], [new(Draw.LowRank, 10_000, 64)]) { Peers = ["sklearn"], Bar = new(1), Tolerance = 1e-3 },
        new("Downstream tasks", "logistic regression 8000x64, 10 classes", "logistic", [8000, 64, 2000], [new(Draw.LowRank, 10_000, 64)]) { Peers = ["sklearn"], Bar = new(1, Quality: 1e-4) },
    ];

    private static Row Pca(string name, string kind, int rows, int columns, int components) =>
        new("Principal components", name, kind, [rows, columns, components], [new(Draw.LowRank, rows, columns)]) { Peers = ["sklearn"], Tolerance = 0.01 };

    private static Func<Job, Workload?> Create => job => (job.Side, job.Kind) switch
    {
        ("ours", "pca-exact" or "pca-randomized" or "pca-default") => new PcaWorkload(job),
        ("ours", "pca-stream" or "pca-csv") => new StreamingPcaWorkload(job),
        ("ours", "knn" or "logistic") => new ClassifierWorkload(job),
        _ => null,
    };
}
