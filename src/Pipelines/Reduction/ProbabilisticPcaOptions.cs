namespace Pipelines.Reduction;

/// <summary>Options of <see cref="ProbabilisticPca"/>.</summary>
public sealed record ProbabilisticPcaOptions : IOptions<ProbabilisticPcaOptions>
{
    /// <summary>How many components, at least 0; 0 for one less than there are columns. More than min(rows, columns) is an error. Default: 0.</summary>
    public int Components { get; init; }

    /// <summary>Passes over the rows at most where values are missing, at least 1. Default: 500.</summary>
    public int MaxIterations { get; init; } = 500;

    /// <summary>Stop when a pass raises the mean log-likelihood of a known value by less than this, at least 0. Default: 1e-7.</summary>
    public double Tolerance { get; init; } = 1e-7;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<ProbabilisticPcaOptions>> Settings { get; } =
    [
        Setting.Whole("Components", "how many components; 0 for one less than there are columns", Bounds.Closed(0, int.MaxValue), (ProbabilisticPcaOptions o) => o.Components, (o, v) => o with { Components = (int)v }),
        Setting.Whole("MaxIterations", "passes over the rows at most where values are missing", Bounds.Closed(1, 1_000_000), (ProbabilisticPcaOptions o) => o.MaxIterations, (o, v) => o with { MaxIterations = (int)v }),
        Setting.Number("Tolerance", "stop when a pass raises the mean log-likelihood of a known value by less", Bounds.AtLeast(0), (ProbabilisticPcaOptions o) => o.Tolerance, (o, v) => o with { Tolerance = v }),
    ];
}
