namespace Pipelines.Numerics;

/// <summary>Quantiles of known numbers; NaN is passed over.</summary>
internal static class OrderStatistics
{
    /// <summary>The values that are not NaN, rising.</summary>
    public static double[] Sorted(ReadOnlySpan<double> values)
    {
        var kept = new double[values.Length];
        var n = 0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                kept[n++] = value;
            }
        }
        Array.Resize(ref kept, n);
        Array.Sort(kept);
        return kept;
    }

    /// <summary>The quantile of rising values, interpolated linearly between neighbours (Hyndman and Fan's type 7, numpy's default); NaN of no values.</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.IsEmpty)
        {
            return double.NaN;
        }
        var place = share * (sorted.Length - 1);
        var below = (int)Math.Clamp(Math.Floor(place), 0, sorted.Length - 1);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>The median of the values that are not NaN; NaN of none.</summary>
    public static double Median(ReadOnlySpan<double> values) => Quantile(Sorted(values), 0.5);

    /// <summary>1.4826 times the median distance from the median: the standard deviation where the values are normal, whatever a few of them are.</summary>
    public static double RobustDeviation(ReadOnlySpan<double> values)
    {
        var sorted = Sorted(values);
        var median = Quantile(sorted, 0.5);
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = Math.Abs(sorted[i] - median);
        }
        Array.Sort(sorted);
        return 1.482602218505602 * Quantile(sorted, 0.5);
    }
}
