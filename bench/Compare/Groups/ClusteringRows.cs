using Bench.Compare.Workloads;

namespace Bench.Compare.Groups;

/// <summary>Clustering: k-means, density and hierarchical methods.</summary>
internal static class ClusteringRows
{
    public static RowGroup Group { get; } = new("clustering", Rows, Create);

    private static Row[] Rows => [];

    private static Func<Job, Workload?> Create => job => (job.Side, job.Kind) switch
    {
        _ => null,
    };
}
