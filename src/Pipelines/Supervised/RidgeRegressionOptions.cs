namespace Pipelines.Supervised;

/// <summary>Options of <see cref="RidgeRegression"/>.</summary>
public sealed record RidgeRegressionOptions : IOptions<RidgeRegressionOptions>
{
    /// <summary>How strongly large coefficients are punished, at least 0; 0 is ordinary least squares. Default: 1.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>True to learn a constant beside the coefficients; it is not punished. Default: true.</summary>
    public bool Intercept { get; init; } = true;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<RidgeRegressionOptions>> Settings { get; } =
    [
        Setting.Number("Alpha", "how strongly large coefficients are punished; 0 is ordinary least squares", Bounds.AtLeast(0), (RidgeRegressionOptions o) => o.Alpha, (o, v) => o with { Alpha = v }),
        Setting.Flag("Intercept", "learn a constant beside the coefficients, which is not punished", (RidgeRegressionOptions o) => o.Intercept, (o, v) => o with { Intercept = v }),
    ];
}
