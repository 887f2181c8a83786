using Pipelines.Numerics;

namespace Pipelines.Evaluation;

/// <summary>From replicates to an interval.</summary>
internal static class BootstrapInterval
{
    /// <summary>Value, interval and standard error.</summary>
    /// <param name="value">The statistic of the units themselves.</param>
    /// <param name="units">How many units.</param>
    /// <param name="replicates">The statistic of each draw; NaN ones are left out.</param>
    /// <param name="jackknife">The statistic without each unit or block; asked for only where needed.</param>
    /// <param name="options">Level and method.</param>
    public static BootstrapEstimate Of(double value, int units, double[] replicates, Func<double[]> jackknife, BootstrapOptions options)
    {
        var sorted = Array.FindAll(replicates, r => !double.IsNaN(r));
        if (units < 2 || sorted.Length < 2 || double.IsNaN(value))
        {
            return new(value, new(double.NaN, double.NaN, options.Level), double.NaN, units);
        }
        Array.Sort(sorted);
        var (low, high) = ((1 - options.Level) / 2, (1 + options.Level) / 2);
        if (options.Method == BootstrapMethod.Bca)
        {
            (low, high) = BcaShares(value, sorted, jackknife(), options.Level);
        }
        return new(value, new(Quantile.OfSorted(sorted, low), Quantile.OfSorted(sorted, high), options.Level), Moments.Of(sorted).Deviation, units);
    }

    /// <summary>Which quantiles of the replicates to read: Efron 1987, equations 6.7 (acceleration by the jackknife) and 2.3.</summary>
    public static (double Low, double High) BcaShares(double value, ReadOnlySpan<double> replicates, ReadOnlySpan<double> jackknife, double level)
    {
        double below = 0;
        foreach (var r in replicates)
        {
            below += r < value ? 1 : r == value ? 0.5 : 0;
        }
        // z0: how far the statistic lies from the median of its replicates. Kept off 0 and 1, where it would be infinite.
        var bias = NormalDistribution.Quantile(Math.Clamp(below / replicates.Length, 0.5 / replicates.Length, 1 - (0.5 / replicates.Length)));
        double mean = 0, squares = 0, cubes = 0;
        foreach (var j in jackknife)
        {
            mean += j / jackknife.Length;
        }
        foreach (var j in jackknife)
        {
            var d = mean - j;
            squares += d * d;
            cubes += d * d * d;
        }
        var acceleration = squares > 0 && double.IsFinite(cubes) ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
        double Share(double p)
        {
            var z = bias + NormalDistribution.Quantile(p);
            return NormalDistribution.Cdf(bias + (z / (1 - (acceleration * z))));
        }
        return (Share((1 - level) / 2), Share((1 + level) / 2));
    }
}
