namespace Pipelines.Anomaly;

/// <summary>Options of <see cref="RelativeResidual"/>.</summary>
public sealed record RelativeResidualOptions : IOptions<RelativeResidualOptions>
{
    /// <summary>How many components to keep, at least 1; all there are where there are fewer. Default: 20, as ML.NET.</summary>
    public int Components { get; init; } = 20;

    /// <summary>Seed of the random directions, at least 0. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<RelativeResidualOptions>> Settings { get; } =
    [
        Setting.Whole("Components", "how many components to keep", Bounds.Closed(1, int.MaxValue), (RelativeResidualOptions o) => o.Components, (o, v) => o with { Components = (int)v }),
        Setting.Seed((RelativeResidualOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
