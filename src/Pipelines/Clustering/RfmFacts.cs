namespace Pipelines.Clustering;

/// <summary>What <see cref="Rfm"/> made of the lines it was given: nothing is left out without being counted.</summary>
public sealed record RfmFacts
{
    /// <summary>Lines in the table.</summary>
    public required int Rows { get; init; }

    /// <summary>Lines that count for some customer.</summary>
    public required int UsedRows { get; init; }

    /// <summary>Lines without a customer, which are left out.</summary>
    public required int WithoutCustomer { get; init; }

    /// <summary>The share of the sum of all known amounts that lines without a customer hold; NaN where that sum is not above 0.</summary>
    public required double WithoutCustomerShare { get; init; }

    /// <summary>Lines without a time or an amount, which are left out.</summary>
    public required int Incomplete { get; init; }

    /// <summary>Lines on the as-of date or later, which are left out: they are the future.</summary>
    public required int After { get; init; }

    /// <summary>Lines before the horizon, which are left out.</summary>
    public required int BeforeHorizon { get; init; }

    /// <summary>Used lines with an amount below 0: they lower what a customer spent and are no purchase.</summary>
    public required int Returns { get; init; }

    /// <summary>The sum of their amounts, 0 or less.</summary>
    public required double ReturnedAmount { get; init; }

    /// <summary>Lines whose product code has no digit; left out where <see cref="RfmOptions.ProductsOnly"/> is set.</summary>
    public required int NonProducts { get; init; }

    /// <summary>Customers with returns only, who have no recency and are left out.</summary>
    public required int WithoutPurchase { get; init; }

    /// <summary>Customers who got back more than they spent; they are kept.</summary>
    public required int NegativeTotals { get; init; }
}
