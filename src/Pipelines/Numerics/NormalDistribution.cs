namespace Pipelines.Numerics;

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

    /// <summary>The z with <see cref="Cdf"/>(z) = <paramref name="p"/>; infinite at 0 and 1. Rational approximations of M. J. Wichura, "Algorithm AS 241" (1988), good to about 1e-15.</summary>
    public static double Quantile(double p)
    {
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var r = 0.180625 - (q * q);
            return q * Ratio(r,
                [2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608],
                [5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1]);
        }
        var tail = Math.Sqrt(-Math.Log(Math.Min(p, 1 - p)));
        var z = double.IsPositiveInfinity(tail) ? tail : tail <= 5
            ? Ratio(tail - 1.6,
                [7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734],
                [1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1])
            : Ratio(tail - 5,
                [2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772],
                [2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1]);
        return q < 0 ? -z : z;
    }

    /// <summary>One polynomial over another, coefficients from the highest power down.</summary>
    private static double Ratio(double x, ReadOnlySpan<double> above, ReadOnlySpan<double> below)
    {
        double a = 0, b = 0;
        for (var i = 0; i < above.Length; i++)
        {
            a = (a * x) + above[i];
            b = (b * x) + below[i];
        }
        return a / b;
    }
}
