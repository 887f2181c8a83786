using Bench.Compare.Workloads;

namespace Bench.Compare.Groups;

/// <summary>Principal components in memory and from a stream, and the downstream tasks that fewer columns are to make faster.</summary>
internal static class ReductionRows
{
    public static RowGroup Group { get; } = new("reduction", Rows, Create);

    private static Row[] Rows =>
    [
        // The absolute figures of the targets as ratios: 0.35 s beside a covariance and its eigenvectors in numpy of 0.35 s, 0.15 s beside scikit-learn's randomized 0.72 s.
        Pca("exact PCA 50000x784, k = 10", "pca-exact", 50_000, 784, 10) with { Peers = ["numpy", "sklearn"], Bar = new(1, Quality: 1e-5) },
        Pca("randomized PCA 50000x784, k = 10", "pca-randomized", 50_000, 784, 10) with { Bar = new(0.72 / 0.15, Quality: 2.5e-4) },
        Pca("exact PCA 200000x32, k = 10", "pca-exact", 200_000, 32, 10) with { Peers = ["sklearn", "numpy", "r"], Bar = new(10, Quality: 1e-5) },
    ];

    private static Row Pca(string name, string kind, int rows, int columns, int components) =>
        new("Principal components", name, kind, [rows, columns, components], [new(Draw.LowRank, rows, columns)]) { Peers = ["sklearn"], Tolerance = 0.01 };

    private static Func<Job, Workload?> Create => job => (job.Side, job.Kind) switch
    {
        ("ours", "pca-exact" or "pca-randomized") => new PcaWorkload(job),
        _ => null,
    };
}
