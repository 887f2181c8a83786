namespace Pipelines.Clustering;

/// <summary>What the frequency of <see cref="Rfm"/> counts.</summary>
public enum RfmFrequency
{
    /// <summary>Orders where a column of orders is named, else days with a purchase.</summary>
    Auto,

    /// <summary>Days with a purchase: two on one day are one.</summary>
    Days,

    /// <summary>Orders; without a column of orders every line that is no return is one, as in data with a line an order.</summary>
    Orders,
}
