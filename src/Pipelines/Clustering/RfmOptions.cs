namespace Pipelines.Clustering;

/// <summary>Options of <see cref="Rfm"/>.</summary>
public sealed record RfmOptions : IOptions<RfmOptions>
{
    /// <summary>Look back so many days from the as-of date, at least 0; 0 for all. Default: 0.</summary>
    public int HorizonDays { get; init; }

    /// <summary>Leave out lines whose product code has no digit (postage, discounts, fees) where a product column is named. Default: false, so that amounts stay what was paid.</summary>
    public bool ProductsOnly { get; init; }

    /// <summary>What the frequency counts. Default: <see cref="RfmFrequency.Auto"/>.</summary>
    public RfmFrequency Frequency { get; init; }

    /// <summary>Scores run from 1 to this, with about as many customers each; from 2 to 10. Default: 5, quintiles.</summary>
    public int Scores { get; init; } = 5;

    /// <summary>How equal values are scored. Default: <see cref="RfmTies.Equal"/>.</summary>
    public RfmTies Ties { get; init; } = RfmTies.Equal;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<RfmOptions>> Settings { get; } =
    [
        Setting.Whole("HorizonDays", "look back so many days from the as-of date; 0 for all", Bounds.Closed(0, 1_000_000), (RfmOptions o) => o.HorizonDays, (o, v) => o with { HorizonDays = (int)v }),
        Setting.Flag("ProductsOnly", "leave out lines whose product code has no digit", (RfmOptions o) => o.ProductsOnly, (o, v) => o with { ProductsOnly = v }),
        Setting.Choice("Frequency", "what the frequency counts: days with a purchase, or orders", (RfmOptions o) => o.Frequency, (o, v) => o with { Frequency = v }),
        Setting.Whole("Scores", "scores run from 1 to this", Bounds.Closed(2, 10), (RfmOptions o) => o.Scores, (o, v) => o with { Scores = (int)v }),
        Setting.Choice("Ties", "how equal values are scored", (RfmOptions o) => o.Ties, (o, v) => o with { Ties = v }),
    ];
}
