namespace Pipelines.Recommendation;

/// <summary>Settings of <see cref="Popularity"/>.</summary>
public sealed record PopularityOptions : IOptions<PopularityOptions>
{
    /// <summary>What makes an item popular. Default: how many people used it.</summary>
    public PopularityRanking Ranking { get; init; } = PopularityRanking.Count;

    /// <summary>How many ratings at the overall mean every item starts with; only for <see cref="PopularityRanking.DampedMean"/>. Default 10.</summary>
    public double Damping { get; init; } = 10;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<PopularityOptions>> Settings { get; } =
    [
        Setting.Choice("Ranking", "what makes an item popular", (PopularityOptions o) => o.Ranking, (o, v) => o with { Ranking = v }),
        Setting.Number("Damping", "how many ratings at the overall mean every item starts with (damped mean only)", Bounds.AtLeast(0), (PopularityOptions o) => o.Damping, (o, v) => o with { Damping = v }),
    ];
}
