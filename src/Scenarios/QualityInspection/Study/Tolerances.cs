using Pipelines.Quality;

namespace QualityInspection.Study;

/// <summary>How far parts are from the middle of their tolerances.</summary>
internal static class Tolerances
{
    /// <summary>Distance of a value from the middle of its tolerance, 1 on the limit. A tolerance with one limit is measured from a typical value.</summary>
    /// <param name="value">The value; NaN gives 0.</param>
    /// <param name="spec">The tolerance; null gives 0.</param>
    /// <param name="typical">A typical value, for tolerances with one limit.</param>
    public static double Excess(double value, SpecLimits? spec, double typical)
    {
        if (spec is not { } s || double.IsNaN(value))
        {
            return 0;
        }
        var two = !double.IsNaN(s.Lower) && !double.IsNaN(s.Upper);
        var middle = two ? (s.Lower + s.Upper) / 2 : typical;
        var half = two ? (s.Upper - s.Lower) / 2 : double.IsNaN(s.Upper) ? middle - s.Lower : s.Upper - middle;
        if (!s.Allows(value))
        {
            // Even where a typical part is outside itself.
            var beyond = value > s.Upper ? value - s.Upper : s.Lower - value;
            return 1 + Math.Max(1e-9, beyond / Math.Max(Math.Abs(half), 1e-9 * Math.Max(1, Math.Abs(value))));
        }
        var share = double.IsNaN(s.Upper) ? (middle - value) / half : double.IsNaN(s.Lower) ? (value - middle) / half : Math.Abs(value - middle) / half;
        return half > 0 ? Math.Clamp(share, 0, 1) : 1;
    }
}
