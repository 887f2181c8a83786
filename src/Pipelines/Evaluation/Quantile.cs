namespace Pipelines.Evaluation;

/// <summary>Quantiles of a few numbers.</summary>
internal static class Quantile
{
    /// <summary>The quantile of ascending values, interpolated linearly between neighbours (Hyndman and Fan's type 7, numpy's default).</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)Math.Clamp(Math.Floor(place), 0, sorted.Length - 1);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>The value with half of the weight at or below it; the mean with the next one where exactly half is.</summary>
    public static double WeightedMedian(ReadOnlySpan<double> values, ReadOnlySpan<float> weights)
    {
        var sorted = values.ToArray();
        if (weights.IsEmpty)
        {
            Array.Sort(sorted);
            var middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
        var masses = weights.ToArray();
        Array.Sort(sorted, masses);
        double total = 0, below = 0;
        foreach (var w in masses)
        {
            total += w;
        }
        for (var i = 0; i < sorted.Length; i++)
        {
            below += masses[i];
            if (masses[i] > 0 && below >= total / 2)
            {
                var next = i + 1;
                while (next < sorted.Length && masses[next] == 0)
                {
                    next++;
                }
                return below > total / 2 || next == sorted.Length ? sorted[i] : (sorted[i] + sorted[next]) / 2;
            }
        }
        return sorted[^1];
    }
}
