namespace Pipelines.Evaluation;

/// <summary>Options of <see cref="Bootstrap"/>.</summary>
public sealed record BootstrapOptions : IOptions<BootstrapOptions>
{
    /// <summary>How many times the units are drawn again, from 20 to 1,000,000. Default 1,000.</summary>
    public long Replicates { get; init; } = 1000;

    /// <summary>Share of repetitions that would cover the truth, between 0 and 1. Default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>How the interval is read from the replicates. Default <see cref="BootstrapMethod.Bca"/>.</summary>
    public BootstrapMethod Method { get; init; } = BootstrapMethod.Bca;

    /// <summary>Seed of the draws. Default 42.</summary>
    public long Seed { get; init; } = 42;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<BootstrapOptions>> Settings { get; } =
    [
        Setting.Whole("Replicates", "how many times the units are drawn again", Bounds.Closed(20, 1_000_000), (BootstrapOptions o) => o.Replicates, (o, v) => o with { Replicates = v }),
        Setting.Number("Level", "share of repetitions that would cover the truth", Bounds.Open(0, 1), (BootstrapOptions o) => o.Level, (o, v) => o with { Level = v }),
        Setting.Choice("Method", "how the interval is read from the replicates", (BootstrapOptions o) => o.Method, (o, v) => o with { Method = v }),
        Setting.Seed((BootstrapOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
