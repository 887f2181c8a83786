namespace Pipelines.Clustering;

/// <summary>Options of <see cref="KMeans"/>.</summary>
public sealed record KMeansOptions : IOptions<KMeansOptions>
{
    /// <summary>How many clusters to find, k, at least 1 and at most the number of rows. Default: 8.</summary>
    public int Clusters { get; init; } = 8;

    /// <summary>How the first centroids are chosen. Default: <see cref="KMeansSeeding.Auto"/>.</summary>
    public KMeansSeeding Seeding { get; init; }

    /// <summary>From how many different starts to search; the result of least inertia is kept, at least 1. Default: 10.</summary>
    public int Restarts { get; init; } = 10;

    /// <summary>At most so many passes from one start, at least 1. Default: 300.</summary>
    public int MaxIterations { get; init; } = 300;

    /// <summary>Stop when all centroids together move by less: the sum of their squared moves is at most this share of the mean variance of a column, at least 0. Default: 1e-4.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Seed of every random choice. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<KMeansOptions>> Settings { get; } =
    [
        Setting.Whole("Clusters", "how many clusters to find", Bounds.Closed(1, 1 << 20), (KMeansOptions o) => o.Clusters, (o, v) => o with { Clusters = (int)v }),
        Setting.Choice("Seeding", "how the first centroids are chosen", (KMeansOptions o) => o.Seeding, (o, v) => o with { Seeding = v }),
        Setting.Whole("Restarts", "from how many different starts to search; the best result is kept", Bounds.Closed(1, 10_000), (KMeansOptions o) => o.Restarts, (o, v) => o with { Restarts = (int)v }),
        Setting.Whole("MaxIterations", "at most so many passes from one start", Bounds.Closed(1, 100_000), (KMeansOptions o) => o.MaxIterations, (o, v) => o with { MaxIterations = (int)v }),
        Setting.Number("Tolerance", "stop when the squared moves of all centroids sum to at most this share of the mean variance of a column", Bounds.AtLeast(0), (KMeansOptions o) => o.Tolerance, (o, v) => o with { Tolerance = v }),
        Setting.Seed((KMeansOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
