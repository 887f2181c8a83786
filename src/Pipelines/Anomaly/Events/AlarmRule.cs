using Pipelines.Data;

namespace Pipelines.Anomaly.Events;

/// <summary>
/// From scores to alarms that people can work with: an alarm is raised when <see cref="AlarmOptions.Needed"/> of the last <see cref="AlarmOptions.Window"/> rows lie above the limit
/// (persistence), and ends after <see cref="AlarmOptions.ClearRows"/> rows at or below a lower release (hysteresis), so that a score which trembles around the limit is one alarm and not fifty.
/// </summary>
/// <remarks>Persistence and dead band are those of alarm systems in process plants (ANSI/ISA-18.2, "Management of alarm systems for the process industries", 2016: on-delay, off-delay, deadband), here as m of n.</remarks>
public sealed record AlarmRule
{
    private AlarmRule(double limit, double release, AlarmOptions options) => (Limit, Release, Options) = (limit, release, options);

    /// <summary>A row above it counts towards an alarm.</summary>
    public double Limit { get; }

    /// <summary>A row at or below it is clear; at most <see cref="Limit"/>.</summary>
    public double Release { get; }

    /// <summary>Persistence and hysteresis.</summary>
    public AlarmOptions Options { get; }

    internal long LongestGap => Options.LongestGap > 0 ? (long)(Options.LongestGap * TimeSpan.TicksPerSecond) : long.MaxValue;

    /// <summary>A rule of that limit; the release lies <see cref="AlarmOptions.Hysteresis"/> of the way back to the typical score.</summary>
    /// <param name="limit">Finite.</param>
    /// <param name="typical">The median score of normal time, at most <paramref name="limit"/>.</param>
    /// <param name="options">Persistence and hysteresis; null for the defaults.</param>
    /// <exception cref="OptionException">An option is out of range, or more rows are needed than looked at.</exception>
    /// <exception cref="DataException">The limit is not finite or lies below the typical score.</exception>
    public static AlarmRule Of(double limit, double typical, AlarmOptions? options = null)
    {
        var o = (options ?? new()).Checked();
        if (o.Needed > o.Window)
        {
            throw new OptionException(nameof(AlarmOptions), nameof(AlarmOptions.Needed), $"at most Window, which is {o.Window}", o.Needed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        return double.IsFinite(limit) && typical <= limit ? new(limit, limit - (o.Hysteresis * (limit - typical)), o)
            : throw new DataException("alarm.limit", $"An alarm limit must be finite and at least the typical score of normal time, {typical}; got {limit}. Take a higher quantile of the normal scores.");
    }

    /// <summary>The alarms of one machine's rows: what an <see cref="AlarmTracker"/> says row by row, bit for bit. An alarm still on at the end is the last of the list.</summary>
    /// <param name="times">Instants of the rows, rising.</param>
    /// <param name="scores">One a row; NaN where there is none.</param>
    /// <param name="on">Receives whether the alarm is on after each row; length n, or empty where nobody asks.</param>
    /// <exception cref="DataException">Lengths that differ, or times that do not rise.</exception>
    public IReadOnlyList<AlarmEvent> Apply(ReadOnlySpan<long> times, ReadOnlySpan<double> scores, Span<bool> on = default)
    {
        MatrixChecks.NeedLength(scores.Length, times.Length, nameof(AlarmRule), nameof(scores));
        if (!on.IsEmpty)
        {
            MatrixChecks.NeedLength(on.Length, times.Length, nameof(AlarmRule), nameof(on));
        }
        var events = new List<AlarmEvent>();
        var tracker = new AlarmTracker(this);
        for (var i = 0; i < times.Length; i++)
        {
            var isOn = tracker.Step(times[i], scores[i], out var ended);
            if (ended is { } finished)
            {
                events.Add(finished);
            }
            if (!on.IsEmpty)
            {
                on[i] = isOn;
            }
        }
        if (tracker.Current is { } open)
        {
            events.Add(open);
        }
        return events;
    }
}
