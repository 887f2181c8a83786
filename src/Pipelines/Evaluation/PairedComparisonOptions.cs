namespace Pipelines.Evaluation;

/// <summary>Options of <see cref="PairedComparison"/>.</summary>
public sealed record PairedComparisonOptions : IOptions<PairedComparisonOptions>
{
    /// <summary>A difference is called clear where its p-value is at most this, between 0 and 1; the interval has level 1 − this. Default 0.05.</summary>
    public double Significance { get; init; } = 0.05;

    /// <summary>How many sign flips are tried, from 100 to 10,000,000; all of them where there are no more. Default 10,000.</summary>
    public long Permutations { get; init; } = 10_000;

    /// <summary>How many bootstrap replicates the interval is made of, from 20 to 1,000,000. Default 1,000.</summary>
    public long Replicates { get; init; } = 1000;

    /// <summary>Seed of flips and replicates. Default 42.</summary>
    public long Seed { get; init; } = 42;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<PairedComparisonOptions>> Settings { get; } =
    [
        Setting.Number("Significance", "largest p-value of a clear difference", Bounds.Open(0, 1), (PairedComparisonOptions o) => o.Significance, (o, v) => o with { Significance = v }),
        Setting.Whole("Permutations", "how many sign flips are tried", Bounds.Closed(100, 10_000_000), (PairedComparisonOptions o) => o.Permutations, (o, v) => o with { Permutations = v }),
        Setting.Whole("Replicates", "how many bootstrap replicates the interval is made of", Bounds.Closed(20, 1_000_000), (PairedComparisonOptions o) => o.Replicates, (o, v) => o with { Replicates = v }),
        Setting.Seed((PairedComparisonOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
