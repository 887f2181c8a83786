namespace Pipelines.Evaluation;

/// <summary>Student's t distribution with whole degrees of freedom, by its finite sums (Abramowitz and Stegun 26.7.3 and 26.7.4).</summary>
internal static class StudentT
{
    /// <summary>P(|T| > |t|), to about 1e-15 absolute.</summary>
    public static double TwoSided(double t, int degrees)
    {
        var angle = Math.Atan(Math.Abs(t) / Math.Sqrt(degrees));
        var (sine, cosine) = Math.SinCos(angle);
        double sum = 0;
        if (degrees % 2 == 1)
        {
            var term = cosine;
            for (var k = 1; k <= degrees - 2; k += 2)
            {
                sum += term;
                term *= cosine * cosine * (k + 1) / (k + 2);
            }
            return Math.Max(0, 1 - (2 / Math.PI * (angle + (sine * sum))));
        }
        var even = 1.0;
        for (var k = 0; k <= degrees - 2; k += 2)
        {
            sum += even;
            even *= cosine * cosine * (k + 1) / (k + 2);
        }
        return Math.Max(0, 1 - (sine * sum));
    }

    /// <summary>The t ≥ 0 with P(|T| ≤ t) = <paramref name="level"/>.</summary>
    public static double Quantile(double level, int degrees)
    {
        double low = 0, high = 1;
        while (TwoSided(high, degrees) > 1 - level && high < 1e300)
        {
            high *= 2;
        }
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                return middle;
            }
            (low, high) = TwoSided(middle, degrees) > 1 - level ? (middle, high) : (low, middle);
        }
    }
}
