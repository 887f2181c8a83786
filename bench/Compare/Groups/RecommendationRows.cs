using Bench.Compare.Workloads;

namespace Bench.Compare.Groups;

/// <summary>Recommenders on MovieLens; for information, since the peers of the targets cannot be installed beside us.</summary>
internal static class RecommendationRows
{
    public static RowGroup Group { get; } = new("recommendation", Rows, Create);

    private static Row[] Rows =>
    [
        new("Recommendation", "EASE, MovieLens small", "ease", [], []),
        new("Recommendation", "Bayesian factorisation, MovieLens small", "bayesian", [], []),
    ];

    private static Func<Job, Workload?> Create => job => (job.Side, job.Kind) switch
    {
        ("ours", "ease") => new EaseWorkload(job.Threads),
        ("ours", "bayesian") => new BayesianWorkload(job.Threads),
        _ => null,
    };
}
