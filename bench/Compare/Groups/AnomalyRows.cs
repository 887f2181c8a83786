using Bench.Compare.Workloads;

namespace Bench.Compare.Groups;

/// <summary>Anomaly detectors: fitting and scoring.</summary>
internal static class AnomalyRows
{
    public static RowGroup Group { get; } = new("anomaly", Rows, Create);

    private static Row[] Rows => [];

    private static Func<Job, Workload?> Create => job => (job.Side, job.Kind) switch
    {
        _ => null,
    };
}
