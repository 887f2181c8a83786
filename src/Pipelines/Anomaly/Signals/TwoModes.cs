using Pipelines.Numerics;

namespace Pipelines.Anomaly.Signals;

/// <summary>Whether values fall into two heaps, such as a motor's current when it runs and when it stands: a machine that is off, or an operating regime that nobody named.</summary>
/// <remarks>The cut that leaves the least variance within the two sides (Otsu, "A threshold selection method from gray-level histograms", 1979), over all cuts between sorted values. O(n log n).</remarks>
/// <param name="Cut">Half-way between the largest low and the smallest high value; NaN where all values are equal.</param>
/// <param name="LowShare">Share of the values below the cut.</param>
/// <param name="LowMean">Mean of those.</param>
/// <param name="HighMean">Mean of the others.</param>
/// <param name="LowDeviation">Standard deviation of the low values.</param>
/// <param name="Separation">Distance of the means in standard deviations within the heaps: about 2.7 for one normal heap cut in two, 3.5 for an even spread.</param>
/// <param name="Valley">Share of the values in the middle 30 % between the two means: near 0 for two heaps.</param>
public readonly record struct TwoModes(double Cut, double LowShare, double LowMean, double HighMean, double LowDeviation, double Separation, double Valley)
{
    /// <summary>True where there are clearly two heaps: 4.5 deviations apart, hardly anything between them, and neither smaller than 1 % of the values.</summary>
    public bool IsClear => Separation >= 4.5 && Valley <= 0.03 && LowShare is >= 0.01 and <= 0.99;

    /// <summary>Cuts values in two.</summary>
    /// <param name="values">In any order; NaN is passed over.</param>
    public static TwoModes Of(ReadOnlySpan<double> values)
    {
        var sorted = OrderStatistics.Sorted(values);
        var n = sorted.Length;
        if (n < 2 || sorted[0] == sorted[^1])
        {
            return new(double.NaN, 0, double.NaN, n == 0 ? double.NaN : sorted[0], 0, 0, 0);
        }
        double total = 0;
        foreach (var value in sorted)
        {
            total += value - sorted[0];
        }
        double below = 0, best = -1;
        var cut = 1;
        for (var k = 1; k < n; k++)
        {
            below += sorted[k - 1] - sorted[0];
            var apart = (below / k) - ((total - below) / (n - k));
            var between = apart * apart * k * (n - k);
            if (sorted[k] > sorted[k - 1] && between > best)
            {
                (cut, best) = (k, between);
            }
        }
        var (low, lowSquares) = Moments(sorted.AsSpan(0, cut));
        var (high, highSquares) = Moments(sorted.AsSpan(cut));
        var within = Math.Sqrt((lowSquares + highSquares) / n);
        var (from, to) = (low + (0.35 * (high - low)), low + (0.65 * (high - low)));
        var valley = 0;
        foreach (var value in sorted)
        {
            valley += value > from && value < to ? 1 : 0;
        }
        return new((sorted[cut - 1] + sorted[cut]) / 2, (double)cut / n, low, high, Math.Sqrt(lowSquares / cut), within > 0 ? (high - low) / within : double.PositiveInfinity, (double)valley / n);
    }

    private static (double Mean, double Squares) Moments(ReadOnlySpan<double> values)
    {
        double sum = 0, squares = 0;
        foreach (var value in values)
        {
            sum += value;
        }
        var mean = sum / values.Length;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }
        return (mean, squares);
    }
}
