namespace Pipelines.Evaluation;

/// <summary>Options of <see cref="ModelSearch"/>.</summary>
public sealed record ModelSearchOptions : IOptions<ModelSearchOptions>
{
    /// <summary>Most candidates to try, from 1 to 100,000; later ones are skipped. Default 1,000.</summary>
    public long MostCandidates { get; init; } = 1000;

    /// <summary>
    /// Take the first candidate whose mean lies within one standard error of the best (Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees", 1984): list simple candidates first. Default false.
    /// </summary>
    public bool OneStandardError { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<ModelSearchOptions>> Settings { get; } =
    [
        Setting.Whole("MostCandidates", "most candidates to try", Bounds.Closed(1, 100_000), (ModelSearchOptions o) => o.MostCandidates, (o, v) => o with { MostCandidates = v }),
        Setting.Flag("OneStandardError", "take the first candidate within one standard error of the best", (ModelSearchOptions o) => o.OneStandardError, (o, v) => o with { OneStandardError = v }),
    ];
}
