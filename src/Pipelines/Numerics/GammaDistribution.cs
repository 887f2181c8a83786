namespace Pipelines.Numerics;

/// <summary>The gamma distribution with scale 1: Poisson and chi-squared probabilities are made of it (χ² with ν degrees is twice a gamma of shape ν/2).</summary>
internal static class GammaDistribution
{
    /// <summary>P(X ≤ x) for shape a &gt; 0, the regularised lower incomplete gamma function, to about 1e-13: its series below a + 1, Legendre's continued fraction above (Abramowitz and Stegun 6.5.29, 6.5.31).</summary>
    public static double Cdf(double a, double x) => x <= 0 ? 0 : x < a + 1 ? Series(a, x) : 1 - Fraction(a, x);

    /// <summary>P(X &gt; x), with full relative precision in the tail.</summary>
    public static double UpperTail(double a, double x) => x <= 0 ? 1 : x < a + 1 ? 1 - Series(a, x) : Fraction(a, x);

    /// <summary>The x with <see cref="Cdf"/>(a, x) = p, by bisection to the last bit; 0 at 0, infinite at 1.</summary>
    public static double Quantile(double a, double p)
    {
        if (p is <= 0 or >= 1)
        {
            return p <= 0 ? 0 : double.PositiveInfinity;
        }
        double low = 0, high = a + 1;
        while (Below(a, high, p))
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
            (low, high) = Below(a, middle, p) ? (middle, high) : (low, middle);
        }
    }

    /// <summary>The x with P(X ≤ x) = <paramref name="level"/> of a chi-squared X; 0 of no freedom.</summary>
    public static double ChiSquaredQuantile(double level, double degrees) => degrees > 0 ? 2 * Quantile(degrees / 2, level) : 0;

    // Compared on the smaller side, so that quantiles near 1 keep their digits.
    private static bool Below(double a, double x, double p) => p <= 0.5 ? Cdf(a, x) < p : UpperTail(a, x) > 1 - p;

    private static double Front(double a, double x) => Math.Exp((a * Math.Log(x)) - x - LogGamma.At(a));

    private static double Series(double a, double x)
    {
        double term = 1 / a, sum = term;
        for (var n = 1; n < 100_000 && term > sum * 1e-17; n++)
        {
            term *= x / (a + n);
            sum += term;
        }
        return Math.Min(1, sum * Front(a, x));
    }

    // Lentz's method for 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − 2(2 − a)/(x + 5 − a − ...))).
    private static double Fraction(double a, double x)
    {
        const double tiny = 1e-300;
        var b = x + 1 - a;
        var (c, d) = (1 / tiny, 1 / b);
        var h = d;
        for (var n = 1; n < 100_000; n++)
        {
            var an = -n * (n - a);
            b += 2;
            d = (an * d) + b;
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = b + (an / c);
            c = Math.Abs(c) < tiny ? tiny : c;
            h *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-16)
            {
                break;
            }
        }
        return Math.Min(1, h * Front(a, x));
    }
}
