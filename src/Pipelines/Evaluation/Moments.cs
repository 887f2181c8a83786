namespace Pipelines.Evaluation;

/// <summary>Mean and sample standard deviation.</summary>
internal static class Moments
{
    /// <summary>The deviation is NaN for fewer than 2 values and exactly 0 for equal ones.</summary>
    public static (double Mean, double Deviation) Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return (double.NaN, double.NaN);
        }
        double sum = 0, squares = 0;
        // Taken from the first value, so that equal values have a spread of 0 and not of their rounding.
        foreach (var v in values)
        {
            sum += v - values[0];
        }
        var mean = values[0] + (sum / values.Length);
        foreach (var v in values)
        {
            squares += (v - mean) * (v - mean);
        }
        return (mean, values.Length < 2 ? double.NaN : Math.Sqrt(squares / (values.Length - 1)));
    }
}
