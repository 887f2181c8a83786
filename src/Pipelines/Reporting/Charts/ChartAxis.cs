using System.Globalization;

namespace Pipelines.Reporting.Charts;

/// <summary>One axis of a chart.</summary>
/// <param name="Label">What it measures, with its unit; empty for none.</param>
public sealed record ChartAxis(string Label)
{
    /// <summary>How it runs.</summary>
    public AxisScale Scale { get; init; }

    /// <summary>How its numbers are written in the table and in tooltips; ticks choose their own decimals but keep per cent, bytes and seconds.</summary>
    public NumberFormat Format { get; init; }

    /// <summary>The lowest value shown; NaN to take it from the data.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>The highest value shown; NaN to take it from the data.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>A value on this axis as text; a date and time of day on a time axis.</summary>
    public string Text(double value) => Scale == AxisScale.Time ? TimeText(value) : Format.Of(value);

    // Beyond 1e300 the length of an axis would overflow, below 1e-300 its powers of ten would vanish.
    internal bool Shows(double value) => Math.Abs(value) <= 1e300 && (Scale != AxisScale.Log || value >= 1e-300);

    // The seconds that DateTime can hold; outside of them, and for NaN, there is no date to show.
    private static string TimeText(double seconds) => seconds is >= -62_135_596_800 and < 253_402_300_800
        ? DateTime.UnixEpoch.AddSeconds(Math.Round(seconds)) is var time && time.TimeOfDay == TimeSpan.Zero
            ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : "\u2013";
}
