using EquipmentHealth.Data;
using Scenarios.Hosting;

namespace EquipmentHealth.Study;

/// <summary>Leaves out sensors that say nothing in normal time: constant, or missing in more than half of it.</summary>
internal static class UsableSensors
{
    /// <summary>The log with the sensors that say something.</summary>
    /// <param name="log">The log.</param>
    /// <param name="isNormal">True for the rows of normal time.</param>
    /// <param name="run">The run, for its texts.</param>
    /// <exception cref="ScenarioException">Fewer than two are left.</exception>
    public static SensorLog Of(SensorLog log, Func<UnitLog, int, bool> isNormal, RunContext run)
    {
        var (kept, leftOut) = (new List<string>(), new List<LeftOut>());
        for (var s = 0; s < log.Sensors.Count; s++)
        {
            double low = double.PositiveInfinity, high = double.NegativeInfinity;
            var moves = false;
            long rows = 0, present = 0;
            foreach (var unit in log.Units)
            {
                for (var r = 0; r < unit.Rows; r++)
                {
                    if (isNormal(unit, r))
                    {
                        var value = unit.Values[s][r];
                        rows++;
                        present += double.IsNaN(value) ? 0 : 1;
                        (low, high) = (value < low ? value : low, value > high ? value : high);
                    }
                }
            }
            foreach (var unit in log.Units)
            {
                moves |= low == high && Array.Exists(unit.Values[s], v => !double.IsNaN(v) && v != low);
            }
            if (2 * present < rows || present == 0)
            {
                leftOut.Add(new(log.Sensors[s], "missing"));
            }
            else if (low == high)
            {
                leftOut.Add(new(log.Sensors[s], moves ? "moves" : "constant"));
            }
            else
            {
                kept.Add(log.Sensors[s]);
            }
        }
        SensorLogReader.NeedSensors(kept.Count, [.. log.LeftOut, .. leftOut], run);
        return leftOut.Count > 0 ? log.With(kept, leftOut) : log;
    }
}
