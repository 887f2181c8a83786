namespace Pipelines.Models.Encoders;

/// <summary>Options of <see cref="UniformQuantizer"/>.</summary>
public sealed record UniformQuantizerOptions : IOptions<UniformQuantizerOptions>
{
    /// <summary>Bits a value: 2 to this power levels for each column, 1 to 16. Default: 8.</summary>
    public int Bits { get; init; } = 8;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<UniformQuantizerOptions>> Settings { get; } =
    [
        Setting.Whole("Bits", "bits a value: 2 to this power levels for each column", Bounds.Closed(1, 16), (UniformQuantizerOptions o) => o.Bits, (o, v) => o with { Bits = (int)v }),
    ];
}
