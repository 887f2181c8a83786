using EquipmentHealth.Data;
using Pipelines.Anomaly.Events;
using Pipelines.Data;

namespace EquipmentHealth.Study;

/// <summary>Finds stretches of the time taken for normal that are anything but: what is learned from must not hide what is to be found.</summary>
internal static class Trimming
{
    /// <summary>So many robust deviations of the logarithm of the score.</summary>
    private const double Far = 4;

    private static readonly TimeSpan Before = TimeSpan.FromHours(1), After = TimeSpan.FromHours(2);

    /// <summary>The stretches.</summary>
    /// <param name="unit">The machine.</param>
    /// <param name="rows">Its normal rows.</param>
    /// <param name="scores">Their held-out scores.</param>
    /// <param name="alarm">Persistence: a single wild row is no stretch.</param>
    public static IReadOnlyList<TimeRange> Find(UnitLog unit, int[] rows, double[] scores, AlarmOptions alarm)
    {
        double[] logs = [.. scores.Select(s => Math.Log(Math.Max(s, 1e-12)))];
        double[] sorted = [.. logs.Order()];
        var middle = sorted[sorted.Length / 2];
        double[] away = [.. logs.Select(l => Math.Abs(l - middle)).Order()];
        var spread = 1.4826 * away[away.Length / 2];
        if (!(spread > 0))
        {
            return [];
        }
        var rule = AlarmRule.Of(Far, 0, alarm);
        var times = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            (times[i], logs[i]) = (unit.Times[rows[i]], (logs[i] - middle) / spread);
        }
        return TimeRange.Union(rule.Apply(times, logs).Select(e => new TimeRange(e.Onset - Before.Ticks, e.End + After.Ticks)));
    }
}
