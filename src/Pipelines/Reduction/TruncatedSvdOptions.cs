namespace Pipelines.Reduction;

/// <summary>Options of <see cref="TruncatedSvd"/>.</summary>
public sealed record TruncatedSvdOptions : IOptions<TruncatedSvdOptions>
{
    /// <summary>How many components to find, at least 1. More than min(rows, columns) is an error. Default: 1, so that any data has as many; 50 to 300 are usual for text.</summary>
    public int Components { get; init; } = 1;

    /// <summary>Random directions beyond <see cref="Components"/>, at least 0. Default: 10.</summary>
    public int Oversampling { get; init; } = 10;

    /// <summary>How often the directions are sharpened by the data, at least 0; each reads the cells twice more. Default: 4.</summary>
    public int PowerIterations { get; init; } = 4;

    /// <summary>Seed of the random directions, at least 0. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<TruncatedSvdOptions>> Settings { get; } =
    [
        Setting.Whole("Components", "how many components to find", Bounds.Closed(1, int.MaxValue), (TruncatedSvdOptions o) => o.Components, (o, v) => o with { Components = (int)v }),
        Setting.Whole("Oversampling", "random directions beyond the components", Bounds.Closed(0, 10_000), (TruncatedSvdOptions o) => o.Oversampling, (o, v) => o with { Oversampling = (int)v }),
        Setting.Whole("PowerIterations", "how often the directions are sharpened by the data", Bounds.Closed(0, 100), (TruncatedSvdOptions o) => o.PowerIterations, (o, v) => o with { PowerIterations = (int)v }),
        Setting.Seed((TruncatedSvdOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
