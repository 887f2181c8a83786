namespace Pipelines.Anomaly.Signals;

/// <summary>Exponentially weighted moving average: a smooth level with limits, as quick as cumulative sums and easier to read.</summary>
/// <remarks>z' = (1 − λ) z' + λ z from 0, with limits ± L √(λ/(2 − λ) (1 − (1 − λ)²ᵗ)) (Roberts, "Control chart tests based on geometric moving averages", 1959; Lucas and Saccucci, 1990).</remarks>
/// <param name="options">Weight and limit; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class EwmaChart(EwmaOptions? options = null)
{
    private readonly EwmaOptions _options = (options ?? new()).Checked();

    /// <summary>The moving average of each row and its limit. O(n).</summary>
    /// <param name="scores">Distance of each row from its usual level in standard deviations; NaN leaves the average as it is.</param>
    /// <param name="averages">Receives the averages; length n.</param>
    /// <param name="limits">Receives the upper limits, the lower ones are their negatives; length n, or empty.</param>
    /// <exception cref="DataException">Lengths that differ.</exception>
    public void Smooth(ReadOnlySpan<double> scores, Span<double> averages, Span<double> limits = default)
    {
        Data.MatrixChecks.NeedLength(averages.Length, scores.Length, nameof(EwmaChart), nameof(averages));
        double average = 0, left = 1;
        for (var i = 0; i < scores.Length; i++)
        {
            if (!double.IsNaN(scores[i]))
            {
                average += _options.Weight * (scores[i] - average);
                left *= (1 - _options.Weight) * (1 - _options.Weight);
            }
            averages[i] = average;
            if (!limits.IsEmpty)
            {
                limits[i] = _options.Limit * Math.Sqrt(_options.Weight / (2 - _options.Weight) * (1 - left));
            }
        }
    }

    /// <summary>Finds the changes of a series: each time the average leaves its limits. The change began after the average last had the other sign.</summary>
    /// <param name="scores">Distance of each row from its usual level in standard deviations; NaN is passed over.</param>
    public IReadOnlyList<ChangePoint> Find(ReadOnlySpan<double> scores)
    {
        var (averages, limits) = (new double[scores.Length], new double[scores.Length]);
        Smooth(scores, averages, limits);
        var found = new List<ChangePoint>();
        var (since, outside) = (0, false);
        for (var i = 0; i < scores.Length; i++)
        {
            since = i > 0 && averages[i] * averages[i - 1] < 0 ? i : since;
            var isOutside = limits[i] > 0 && Math.Abs(averages[i]) > limits[i];
            if (isOutside && !outside)
            {
                found.Add(new(since, i, averages[i] > 0));
            }
            outside = isOutside;
        }
        return found;
    }

    /// <summary>How many rows pass on average until the average leaves its lasting limits, for independent normal rows.</summary>
    /// <param name="shift">Shift of the level in standard deviations; 0 gives the rows between false alarms.</param>
    public double AverageRunLength(double shift = 0)
    {
        // L(u) = 1 + 1/λ ∫ L(x) φ((x − (1 − λ) u)/λ − shift) dx over the limits, from u = 0 (Crowder, "A simple method for studying run-length distributions of exponentially weighted moving average charts", 1987).
        var (weight, reach) = (_options.Weight, _options.Limit * Math.Sqrt(_options.Weight / (2 - _options.Weight)));
        return IntegralEquation.Solve(-reach, reach, 0, weight, (x, u) => IntegralEquation.Density(((x - ((1 - weight) * u)) / weight) - shift) / weight, static _ => 0);
    }
}
