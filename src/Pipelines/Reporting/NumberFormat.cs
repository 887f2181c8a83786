using System.Globalization;

namespace Pipelines.Reporting;

/// <summary>How a number is written for people. The same in both languages: a decimal point, commas between thousands, a dash for NaN.</summary>
public readonly record struct NumberFormat
{
    private enum Style
    {
        Auto,
        Fixed,
        Percent,
        Bytes,
        Seconds,
    }

    private readonly Style _style;
    private readonly int _decimals;

    private NumberFormat(Style style, int decimals = 0) => (_style, _decimals) = (style, decimals);

    /// <summary>Whole numbers whole, others with about four significant digits.</summary>
    public static NumberFormat Auto => default;

    /// <summary>No decimals.</summary>
    public static NumberFormat Whole => new(Style.Fixed);

    /// <summary>Bytes as B, kB, MB, GB of 1,000.</summary>
    public static NumberFormat Bytes => new(Style.Bytes);

    /// <summary>Seconds as ms, s, min or h.</summary>
    public static NumberFormat Seconds => new(Style.Seconds);

    /// <summary>A given number of decimals, 0 to 15.</summary>
    public static NumberFormat Fixed(int decimals) => new(Style.Fixed, Math.Clamp(decimals, 0, 15));

    /// <summary>A share as per cent: 0.984 is 98.4 % with one decimal.</summary>
    public static NumberFormat Percent(int decimals) => new(Style.Percent, Math.Clamp(decimals, 0, 15));

    /// <summary>The number as text; a dash for NaN.</summary>
    public string Of(double value) => double.IsNaN(value) ? "\u2013"
        : double.IsInfinity(value) ? value > 0 ? "\u221e" : "-\u221e"
        : _style switch
        {
            Style.Fixed => Decimals(value, _decimals),
            Style.Percent => Decimals(value * 100, _decimals) + " %",
            Style.Bytes => BytesOf(value),
            Style.Seconds => SecondsOf(value),
            _ => AutoOf(value),
        };

    /// <summary>A tick of an axis: as many decimals as the step between ticks needs.</summary>
    internal string Tick(double value, double step)
    {
        if (_style is Style.Bytes or Style.Seconds || Math.Abs(value) >= 1e10 || (value != 0 && Math.Abs(value) < 1e-6))
        {
            return Of(value);
        }
        var (scale, unit) = _style == Style.Percent ? (100.0, " %") : (1.0, "");
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step * scale) - 1e-9), 0, 12);
        return Decimals(value * scale, decimals) + unit;
    }

    private static string AutoOf(double value)
    {
        var size = Math.Abs(value);
        return size switch
        {
            0 => "0",
            >= 1e15 or < 0.0001 => value.ToString("0.###E+0", CultureInfo.InvariantCulture),
            _ when value == Math.Floor(value) => Decimals(value, 0),
            >= 1000 => Decimals(value, 0),
            >= 100 => Decimals(value, 1),
            >= 10 => Decimals(value, 2),
            >= 0.1 => Decimals(value, 3),
            >= 0.01 => Decimals(value, 4),
            >= 0.001 => Decimals(value, 5),
            _ => Decimals(value, 6),
        };
    }

    private static string BytesOf(double value) => Math.Abs(value) switch
    {
        >= 1e9 => Decimals(value / 1e9, 2) + " GB",
        >= 1e6 => Decimals(value / 1e6, 1) + " MB",
        >= 1e3 => Decimals(value / 1e3, 1) + " kB",
        _ => Decimals(value, 0) + " B",
    };

    private static string SecondsOf(double value) => Math.Abs(value) switch
    {
        >= 7200 => Decimals(value / 3600, 1) + " h",
        >= 120 => Decimals(value / 60, 1) + " min",
        >= 10 => Decimals(value, 0) + " s",
        >= 1 => Decimals(value, 1) + " s",
        _ => Decimals(value * 1000, 0) + " ms",
    };

    private static string Decimals(double value, int decimals)
    {
        var text = value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        // -0.0 and what rounds to it are written without their sign.
        return text[0] == '-' && text.AsSpan(1).IndexOfAnyExcept("0.,") < 0 ? text[1..] : text;
    }
}
