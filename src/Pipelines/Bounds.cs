using System.Globalization;

namespace Pipelines;

/// <summary>A range of numbers with open or closed ends. NaN is never inside.</summary>
public readonly record struct Bounds
{
    private Bounds(double low, bool lowOpen, double high, bool highOpen) => (Low, LowOpen, High, HighOpen) = (low, lowOpen, high, highOpen);

    /// <summary>The lower end; negative infinity where there is none.</summary>
    public double Low { get; }

    /// <summary>True where <see cref="Low"/> itself is not allowed.</summary>
    public bool LowOpen { get; }

    /// <summary>The upper end; positive infinity where there is none.</summary>
    public double High { get; }

    /// <summary>True where <see cref="High"/> itself is not allowed.</summary>
    public bool HighOpen { get; }

    /// <summary>Any finite number.</summary>
    public static Bounds Finite { get; } = new(double.NegativeInfinity, true, double.PositiveInfinity, true);

    /// <summary><paramref name="low"/> or more, finite.</summary>
    public static Bounds AtLeast(double low) => new(low, false, double.PositiveInfinity, true);

    /// <summary>More than <paramref name="low"/>, finite.</summary>
    public static Bounds Above(double low) => new(low, true, double.PositiveInfinity, true);

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>, both allowed.</summary>
    public static Bounds Closed(double low, double high) => new(low, false, high, false);

    /// <summary>Between <paramref name="low"/> and <paramref name="high"/>, neither allowed.</summary>
    public static Bounds Open(double low, double high) => new(low, true, high, true);

    /// <summary>From <paramref name="low"/>, allowed, to <paramref name="high"/>, not allowed.</summary>
    public static Bounds ClosedOpen(double low, double high) => new(low, false, high, true);

    /// <summary>From <paramref name="low"/>, not allowed, to <paramref name="high"/>, allowed.</summary>
    public static Bounds OpenClosed(double low, double high) => new(low, true, high, false);

    /// <summary>True where <paramref name="value"/> lies inside.</summary>
    public bool Contains(double value) => (LowOpen ? value > Low : value >= Low) && (HighOpen ? value < High : value <= High);

    /// <summary>As words for errors and docs: <c>more than 0 and at most 1</c>.</summary>
    public override string ToString()
    {
        var low = double.IsNegativeInfinity(Low) ? null : (LowOpen ? "more than " : "at least ") + Low.ToString("R", CultureInfo.InvariantCulture);
        var high = double.IsPositiveInfinity(High) ? null : (HighOpen ? "less than " : "at most ") + High.ToString("R", CultureInfo.InvariantCulture);
        return (low, high) switch
        {
            (null, null) => "finite",
            (null, _) => high,
            (_, null) => low,
            _ when !LowOpen && !HighOpen => string.Create(CultureInfo.InvariantCulture, $"from {Low:R} to {High:R}"),
            _ => $"{low} and {high}",
        };
    }
}
