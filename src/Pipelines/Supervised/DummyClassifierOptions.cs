namespace Pipelines.Supervised;

/// <summary>Options of <see cref="DummyClassifier"/>.</summary>
public sealed record DummyClassifierOptions : IOptions<DummyClassifierOptions>
{
    /// <summary>Which probabilities are always predicted. Default: <see cref="DummyClassification.Prior"/>.</summary>
    public DummyClassification Strategy { get; init; } = DummyClassification.Prior;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<DummyClassifierOptions>> Settings { get; } =
    [
        Setting.Choice("Strategy", "which probabilities are always predicted", (DummyClassifierOptions o) => o.Strategy, (o, v) => o with { Strategy = v }),
    ];
}
