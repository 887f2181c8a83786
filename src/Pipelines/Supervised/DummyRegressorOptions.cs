namespace Pipelines.Supervised;

/// <summary>Options of <see cref="DummyRegressor"/>.</summary>
public sealed record DummyRegressorOptions : IOptions<DummyRegressorOptions>
{
    /// <summary>What is always predicted. Default: <see cref="DummyRegression.Mean"/>.</summary>
    public DummyRegression Strategy { get; init; } = DummyRegression.Mean;

    /// <summary>The prediction where <see cref="Strategy"/> is <see cref="DummyRegression.Constant"/>; finite, within the range of float32. Default: 0.</summary>
    public double Constant { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<DummyRegressorOptions>> Settings { get; } =
    [
        Setting.Choice("Strategy", "what is always predicted", (DummyRegressorOptions o) => o.Strategy, (o, v) => o with { Strategy = v }),
        Setting.Number("Constant", "the prediction of strategy constant", Bounds.Closed(float.MinValue, float.MaxValue), (DummyRegressorOptions o) => o.Constant, (o, v) => o with { Constant = v }),
    ];
}
