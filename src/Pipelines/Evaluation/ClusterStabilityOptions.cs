namespace Pipelines.Evaluation;

/// <summary>Options of <see cref="ClusterStability"/>.</summary>
public sealed record ClusterStabilityOptions : IOptions<ClusterStabilityOptions>
{
    /// <summary>How many times rows are drawn and clustered again, from 2 to 10,000. Default: 50.</summary>
    public int Replicates { get; init; } = 50;

    /// <summary>Seed of the draws. Default: 42.</summary>
    public long Seed { get; init; } = 42;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<ClusterStabilityOptions>> Settings { get; } =
    [
        Setting.Whole("Replicates", "how many times rows are drawn and clustered again", Bounds.Closed(2, 10_000), (ClusterStabilityOptions o) => o.Replicates, (o, v) => o with { Replicates = (int)v }),
        Setting.Seed((ClusterStabilityOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
