namespace Pipelines.Reduction;

/// <summary>Options of <see cref="RandomProjection"/>.</summary>
public sealed record RandomProjectionOptions : IOptions<RandomProjectionOptions>
{
    /// <summary>How many numbers a row becomes, at least 0; 0 takes what <see cref="Distortion"/> needs for the number of rows. Never more than there are columns. Default: 0.</summary>
    public int Components { get; init; }

    /// <summary>By how much squared distances may change at most when <see cref="Components"/> is 0, as a share, more than 0 and less than 1. Default: 0.3.</summary>
    public double Distortion { get; init; } = 0.3;

    /// <summary>What the entries are drawn from. Default: <see cref="ProjectionKind.Gaussian"/>.</summary>
    public ProjectionKind Entries { get; init; }

    /// <summary>Seed of the matrix, at least 0. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<RandomProjectionOptions>> Settings { get; } =
    [
        Setting.Whole("Components", "how many numbers a row becomes; 0 for as many as the distortion needs", Bounds.Closed(0, int.MaxValue), (RandomProjectionOptions o) => o.Components, (o, v) => o with { Components = (int)v }),
        Setting.Number("Distortion", "by what share squared distances may change at most, where components is 0", Bounds.Open(0, 1), (RandomProjectionOptions o) => o.Distortion, (o, v) => o with { Distortion = v }),
        Setting.Choice("Entries", "what the entries of the matrix are drawn from", (RandomProjectionOptions o) => o.Entries, (o, v) => o with { Entries = v }),
        Setting.Seed((RandomProjectionOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
