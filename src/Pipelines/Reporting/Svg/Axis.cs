using Pipelines.Reporting.Charts;

namespace Pipelines.Reporting.Svg;

/// <summary>One axis laid out: the range shown, its round ticks, and where a value is drawn.</summary>
internal sealed class Axis
{
    private readonly double _low, _high;
    private readonly bool _log;

    private Axis(ChartAxis chart, double low, double high, List<double> ticks, List<string> texts)
    {
        (Chart, _low, _high, Ticks, Texts, _log) = (chart, low, high, ticks, texts, chart.Scale == AxisScale.Log);
    }

    internal ChartAxis Chart { get; }

    internal IReadOnlyList<double> Ticks { get; }

    internal IReadOnlyList<string> Texts { get; }

    internal double Low => _low;

    internal double High => _high;

    /// <summary>Where the axis begins, in the units of the picture.</summary>
    internal double From { get; set; }

    /// <summary>Where it ends.</summary>
    internal double To { get; set; }

    /// <summary>Where a value is drawn; outside the range it is drawn at the nearer end.</summary>
    internal double At(double value)
    {
        var share = _log ? Math.Log(value / _low) / Math.Log(_high / _low) : (value - _low) / (_high - _low);
        return From + (Math.Clamp(share, 0, 1) * (To - From));
    }

    internal bool Holds(double value) => Chart.Shows(value) && value >= _low && value <= _high;

    /// <summary>An axis for values from low to high.</summary>
    /// <param name="chart">Its label, scale and fixed ends.</param>
    /// <param name="low">The lowest value; above <paramref name="high"/> where there are none.</param>
    /// <param name="high">The highest value.</param>
    /// <param name="most">About how many ticks there is room for.</param>
    /// <param name="round">True to begin and end at ticks.</param>
    /// <param name="zero">True to show zero.</param>
    internal static Axis Of(ChartAxis chart, double low, double high, int most, bool round, bool zero)
    {
        var log = chart.Scale == AxisScale.Log;
        if (low > high)
        {
            (low, high) = log ? (1, 10) : (0, 1);
        }
        if (zero && !log)
        {
            (low, high) = (Math.Min(low, 0), Math.Max(high, 0));
        }
        (low, high) = Widened(low, high, log, chart.Scale == AxisScale.Time ? 3600 : Math.Max(Math.Abs(high) * 0.1, 1e-9), zero);
        var (fixedLow, fixedHigh) = (chart.Shows(chart.Low), chart.Shows(chart.High));
        (low, high) = (fixedLow ? chart.Low : low, fixedHigh ? chart.High : high);
        if (!(high > low))
        {
            (low, high) = Widened(Math.Min(low, high), Math.Min(low, high), log, 1, false);
        }
        if (chart.Scale == AxisScale.Time)
        {
            var (times, dates) = TimeTicks.Of(low, high, most);
            return new(chart, low, high, times, dates);
        }
        if (log)
        {
            if (round)
            {
                (low, high) = (fixedLow ? low : Math.Pow(10, Math.Floor(Math.Log10(low) + 1e-9)), fixedHigh ? high : Math.Pow(10, Math.Ceiling(Math.Log10(high) - 1e-9)));
            }
            var powers = Charts.Ticks.Log(low, high, most);
            return new(chart, low, high, powers, powers.ConvertAll(t => chart.Format.Tick(t, t)));
        }
        var step = Charts.Ticks.StepFor(high - low, most);
        if (round)
        {
            (low, high) = (fixedLow ? low : Charts.Ticks.At(Math.Floor((low / step) + 1e-9), step), fixedHigh ? high : Charts.Ticks.At(Math.Ceiling((high / step) - 1e-9), step));
        }
        var ticks = Charts.Ticks.Linear(low, high, most);
        return new(chart, low, high, ticks, ticks.ConvertAll(t => chart.Format.Tick(t, step)));
    }

    /// <summary>An axis across with as many ticks as their texts have room for.</summary>
    internal static Axis Across(ChartAxis chart, double low, double high, double room, double fontSize, bool round = false, bool zero = false)
    {
        for (var most = 10; ; most--)
        {
            var axis = Of(chart, low, high, most, round, zero);
            var widest = axis.Texts.Select(t => TextWidth.Of(t, fontSize)).DefaultIfEmpty(0).Max();
            if (most == 1 || axis.Texts.Count * (widest + 14) <= room)
            {
                return axis;
            }
        }
    }

    /// <summary>The widest text of its ticks.</summary>
    internal double TextsWide(double fontSize) => Texts.Select(t => TextWidth.Of(t, fontSize)).DefaultIfEmpty(0).Max();

    // One value, or values that differ only in the last bits, are given room on both sides.
    private static (double Low, double High) Widened(double low, double high, bool log, double by, bool zero) =>
        high - low > Math.Max(Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-12, 1e-290) ? (low, high)
        : log ? (low / 2, high * 2)
        : zero && low == 0 ? (0, 1)
        : (low - by, high + by);
}
