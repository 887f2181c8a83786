using System.Globalization;

namespace Pipelines.Reporting.Svg;

/// <summary>Round times along an axis of seconds since 1970: whole minutes, hours, days, months, years.</summary>
internal static class TimeTicks
{
    private static readonly double[] Steps = [1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 1_209_600];
    private static readonly int[] Months = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

    internal static (List<double> Values, List<string> Texts) Of(double low, double high, int most)
    {
        var (values, texts) = (new List<double>(), new List<string>());
        // Beyond what DateTime holds there are no dates to mark.
        if (low < -62_135_596_800 || high >= 253_402_300_800)
        {
            return (values, texts);
        }
        foreach (var step in Steps)
        {
            if ((high - low) / step > most)
            {
                continue;
            }
            // Weeks begin on Monday; 1970-01-05 was one.
            var start = step >= 604_800 ? 4 * 86_400.0 : 0;
            for (var t = start + (Math.Ceiling((low - start) / step) * step); t <= high; t += step)
            {
                values.Add(t);
            }
            var days = Math.Floor(low / 86_400) != Math.Floor(high / 86_400);
            foreach (var t in values)
            {
                texts.Add(Date(t).ToString(step >= 86_400 ? "yyyy-MM-dd" : step >= 60 ? (days ? "MM-dd HH:mm" : "HH:mm") : "HH:mm:ss", CultureInfo.InvariantCulture));
            }
            return (values, texts);
        }
        foreach (var months in Months)
        {
            if ((high - low) / (months * 30.44 * 86_400) > most && months < Months[^1])
            {
                continue;
            }
            var first = Date(low);
            for (var month = ((first.Year * 12) + first.Month - 1) / months * months; month / 12 <= 9999; month += months)
            {
                if (month / 12 < 1)
                {
                    continue;
                }
                var date = new DateTime(month / 12, (month % 12) + 1, 1, 0, 0, 0, DateTimeKind.Utc);
                var t = (date - DateTime.UnixEpoch).TotalSeconds;
                if (t > high)
                {
                    break;
                }
                if (t >= low)
                {
                    values.Add(t);
                    texts.Add(date.ToString(months >= 12 ? "yyyy" : "yyyy-MM", CultureInfo.InvariantCulture));
                }
            }
            return (values, texts);
        }
        return (values, texts);
    }

    private static DateTime Date(double seconds) => DateTime.UnixEpoch.AddSeconds(seconds);
}
