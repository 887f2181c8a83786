namespace Pipelines.Clustering;

/// <summary>Options of <see cref="MiniBatchKMeans"/>.</summary>
public sealed record MiniBatchKMeansOptions : IOptions<MiniBatchKMeansOptions>
{
    /// <summary>How many clusters to find, k, at least 1 and at most the number of rows. Default: 8.</summary>
    public int Clusters { get; init; } = 8;

    /// <summary>After how many rows the centroids move, at least 1. Default: 4096.</summary>
    public int BatchRows { get; init; } = 4096;

    /// <summary>At most so many passes that move centroids, at least 1; one more pass before and one after read the rows too. Default: 3.</summary>
    public int Passes { get; init; } = 3;

    /// <summary>Stop when a pass moves all centroids together by less: the sum of their squared moves is at most this share of the mean variance of a column, at least 0. Default: 1e-4.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Seed of every random choice. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<MiniBatchKMeansOptions>> Settings { get; } =
    [
        Setting.Whole("Clusters", "how many clusters to find", Bounds.Closed(1, 1 << 20), (MiniBatchKMeansOptions o) => o.Clusters, (o, v) => o with { Clusters = (int)v }),
        Setting.Whole("BatchRows", "after how many rows the centroids move", Bounds.Closed(1, 1 << 24), (MiniBatchKMeansOptions o) => o.BatchRows, (o, v) => o with { BatchRows = (int)v }),
        Setting.Whole("Passes", "at most so many passes that move centroids", Bounds.Closed(1, 10_000), (MiniBatchKMeansOptions o) => o.Passes, (o, v) => o with { Passes = (int)v }),
        Setting.Number("Tolerance", "stop when the squared moves of all centroids in a pass sum to at most this share of the mean variance of a column", Bounds.AtLeast(0), (MiniBatchKMeansOptions o) => o.Tolerance, (o, v) => o with { Tolerance = v }),
        Setting.Seed((MiniBatchKMeansOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
