using Bench.Compare.Workloads;

namespace Bench.Compare.Groups;

/// <summary>Anomaly detectors on NASA's Shuttle readings, 49,097 x 9 of 7 % anomalies: fitting and scoring. Listed only where PIPELINES_DATA names the folder that holds equipment/adbench/32_shuttle.csv.gz.</summary>
internal static class AnomalyRows
{
    private const int ShuttleRows = 49_097, ShuttleColumns = 9;

    public static RowGroup Group { get; } = new("anomaly", Rows, Create);

    private static Row[] Rows => Shuttle.Path is null ? [] :
    [
        Of("isolation forest, fit", "forest-fit") with { Bar = new(40, Quality: 0.01) },
        Of("isolation forest, score", "forest-score") with { Bar = new(10, Quality: 0.01) },
        Of("5 neighbours of all rows", "neighbors") with { Bar = new(6), Tolerance = 1e-5 },
        Of("Mahalanobis distance, score", "mahalanobis") with { Peers = ["sklearn", "numpy"], Bar = new(30), Tolerance = 1e-5, Why = "The bar was set beside 13.6 ms. On OpenBLAS the same line of numpy takes about 1 ms, and thirty times less is less than reading the rows takes." },
    ];

    private static Row Of(string name, string kind) =>
        new("Shuttle 49,097 x 9", name, kind, [ShuttleRows, ShuttleColumns], [new(Draw.Shuttle, ShuttleRows, ShuttleColumns), new(Draw.ShuttleAnomalies, ShuttleRows, 1)]) { Peers = ["sklearn"], Threads = [1] };

    private static Func<Job, Workload?> Create => job => (job.Side, job.Kind) switch
    {
        ("ours", "forest-fit" or "forest-score" or "neighbors" or "mahalanobis") => new AnomalyWorkload(job),
        _ => null,
    };
}
