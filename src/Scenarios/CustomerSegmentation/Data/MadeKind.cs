namespace CustomerSegmentation.Data;

/// <summary>One kind of customers of the made shop. Numbers are medians unless said otherwise; single customers differ by chance.</summary>
/// <param name="Key">Its name: the planted segment.</param>
/// <param name="Customers">How many.</param>
/// <param name="Orders">Orders in the 15 months before the cut.</param>
/// <param name="AwayLow">At the cut, the fewest days since the last order.</param>
/// <param name="AwayHigh">The most.</param>
/// <param name="Basket">Money an order.</param>
/// <param name="Since">The most days since the first order.</param>
/// <param name="Next">Mean orders in the three months after the cut.</param>
internal sealed record MadeKind(string Key, int Customers, double Orders, int AwayLow, int AwayHigh, double Basket, int Since, double Next)
{
    /// <summary>The six kinds, 3,000 customers.</summary>
    public static IReadOnlyList<MadeKind> All { get; } =
    [
        new("champions", 300, 42, 1, 9, 85, 450, 8.5),
        new("loyal", 600, 15, 7, 30, 45, 450, 3),
        new("big-rare", 300, 4, 45, 120, 640, 450, 0.7),
        new("bargain", 600, 16, 7, 32, 9, 450, 3),
        new("new", 450, 1, 2, 20, 42, 30, 1.2),
        new("lapsed", 750, 5, 190, 380, 40, 450, 0.12),
    ];
}
