using Bench.Compare.Workloads;

namespace Bench.Compare.Groups;

/// <summary>Clustering by density and by hierarchies.</summary>
internal static class DensityRows
{
    public static RowGroup Group { get; } = new("density", Rows, Create);

    private static Row[] Rows =>
    [
        // The target is half of the time of R's dbscan, which had 0.80 s and 4.50 s where scikit-learn had 3.01 s and 7.52 s. Labels have to be equal, one by one.
        Dbscan("DBSCAN 200000x2, radius 0.05, 10 rows", 200_000, 2, 50) with { Bar = new(3.01 / 0.40) },
        Dbscan("DBSCAN 50000x10, radius 2, 10 rows", 50_000, 10, 2000) with { Bar = new(7.52 / 2.25) },
        // No peer is at hand: the target is 5 s on 2 threads.
        new("Hierarchies", "Genie 100000x10, 10 clusters", "genie", [100_000, 10, 10], [new(Draw.Crowds, 100_000, 10)]),
        new("Hierarchies", "Ward 5000x10, 10 clusters", "ward", [5000, 10, 10], [new(Draw.Crowds, 5000, 10)]) { Peers = ["sklearn"], Tolerance = 1e-12, Bar = new(1) },
    ];

    private static Func<Job, Workload?> Create => job => (job.Side, job.Kind) switch
    {
        ("ours", "dbscan") => new DbscanWorkload(job),
        ("ours", "genie" or "ward") => new HierarchyWorkload(job),
        _ => null,
    };

    private static Row Dbscan(string name, int rows, int columns, int thousandths) =>
        new("DBSCAN", name, "dbscan", [rows, columns, 10, thousandths], [new(Draw.Crowds, rows, columns)]) { Peers = ["sklearn"], Tolerance = 1e-12 };
}
