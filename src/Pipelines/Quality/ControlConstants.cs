using Pipelines.Numerics;

namespace Pipelines.Quality;

/// <summary>What range and standard deviation of n normal values are on average, and the factors of control limits made of them; computed, not read from a table.</summary>
/// <remarks>
/// With W the range and S the standard deviation of n standard normal values: d2 = E W = ∫ 1 − Φⁿ − (1 − Φ)ⁿ, d3 = √Var W from P(W ≤ w) = n ∫ φ(x) (Φ(x + w) − Φ(x))ⁿ⁻¹ dx,
/// c4 = E S = √(2/(n − 1)) Γ(n/2) / Γ((n − 1)/2). To about 1e-9. ASTM E2587, "Standard practice for use of control charts in statistical process control", has the same to four digits.
/// </remarks>
/// <param name="Size">Values in a subgroup, n, at least 2.</param>
/// <param name="D2">Mean range in standard deviations.</param>
/// <param name="D3">Standard deviation of the range in standard deviations: the d3 of the tables.</param>
/// <param name="C4">Mean standard deviation in standard deviations.</param>
public readonly record struct ControlConstants(int Size, double D2, double D3, double C4)
{
    private const int Fine = 32;

    /// <summary>A2: limits of a mean lie this many mean ranges from the centre.</summary>
    public double MeanByRange => 3 / (D2 * Math.Sqrt(Size));

    /// <summary>A3: limits of a mean lie this many mean standard deviations from the centre.</summary>
    public double MeanByDeviation => 3 / (C4 * Math.Sqrt(Size));

    /// <summary>The D3 of the tables: lower limit of a range in mean ranges, at least 0.</summary>
    public double RangeLower => Math.Max(0, 1 - (3 * D3 / D2));

    /// <summary>D4: upper limit of a range in mean ranges.</summary>
    public double RangeUpper => 1 + (3 * D3 / D2);

    /// <summary>B3: lower limit of a standard deviation in mean standard deviations, at least 0.</summary>
    public double DeviationLower => Math.Max(0, 1 - (3 * Math.Sqrt(1 - (C4 * C4)) / C4));

    /// <summary>B4: upper limit of a standard deviation in mean standard deviations.</summary>
    public double DeviationUpper => 1 + (3 * Math.Sqrt(1 - (C4 * C4)) / C4);

    /// <summary>The constants of subgroups of n. About a million multiply-adds.</summary>
    /// <param name="size">n, from 2 to 1000; ranges of more than about 10 values waste what the values say, so prefer the standard deviation there.</param>
    public static ControlConstants Of(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 1000);
        const int reach = 10 * Fine, widest = 20 * Fine;
        var cdf = new double[(2 * reach) + 1 + widest];
        for (var i = 0; i < cdf.Length; i++)
        {
            cdf[i] = NormalDistribution.Cdf((i - reach) / (double)Fine);
        }
        // Sums over a whole line of a function that dies out on both sides are exact to rounding at this step.
        double mean = 0;
        var density = new double[(2 * reach) + 1];
        for (var i = 0; i < density.Length; i++)
        {
            mean += (1 - Power(cdf[i], size) - Power(cdf[density.Length - 1 - i], size)) / Fine;
            var x = (i - reach) / (double)Fine;
            density[i] = Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI) / Fine;
        }
        // E W² = ∫ 2 w P(W > w) dw from 0, by Boole's rule, whose error is of order (1/32)⁶.
        double square = 0;
        ReadOnlySpan<double> boole = [14, 32, 12, 32];
        for (var w = 0; w <= widest; w++)
        {
            double below = 0;
            for (var i = 0; i < density.Length; i++)
            {
                below += density[i] * Power(cdf[i + w] - cdf[i], size - 1);
            }
            var weight = (w is 0 or widest ? 7 : boole[w % 4]) * 2 / 45.0 / Fine;
            square += weight * 2 * (w / (double)Fine) * Math.Max(0, 1 - (size * below));
        }
        var c4 = Math.Sqrt(2.0 / (size - 1)) * Math.Exp(LogGamma.At(size / 2.0) - LogGamma.At((size - 1) / 2.0));
        return new(size, mean, Math.Sqrt(square - (mean * mean)), c4);
    }

    private static double Power(double x, int n)
    {
        double product = 1;
        for (; n > 0; n >>= 1, x *= x)
        {
            product = (n & 1) == 1 ? product * x : product;
        }
        return product;
    }
}
