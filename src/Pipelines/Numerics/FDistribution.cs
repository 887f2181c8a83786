namespace Pipelines.Numerics;

/// <summary>Fisher's F distribution: the ratio of two mean squares.</summary>
internal static class FDistribution
{
    /// <summary>P(F > f), to about 1e-12.</summary>
    /// <param name="f">The ratio.</param>
    /// <param name="above">Degrees of freedom of the numerator, more than 0.</param>
    /// <param name="below">Degrees of freedom of the denominator, more than 0.</param>
    public static double UpperTail(double f, double above, double below) => f <= 0 ? 1 : Beta(below / (below + (above * f)), below / 2, above / 2);

    /// <summary>The f with P(F ≤ f) = <paramref name="level"/>.</summary>
    public static double Quantile(double level, double above, double below)
    {
        double low = 0, high = 1;
        while (UpperTail(high, above, below) > 1 - level && high < 1e300)
        {
            high *= 2;
        }
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high || high - low < 1e-13 * high)
            {
                return middle;
            }
            (low, high) = UpperTail(middle, above, below) > 1 - level ? (middle, high) : (low, middle);
        }
    }

    /// <summary>The regularised incomplete beta function I_x(a, b).</summary>
    private static double Beta(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }
        // The fraction is fast below the mean, and I_x(a, b) = 1 − I_(1−x)(b, a).
        return x < (a + 1) / (a + b + 2) ? Fraction(x, a, b) : 1 - Fraction(1 - x, b, a);
    }

    /// <summary>x^a (1 − x)^b / (a B(a, b)) · 1 / (1 + d₁ / (1 + d₂ / (1 + ...)))  (Abramowitz and Stegun 26.5.8), by Lentz's method.</summary>
    private static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        double f = 1, c = 1, d = 0;
        for (var n = 1; n < 100_000; n++)
        {
            var m = n / 2;
            var factor = n % 2 == 0 ? m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m))) : -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 + (factor * d);
            c = 1 + (factor / c);
            d = 1 / (d == 0 ? tiny : d);
            c = c == 0 ? tiny : c;
            f *= c * d;
            if (n > 2 && Math.Abs((c * d) - 1) < 1e-16)
            {
                break;
            }
        }
        return Math.Exp((a * Math.Log(x)) + (b * Math.Log(1 - x)) - Math.Log(a) - LogGamma.At(a) - LogGamma.At(b) + LogGamma.At(a + b)) / f;
    }
}
