using EquipmentHealth.Study;
using Pipelines.Anomaly.Equipment;
using Pipelines.Anomaly.Events;

namespace EquipmentHealth.Reporting;

/// <summary>A machine's readings, thinned for a chart so that nothing an alarm is raised for is lost: a stretch shows the highest level that as many of the last rows reached as an alarm needs.</summary>
internal static class PersistentLevels
{
    /// <summary>One value a stretch; NaN where the machine has no score in it.</summary>
    /// <param name="result">The machine.</param>
    /// <param name="parts">How many stretches.</param>
    /// <param name="alarm">How many of how many rows an alarm needs.</param>
    /// <param name="of">What of a reading.</param>
    /// <param name="lowest">True for what falls when things go wrong, such as health: then the lowest level.</param>
    public static double[] Of(UnitResult result, int parts, AlarmOptions alarm, Func<EquipmentReading, double> of, bool lowest = false)
    {
        var levels = new double[parts];
        Array.Fill(levels, double.NaN);
        var recent = new Queue<double>();
        var sorted = new double[alarm.Window];
        for (var r = 0; r < result.Readings.Length; r++)
        {
            var value = of(result.Readings[r]);
            if (double.IsNaN(value))
            {
                continue;
            }
            recent.Enqueue(lowest ? -value : value);
            if (recent.Count > alarm.Window)
            {
                recent.Dequeue();
            }
            recent.CopyTo(sorted, 0);
            var known = sorted.AsSpan(0, recent.Count);
            known.Sort();
            // Before there are as many rows as an alarm needs, the lowest of them.
            var level = known[Math.Max(0, known.Length - alarm.Needed)];
            var part = (int)((long)r * parts / result.Readings.Length);
            levels[part] = double.IsNaN(levels[part]) ? level : Math.Max(levels[part], level);
        }
        return lowest ? Array.ConvertAll(levels, l => -l) : levels;
    }
}
