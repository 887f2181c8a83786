using System.Globalization;

namespace CustomerSegmentation.Saved;

/// <summary>Numbers of files for people: without the last digits of their binary form.</summary>
internal static class ShortNumber
{
    /// <summary>A sum or measurement, to ten significant digits; NaN stays NaN.</summary>
    public static double Of(double value) => double.IsFinite(value) ? double.Parse(value.ToString("G10", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value;

    /// <summary>A probability or distance, to four decimals.</summary>
    public static double Score(double value) => Math.Round(value, 4);
}
