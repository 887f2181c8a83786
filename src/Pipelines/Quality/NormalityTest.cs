using Pipelines.Numerics;

namespace Pipelines.Quality;

/// <summary>Whether values look normal: capability figures and parts per million that assume it say little where they do not.</summary>
/// <remarks>
/// Anderson and Darling, "Asymptotic theory of certain goodness of fit criteria based on stochastic processes" (1952), with mean and deviation estimated; the p-value by the formulas of
/// Stephens in D'Agostino and Stephens, "Goodness-of-fit techniques" (1986), table 4.9. The statistic is that of scipy.stats.anderson. With many rows the smallest departure, rounding included, is
/// significant: look at the histogram too.
/// </remarks>
/// <param name="Statistic">A², 0 or more: larger is less normal.</param>
/// <param name="PValue">How often normal values would look as unusual; NaN for fewer than 8 values or equal ones.</param>
public readonly record struct NormalityTest(double Statistic, double PValue)
{
    /// <summary>Tests values. O(n log n).</summary>
    /// <param name="values">NaN is passed over.</param>
    public static NormalityTest Of(ReadOnlySpan<double> values)
    {
        var sorted = OrderStatistics.Sorted(values);
        var n = sorted.Length;
        if (n < 8 || sorted[0] == sorted[^1])
        {
            return new(double.NaN, double.NaN);
        }
        double mean = 0, squares = 0;
        foreach (var value in sorted)
        {
            mean += value / n;
        }
        foreach (var value in sorted)
        {
            squares += (value - mean) * (value - mean);
        }
        var deviation = Math.Sqrt(squares / (n - 1));
        double sum = 0;
        for (var i = 0; i < n; i++)
        {
            // Both tails by themselves, so that neither logarithm meets a rounded 0.
            var (low, high) = ((sorted[i] - mean) / deviation, (sorted[n - 1 - i] - mean) / deviation);
            sum += ((2 * i) + 1) * (Math.Log(NormalDistribution.UpperTail(-low)) + Math.Log(NormalDistribution.UpperTail(high)));
        }
        var a2 = -n - (sum / n);
        var a = a2 * (1 + (0.75 / n) + (2.25 / ((double)n * n)));
        var p = a switch
        {
            >= 0.6 => Math.Exp(1.2937 - (5.709 * a) + (0.0186 * a * a)),
            >= 0.34 => Math.Exp(0.9177 - (4.279 * a) - (1.38 * a * a)),
            >= 0.2 => 1 - Math.Exp(-8.318 + (42.796 * a) - (59.938 * a * a)),
            _ => 1 - Math.Exp(-13.436 + (101.14 * a) - (223.73 * a * a)),
        };
        // The first formula turns upwards again far out, where p has long been nothing.
        return new(a2, a > 13 ? 0 : Math.Clamp(p, 0, 1));
    }
}
