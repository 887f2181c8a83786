using System.Globalization;

namespace Pipelines.Reporting.Charts;

/// <summary>Round numbers along an axis: steps of 1, 2 or 5 times a power of ten.</summary>
internal static class Ticks
{
    /// <summary>The smallest step of 1, 2, 5 times a power of ten that fits at most <paramref name="most"/> steps into <paramref name="range"/>.</summary>
    internal static double StepFor(double range, int most)
    {
        if (!(range > 0) || !double.IsFinite(range))
        {
            return 1;
        }
        var power = Math.Floor(Math.Log10(range / Math.Max(1, most)));
        var unit = Math.Pow(10, power);
        foreach (var factor in (ReadOnlySpan<double>)[1, 2, 5, 10])
        {
            if (range / (unit * factor) <= most * 1.000001)
            {
                return Decimal(unit * factor);
            }
        }
        return Decimal(unit * 20);
    }

    /// <summary>The number <c>index * step</c> without the rounding tail of the product: 0.3, not 0.30000000000000004.</summary>
    internal static double At(double index, double step) => Decimal(index * step);

    /// <summary>The multiples of a round step inside [low, high], at most about <paramref name="most"/>.</summary>
    internal static List<double> Linear(double low, double high, int most)
    {
        var ticks = new List<double>();
        var step = StepFor(high - low, most);
        var slack = (high - low) * 1e-9;
        for (var i = Math.Ceiling((low - slack) / step); i * step <= high + slack && ticks.Count <= 200; i++)
        {
            ticks.Add(At(i, step));
        }
        return ticks;
    }

    /// <summary>Powers of ten inside [low, high], thinned to at most about <paramref name="most"/>; with 2 and 5 times them where the range is short.</summary>
    internal static List<double> Log(double low, double high, int most)
    {
        int from = (int)Math.Floor(Math.Log10(low)), to = (int)Math.Ceiling(Math.Log10(high));
        var ticks = new List<double>();
        ReadOnlySpan<double> factors = 3 * Math.Log10(high / low) <= most ? [1, 2, 5] : [1];
        var every = Math.Max(1, (to - from + most - 1) / Math.Max(1, most));
        for (var power = from; power <= to; power += every)
        {
            foreach (var factor in factors)
            {
                var tick = Decimal(factor * Math.Pow(10, power));
                if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9))
                {
                    ticks.Add(tick);
                }
            }
        }
        return ticks;
    }

    private static double Decimal(double value) => double.Parse(value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
