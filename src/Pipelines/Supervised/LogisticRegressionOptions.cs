namespace Pipelines.Supervised;

/// <summary>Options of <see cref="LogisticRegression"/>.</summary>
public sealed record LogisticRegressionOptions : IOptions<LogisticRegressionOptions>
{
    /// <summary>How far the data is trusted against small coefficients, above 0: the inverse of the L2 penalty's strength. Default: 1.</summary>
    public double C { get; init; } = 1;

    /// <summary>True to learn a constant for each class beside the coefficients; it is not punished. Default: true.</summary>
    public bool Intercept { get; init; } = true;

    /// <summary>How near the optimum is near enough: done when no derivative, by coefficients in units of their standard error, is larger than this; above 0. Default: 0.0001.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>The most steps, 1 to 1,000,000. Default: 1000.</summary>
    public int Iterations { get; init; } = 1000;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<LogisticRegressionOptions>> Settings { get; } =
    [
        Setting.Number("C", "how far the data is trusted against small coefficients: the inverse of the L2 penalty's strength", Bounds.Above(0), (LogisticRegressionOptions o) => o.C, (o, v) => o with { C = v }),
        Setting.Flag("Intercept", "learn a constant for each class beside the coefficients, which is not punished", (LogisticRegressionOptions o) => o.Intercept, (o, v) => o with { Intercept = v }),
        Setting.Number("Tolerance", "stop when no derivative, by coefficients in units of their standard error, is larger", Bounds.Above(0), (LogisticRegressionOptions o) => o.Tolerance, (o, v) => o with { Tolerance = v }),
        Setting.Whole("Iterations", "the most steps", Bounds.Closed(1, 1_000_000), (LogisticRegressionOptions o) => o.Iterations, (o, v) => o with { Iterations = (int)v }),
    ];
}
