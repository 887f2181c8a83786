namespace Pipelines.Clustering;

/// <summary>Which columns of a table of transactions are what, by name. Amounts come from one column, or from quantity times price.</summary>
public sealed record RfmColumns
{
    /// <summary>Who bought: text or numbers.</summary>
    public required string Customer { get; init; }

    /// <summary>When: a time column.</summary>
    public required string Time { get; init; }

    /// <summary>For how much, below 0 for a return; null where <see cref="Quantity"/> and <see cref="Price"/> say it.</summary>
    public string? Amount { get; init; }

    /// <summary>How many pieces, below 0 for a return.</summary>
    public string? Quantity { get; init; }

    /// <summary>The price of one.</summary>
    public string? Price { get; init; }

    /// <summary>Which order a line belongs to: text or numbers. Where given, frequency counts orders, else days with a purchase, unless <see cref="RfmOptions.Frequency"/> says otherwise.</summary>
    public string? Order { get; init; }

    /// <summary>What was bought: text. Codes without any digit, such as POST or DISCOUNT, are counted as lines that are no product.</summary>
    public string? Product { get; init; }
}
