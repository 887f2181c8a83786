namespace Pipelines.Reduction;

/// <summary>Options of <see cref="RandomizedPca"/>.</summary>
public sealed record RandomizedPcaOptions : IOptions<RandomizedPcaOptions>
{
    /// <summary>How many components to find, at least 1. More than min(rows, columns) is an error. Default: 1, so that any data has as many; 10 to 50 are usual.</summary>
    public int Components { get; init; } = 1;

    /// <summary>Random directions beyond <see cref="Components"/>, at least 0. Default: 10.</summary>
    public int Oversampling { get; init; } = 10;

    /// <summary>How often the directions are sharpened by the data, at least 0; each reads the rows once more. Default: 1; 2 to 4 where variances fall slowly and the last digits matter.</summary>
    public int PowerIterations { get; init; } = 1;

    /// <summary>Divide each component by its standard deviation. Default: false.</summary>
    public bool Whiten { get; init; }

    /// <summary>Seed of the random directions, at least 0. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<RandomizedPcaOptions>> Settings { get; } =
    [
        Setting.Whole("Components", "how many components to find", Bounds.Closed(1, int.MaxValue), (RandomizedPcaOptions o) => o.Components, (o, v) => o with { Components = (int)v }),
        Setting.Whole("Oversampling", "random directions beyond the components", Bounds.Closed(0, 10_000), (RandomizedPcaOptions o) => o.Oversampling, (o, v) => o with { Oversampling = (int)v }),
        Setting.Whole("PowerIterations", "how often the directions are sharpened by the data", Bounds.Closed(0, 100), (RandomizedPcaOptions o) => o.PowerIterations, (o, v) => o with { PowerIterations = (int)v }),
        Setting.Flag("Whiten", "divide each component by its standard deviation", (RandomizedPcaOptions o) => o.Whiten, (o, v) => o with { Whiten = v }),
        Setting.Seed((RandomizedPcaOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
