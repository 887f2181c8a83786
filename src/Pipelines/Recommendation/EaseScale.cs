namespace Pipelines.Recommendation;

/// <summary>Turns ratings into the inputs of EASE, the same way in training and in use.</summary>
/// <param name="Input">Which way.</param>
/// <param name="Lowest">The lowest training rating.</param>
/// <param name="Highest">The highest training rating.</param>
internal readonly record struct EaseScale(EaseInput Input, double Lowest, double Highest)
{
    public static EaseScale Of(EaseInput input, ReadOnlySpan<float> values)
    {
        var (lowest, highest) = (values[0], values[0]);
        foreach (var value in values)
        {
            (lowest, highest) = (Math.Min(lowest, value), Math.Max(highest, value));
        }
        return new(input, lowest, highest);
    }

    /// <summary>The input of a rating, in [0, 1]; ratings beyond the training scale count as its nearest end, and NaN, used but not rated, as 1.</summary>
    public double this[float value]
    {
        get
        {
            if (Input == EaseInput.Binary || float.IsNaN(value))
            {
                return 1;
            }
            if (Input == EaseInput.Logarithmic)
            {
                return Highest > 0 ? Math.Min(1, Math.Log(1 + Math.Max(0, (double)value)) / Math.Log(1 + Highest)) : 1;
            }
            // A tenth of the scale below the lowest rating is the 0 of an unseen item. On MovieLens (0.5 to 5) that is close to rating / 5.
            var step = (Highest - Lowest) / 10;
            return step > 0 ? (Math.Clamp(value, Lowest, Highest) - Lowest + step) / (11 * step) : 1;
        }
    }
}
