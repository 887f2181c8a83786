using Pipelines.Data;

namespace Pipelines.Clustering;

/// <summary>What each customer did up to a date: the result of <see cref="Rfm"/>. Customers are sorted by id: texts ordinally, numbers by value.</summary>
public sealed class RfmFeatures
{
    internal RfmFeatures(DateOnly asOf, bool byOrders, RfmFacts facts, RfmOptions options, IReadOnlyList<string> customers) => (AsOf, CountsOrders, Facts, Options, Customers) = (asOf, byOrders, facts, options, customers);

    /// <summary>The day from which recency and tenure look back; only what happened before it counts.</summary>
    public DateOnly AsOf { get; }

    /// <summary>True where <see cref="Frequency"/> counts orders, false where days.</summary>
    public bool CountsOrders { get; }

    /// <summary>What was left out, and returns.</summary>
    public RfmFacts Facts { get; }

    /// <summary>The options in use.</summary>
    public RfmOptions Options { get; }

    /// <summary>The id of each customer.</summary>
    public IReadOnlyList<string> Customers { get; }

    /// <summary>Days since the last purchase, at least 1.</summary>
    public required IReadOnlyList<double> Recency { get; init; }

    /// <summary>Orders, or days with a purchase; at least 1.</summary>
    public required IReadOnlyList<double> Frequency { get; init; }

    /// <summary>The sum of amounts, returns taken off; below 0 where more came back than was spent.</summary>
    public required IReadOnlyList<double> Monetary { get; init; }

    /// <summary>Days since the first purchase, at least 1.</summary>
    public required IReadOnlyList<double> Tenure { get; init; }

    /// <summary>Mean days from one day with a purchase to the next; NaN with a single one.</summary>
    public required IReadOnlyList<double> PurchaseGap { get; init; }

    /// <summary>A table with the columns customer, recency, frequency, monetary, tenure and purchase_gap.</summary>
    public Table ToTable() => new(
    [
        TextColumn.From("customer", Customers),
        new NumberColumn("recency", [.. Recency]),
        new NumberColumn("frequency", [.. Frequency]),
        new NumberColumn("monetary", [.. Monetary]),
        new NumberColumn("tenure", [.. Tenure]),
        new NumberColumn("purchase_gap", [.. PurchaseGap]),
    ]);

    /// <summary>The scores of plain RFM, the usual baseline.</summary>
    public RfmScores Scores() => RfmScores.Of(this);
}
