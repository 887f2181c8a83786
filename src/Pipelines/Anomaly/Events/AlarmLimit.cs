using Pipelines.Data;

namespace Pipelines.Anomaly.Events;

/// <summary>
/// The limit that keeps false alarms to a number people can live with, read from held-out normal time: the lowest limit from which on no limit gives more alarms a week than asked for, counted
/// as alarms (with persistence and hysteresis) and not as rows, since a hundred rows of one alarm cost one walk to the machine.
/// </summary>
/// <remarks>
/// Scores of rows the detector was fitted on are too low; pass scores of held-out blocks. Up to 400 limits are tried, each one pass over the rows: every one of the highest scores, then ever coarser
/// ranks down to the median. O(400 n) time, O(n) memory.
/// </remarks>
public sealed record AlarmLimit
{
    private const int MostLimits = 400;

    /// <summary>The limit.</summary>
    public required double Limit { get; init; }

    /// <summary>Median of the normal scores.</summary>
    public required double Typical { get; init; }

    /// <summary>Alarms a week that were asked for.</summary>
    public required double AlarmsPerWeek { get; init; }

    /// <summary>Alarms that the limit gives in the held-out normal time.</summary>
    public required int Alarms { get; init; }

    /// <summary>Weeks of normal time watched, added up over the machines.</summary>
    public required double Weeks { get; init; }

    /// <summary>False where the normal time is too short for the rate asked for (less than one alarm expected): the limit then gives no alarm in it, and how often it will later is not known.</summary>
    public bool IsSupported => AlarmsPerWeek * Weeks >= 1;

    /// <summary>The rule of this limit.</summary>
    /// <exception cref="OptionException">An option is out of range.</exception>
    public AlarmRule Rule(AlarmOptions? options = null) => AlarmRule.Of(Limit, Typical, options);

    /// <summary>Finds the limit.</summary>
    /// <param name="normal">Scores of held-out normal time, machine by machine.</param>
    /// <param name="alarmsPerWeek">Alarms a week and machine to live with, 0 or more.</param>
    /// <param name="options">Persistence and hysteresis that the alarms will have.</param>
    /// <param name="control">Cancellation.</param>
    /// <exception cref="DataException">No scores, an infinite one, lengths that differ or times that do not rise.</exception>
    public static AlarmLimit ForRate(IReadOnlyList<ScoreSeries> normal, double alarmsPerWeek, AlarmOptions? options = null, FitControl? control = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(alarmsPerWeek);
        var checkedOptions = (options ?? new()).Checked();
        var gap = checkedOptions.LongestGap > 0 ? (long)(checkedOptions.LongestGap * TimeSpan.TicksPerSecond) : long.MaxValue;
        var all = new List<double>();
        double weeks = 0;
        foreach (var series in normal)
        {
            var scored = new List<long>(series.Times.Length);
            MatrixChecks.NeedLength(series.Scores.Length, series.Times.Length, nameof(AlarmLimit), "scores");
            for (var i = 0; i < series.Times.Length; i++)
            {
                var score = series.Scores.Span[i];
                if (double.IsInfinity(score))
                {
                    throw new DataException("alarm.infinite", $"Normal scores must be finite; got {score} in row {i}. Leave that row out of the normal time.");
                }
                if (!double.IsNaN(score))
                {
                    all.Add(score);
                    scored.Add(series.Times.Span[i]);
                }
            }
            foreach (var range in TimeRange.Covered(scored.ToArray(), gap))
            {
                weeks += range.Length / (7.0 * TimeSpan.TicksPerDay);
            }
        }
        if (all.Count == 0)
        {
            throw new DataException("alarm.none", $"A limit needs scores of normal time; got {all.Count}. Name normal time in which the machine was running.");
        }
        all.Sort();
        var typical = all.Count % 2 == 1 ? all[all.Count / 2] : (all[(all.Count / 2) - 1] + all[all.Count / 2]) / 2;
        var allowed = alarmsPerWeek * weeks;
        var (best, alarms) = (all[^1], 0);
        foreach (var limit in FromTheTop(all, typical))
        {
            control?.Cancellation.ThrowIfCancellationRequested();
            var rule = AlarmRule.Of(limit, typical, checkedOptions);
            var count = 0;
            foreach (var series in normal)
            {
                count += rule.Apply(series.Times.Span, series.Scores.Span).Count;
            }
            if (count > allowed)
            {
                break;
            }
            (best, alarms) = (limit, count);
        }
        return new() { Limit = best, Typical = typical, AlarmsPerWeek = alarmsPerWeek, Alarms = alarms, Weeks = weeks };
    }

    /// <summary>Scores from the highest down to the median: each of the first, then every 3 % of the ranks left behind.</summary>
    private static IEnumerable<double> FromTheTop(List<double> sorted, double typical)
    {
        var last = double.NaN;
        var tried = 0;
        for (var rank = 0; rank < (sorted.Count + 1) / 2 && tried < MostLimits; rank += Math.Max(1, rank / 33))
        {
            var limit = sorted[sorted.Count - 1 - rank];
            if (limit != last && limit >= typical)
            {
                tried++;
                yield return last = limit;
            }
        }
    }
}
