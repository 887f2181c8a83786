namespace Pipelines.Numerics;

/// <summary>The logarithm of the gamma function.</summary>
internal static class LogGamma
{
    /// <summary>
    /// ln Γ(x) for x &gt; 0, to about 1e-13 of its size: x is raised to 10 or more by Γ(x + 1) = x Γ(x), then Stirling's series
    /// (x − ½) ln x − x + ½ ln 2π + 1/(12 x) − 1/(360 x³) + 1/(1260 x⁵) − 1/(1680 x⁷) is summed.
    /// </summary>
    public static double At(double x)
    {
        double product = 1;
        while (x < 10)
        {
            product *= x++;
        }
        var inverse = 1 / x;
        var square = inverse * inverse;
        var series = inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square / 1680))))));
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - Math.Log(product);
    }
}
