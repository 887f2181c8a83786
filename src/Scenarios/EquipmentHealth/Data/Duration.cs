using System.Globalization;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace EquipmentHealth.Data;

/// <summary>Lengths of time and instants as they are typed: 90s, 10min, 3h, 2d; 2025-03-01 or 2025-03-01T08:30.</summary>
internal static class Duration
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("min", TimeSpan.TicksPerMinute), ("m", TimeSpan.TicksPerMinute), ("ms", TimeSpan.TicksPerMillisecond), ("s", TimeSpan.TicksPerSecond), ("h", TimeSpan.TicksPerHour), ("d", TimeSpan.TicksPerDay), ("w", 7 * TimeSpan.TicksPerDay),
    ];

    /// <summary>A length of time in ticks.</summary>
    /// <exception cref="ScenarioException">It is none.</exception>
    public static long Parse(string text, VerbOption option)
    {
        var trimmed = text.Trim();
        var digits = 0;
        while (digits < trimmed.Length && (char.IsAsciiDigit(trimmed[digits]) || trimmed[digits] == '.'))
        {
            digits++;
        }
        var unit = digits > 0 && digits < trimmed.Length ? Array.Find(Units, u => u.Unit.Equals(trimmed[digits..].Trim(), StringComparison.OrdinalIgnoreCase)) : default;
        return unit.Ticks > 0 && double.TryParse(trimmed.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count * unit.Ticks < long.MaxValue / 4
            ? (long)(count * unit.Ticks)
            : throw new ScenarioException(ExitCode.Usage, "health.duration", option.Typed, text);
    }

    /// <summary>An instant in ticks.</summary>
    /// <exception cref="ScenarioException">It is none.</exception>
    public static long Instant(string text, VerbOption option) =>
        DateTime.TryParse(text.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces, out var time) ? time.Ticks : throw new ScenarioException(ExitCode.Usage, "health.instant", option.Typed, text);

    /// <summary>A step, such as a cycle, as an instant: an hour each, so that lives and lead times in hours are counts of steps.</summary>
    public static long OfStep(double step) => double.IsFinite(step) && Math.Abs(step) < 1e9 ? (long)Math.Round(step * TimeSpan.TicksPerHour) : Pipelines.Data.TimeColumn.Missing;

    /// <summary>A step as it is typed.</summary>
    /// <exception cref="ScenarioException">It is no number.</exception>
    public static long StepOf(string text, VerbOption option) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var step) && OfStep(step) is var ticks and not Pipelines.Data.TimeColumn.Missing ? ticks : throw new ScenarioException(ExitCode.Usage, "health.step", option.Typed, text);

    /// <summary>A step as text.</summary>
    public static string Step(long ticks) => (ticks / (double)TimeSpan.TicksPerHour).ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>An instant as people read it.</summary>
    public static string Show(long ticks) => new DateTime(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks)) is var time && time.Second == 0
        ? time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>An instant as programs read it.</summary>
    public static string Exact(long ticks)
    {
        var time = new DateTime(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks));
        return time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture);
    }
}
