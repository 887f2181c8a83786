namespace Pipelines.Evaluation;

/// <summary>The standard normal distribution, to about 1e-15.</summary>
internal static class NormalDistribution
{
    /// <summary>P(Z ≤ z).</summary>
    public static double Cdf(double z) => z < 0 ? UpperTail(-z) : 1 - UpperTail(z);

    /// <summary>P(Z > z) for z ≥ 0, with full relative precision far out in the tail.</summary>
    public static double UpperTail(double z)
    {
        if (z < 0)
        {
            return 1 - UpperTail(-z);
        }
        var density = Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);
        if (z < 3)
        {
            // Φ(z) − 1/2 = φ(z) (z + z³/3 + z⁵/(3·5) + ...)  (Abramowitz and Stegun 26.2.11)
            double term = z, sum = z;
            for (var k = 3; term > sum * 1e-17 && k < 400; k += 2)
            {
                term *= z * z / k;
                sum += term;
            }
            return 0.5 - (density * sum);
        }
        // Mills' ratio as the continued fraction 1/(z + 1/(z + 2/(z + 3/(z + ...))))  (26.2.14), from the inside out.
        var fraction = z;
        for (var k = 200; k >= 1; k--)
        {
            fraction = z + (k / fraction);
        }
        return density / fraction;
    }

    /// <summary>The z with <see cref="Cdf"/>(z) = <paramref name="p"/>; infinite at 0 and 1.</summary>
    public static double Quantile(double p)
    {
        if (p is <= 0 or >= 1)
        {
            return p <= 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }
        var tail = Math.Min(p, 1 - p);
        // A guess within 0.003 (26.2.22), then Halley steps on the exact function.
        var t = Math.Sqrt(-2 * Math.Log(tail));
        var z = t - ((2.30753 + (0.27061 * t)) / (1 + (t * (0.99229 + (0.04481 * t)))));
        for (var step = 0; step < 4; step++)
        {
            var newton = (UpperTail(z) - tail) * Math.Sqrt(2 * Math.PI) * Math.Exp(0.5 * z * z);
            z += newton / (1 - (0.5 * z * newton));
        }
        return p < 0.5 ? -z : z;
    }
}
