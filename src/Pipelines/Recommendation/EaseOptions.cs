namespace Pipelines.Recommendation;

/// <summary>Settings of <see cref="Ease"/>.</summary>
public sealed record EaseOptions : IOptions<EaseOptions>
{
    /// <summary>λ, the weight of the squared item-item weights in the objective, more than 0. Larger for little data, smaller for much. Default 100.</summary>
    public double Lambda { get; init; } = 100;

    /// <summary>What a rating counts as. Default: its place in the rating scale.</summary>
    public EaseInput Input { get; init; } = EaseInput.Weighted;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<EaseOptions>> Settings { get; } =
    [
        Setting.Number("Lambda", "how strongly item-item weights are pulled to 0; larger for little data", Bounds.Above(0), (EaseOptions o) => o.Lambda, (o, v) => o with { Lambda = v }),
        Setting.Choice("Input", "what a rating counts as: its place in the rating scale, 1 (who used what), or the logarithm of a count", (EaseOptions o) => o.Input, (o, v) => o with { Input = v }),
    ];
}
