namespace Pipelines.Packing.Lossy;

/// <summary>Settings of <see cref="LossyTable"/>.</summary>
public sealed record LossyOptions : IOptions<LossyOptions>
{
    /// <summary>
    /// How far a number may be from what it was, 0 to 1, as a share of its column's spread: the distance between the numbers that a hundredth of the column lies below and above, so that one wild number does not stretch it.
    /// 0 keeps every number exactly. Default: 0.01.
    /// </summary>
    public double MaxError { get; init; } = 0.01;

    /// <summary>Leave the model out of the file; unpacking then needs it again. Default: false.</summary>
    public bool ModelApart { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<LossyOptions>> Settings { get; } =
    [
        Setting.Number("MaxError", "how far a number may be from what it was, as a share of its column's spread", Bounds.Closed(0, 1), (LossyOptions o) => o.MaxError, (o, v) => o with { MaxError = v }),
        Setting.Flag("ModelApart", "leave the model out of the file", (LossyOptions o) => o.ModelApart, (o, v) => o with { ModelApart = v }),
    ];
}
