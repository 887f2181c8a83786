namespace Pipelines.Reduction;

/// <summary>Options of <see cref="ComponentChoice.ByParallelAnalysis"/>.</summary>
public sealed record ParallelAnalysisOptions : IOptions<ParallelAnalysisOptions>
{
    /// <summary>How many tables without structure are made, at least 1. Default: 40.</summary>
    public int Replicates { get; init; } = 40;

    /// <summary>Share of those tables whose variance a component has to pass, more than 0 and at most 1. Default: 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>True makes them of normal numbers with the variance of each column, as Horn did; false shuffles each column of the data, which needs no assumption. Default: false.</summary>
    public bool Normal { get; init; }

    /// <summary>Seed of the tables, at least 0. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<ParallelAnalysisOptions>> Settings { get; } =
    [
        Setting.Whole("Replicates", "how many tables without structure are made", Bounds.Closed(1, 100_000), (ParallelAnalysisOptions o) => o.Replicates, (o, v) => o with { Replicates = (int)v }),
        Setting.Number("Level", "share of those tables whose variance a component has to pass", Bounds.OpenClosed(0, 1), (ParallelAnalysisOptions o) => o.Level, (o, v) => o with { Level = v }),
        Setting.Flag("Normal", "make them of normal numbers instead of shuffling each column", (ParallelAnalysisOptions o) => o.Normal, (o, v) => o with { Normal = v }),
        Setting.Seed((ParallelAnalysisOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
