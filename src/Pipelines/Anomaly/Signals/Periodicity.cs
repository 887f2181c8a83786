using System.Numerics.Tensors;

namespace Pipelines.Anomaly.Signals;

/// <summary>After how many rows a signal repeats itself: a shift, a day, a stroke.</summary>
/// <remarks>The first peak of the autocorrelation that is nearly as high as its highest, after it has first fallen below half (Box and Jenkins, "Time series analysis", 1970, for the autocorrelation). O(n x longest).</remarks>
/// <param name="Rows">Length of the period in rows; 0 where none was found.</param>
/// <param name="Correlation">Autocorrelation one period apart, at most about 1.</param>
public readonly record struct Periodicity(int Rows, double Correlation)
{
    private const double Least = 0.3;

    /// <summary>Looks for a period.</summary>
    /// <param name="values">In order of time, at equal steps; NaN is passed over.</param>
    /// <param name="longest">Longest period to look for, in rows; at most a third of the rows is looked at, so that three periods are seen. 0 for that.</param>
    /// <param name="control">Cancellation.</param>
    public static Periodicity Of(ReadOnlySpan<double> values, int longest = 0, FitControl? control = null)
    {
        var most = Math.Min(longest > 0 ? longest : int.MaxValue, values.Length / 3);
        var (centered, known) = (values.ToArray(), 0);
        double mean = 0;
        foreach (var value in values)
        {
            mean += double.IsNaN(value) ? 0 : value;
            known += double.IsNaN(value) ? 0 : 1;
        }
        mean /= known;
        double variance = 0;
        for (var i = 0; i < centered.Length; i++)
        {
            centered[i] = double.IsNaN(values[i]) ? 0 : values[i] - mean;
            variance += centered[i] * centered[i];
        }
        if (known < 6 || !(variance > 0))
        {
            return default;
        }
        var correlations = new double[most + 1];
        var there = known == values.Length ? null : new double[values.Length];
        for (var i = 0; i < (there?.Length ?? 0); i++)
        {
            there![i] = double.IsNaN(values[i]) ? 0 : 1;
        }
        for (var lag = 1; lag <= most; lag++)
        {
            control?.Cancellation.ThrowIfCancellationRequested();
            // Over the pairs of which both are known: holes come in patterns of their own.
            var pairs = there is null ? values.Length - lag : Product(there, lag);
            correlations[lag] = pairs < 1 ? 0 : Product(centered, lag) / pairs * known / variance;
        }
        var from = 1;
        while (from < most && correlations[from] > 0.5)
        {
            from++;
        }
        double highest = 0;
        for (var lag = from + 1; lag < most; lag++)
        {
            highest = IsPeak(correlations, lag) ? Math.Max(highest, correlations[lag]) : highest;
        }
        if (highest < Math.Max(Least, 4 / Math.Sqrt(known)))
        {
            return default;
        }
        for (var lag = from + 1; lag < most; lag++)
        {
            if (IsPeak(correlations, lag) && correlations[lag] >= 0.9 * highest)
            {
                // Noise makes little peaks on the way up: the highest one close by is meant.
                var best = lag;
                for (var near = lag; near <= Math.Min(most - 1, lag + (lag / 4)); near++)
                {
                    best = correlations[near] > correlations[best] ? near : best;
                }
                return new(best, correlations[best]);
            }
        }
        return default;
    }

    private static double Product(double[] series, int lag) => TensorPrimitives.Dot<double>(series.AsSpan(lag), series.AsSpan(0, series.Length - lag));

    private static bool IsPeak(double[] correlations, int lag) => correlations[lag] > correlations[lag - 1] && correlations[lag] >= correlations[lag + 1];
}
