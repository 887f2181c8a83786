namespace Pipelines.Recommendation;

/// <summary>Options of <see cref="DampedBiases"/>.</summary>
public sealed record DampedBiasesOptions : IOptions<DampedBiasesOptions>
{
    /// <summary>How many ratings at the mean each item is given beside its own: items with few ratings stay near the mean. Default 3, validated within the training parts of MovieLens small.</summary>
    public double ItemDamping { get; init; } = 3;

    /// <summary>How many ratings without a bias each user is given beside their own. Default 5.</summary>
    public double UserDamping { get; init; } = 5;

    /// <summary>How often items and users are estimated in turn; 1 is the sequential form of the literature. Default 10.</summary>
    public int Sweeps { get; init; } = 10;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<DampedBiasesOptions>> Settings { get; } =
    [
        Setting.Number("ItemDamping", "how many ratings at the mean each item is given beside its own", Bounds.AtLeast(0), (DampedBiasesOptions o) => o.ItemDamping, (o, v) => o with { ItemDamping = v }),
        Setting.Number("UserDamping", "how many ratings without a bias each user is given beside their own", Bounds.AtLeast(0), (DampedBiasesOptions o) => o.UserDamping, (o, v) => o with { UserDamping = v }),
        Setting.Whole("Sweeps", "how often item and user biases are estimated in turn", Bounds.Closed(1, 10_000), (DampedBiasesOptions o) => o.Sweeps, (o, v) => o with { Sweeps = (int)v }),
    ];
}
