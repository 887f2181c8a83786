namespace Pipelines.Reduction;

/// <summary>Options of <see cref="IncrementalPca"/>. The fewest components are kept that reach <see cref="Variance"/>, and at most <see cref="Components"/> of them.</summary>
public sealed record IncrementalPcaOptions : IOptions<IncrementalPcaOptions>
{
    /// <summary>How many components to keep at most, at least 0; 0 sets no limit. More than min(rows, columns) is an error. Default: 0.</summary>
    public int Components { get; init; }

    /// <summary>Share of the variance that the components have to explain together, more than 0 and at most 1. Default: 1.</summary>
    public double Variance { get; init; } = 1;

    /// <summary>Divide each component by its standard deviation. Default: false.</summary>
    public bool Whiten { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<IncrementalPcaOptions>> Settings { get; } =
    [
        Setting.Whole("Components", "how many components to keep at most; 0 for no limit", Bounds.Closed(0, int.MaxValue), (IncrementalPcaOptions o) => o.Components, (o, v) => o with { Components = (int)v }),
        Setting.Number("Variance", "share of the variance to explain; the fewest components that reach it are kept", Bounds.OpenClosed(0, 1), (IncrementalPcaOptions o) => o.Variance, (o, v) => o with { Variance = v }),
        Setting.Flag("Whiten", "divide each component by its standard deviation", (IncrementalPcaOptions o) => o.Whiten, (o, v) => o with { Whiten = v }),
    ];
}
