namespace Pipelines.Clustering;

/// <summary>Options of <see cref="KPrototypes"/>.</summary>
public sealed record KPrototypesOptions : IOptions<KPrototypesOptions>
{
    /// <summary>How many clusters to find, k, at least 1 and at most the number of rows. Default: 8.</summary>
    public int Clusters { get; init; } = 8;

    /// <summary>What a category that differs counts beside the squared distance of standardised numbers, at least 0; 0 chooses it by the spread of the columns. Default: 0.</summary>
    public double Gamma { get; init; }

    /// <summary>From how many different starts to search, at least 1; the result of least cost is kept. Default: 10.</summary>
    public int Restarts { get; init; } = 10;

    /// <summary>At most so many passes from one start, at least 1. Default: 100.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>Seed of every random choice. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<KPrototypesOptions>> Settings { get; } =
    [
        Setting.Whole("Clusters", "how many clusters to find", Bounds.Closed(1, 1 << 20), (KPrototypesOptions o) => o.Clusters, (o, v) => o with { Clusters = (int)v }),
        Setting.Number("Gamma", "what a category that differs counts beside the squared distance of standardised numbers; 0 chooses by the spread of the columns", Bounds.AtLeast(0), (KPrototypesOptions o) => o.Gamma, (o, v) => o with { Gamma = v }),
        Setting.Whole("Restarts", "from how many different starts to search; the best result is kept", Bounds.Closed(1, 10_000), (KPrototypesOptions o) => o.Restarts, (o, v) => o with { Restarts = (int)v }),
        Setting.Whole("MaxIterations", "at most so many passes from one start", Bounds.Closed(1, 100_000), (KPrototypesOptions o) => o.MaxIterations, (o, v) => o with { MaxIterations = (int)v }),
        Setting.Seed((KPrototypesOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
