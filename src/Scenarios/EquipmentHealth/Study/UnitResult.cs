using EquipmentHealth.Data;
using Pipelines.Anomaly.Equipment;
using Pipelines.Anomaly.Events;

namespace EquipmentHealth.Study;

/// <summary>What the model says of one machine's log.</summary>
/// <param name="Unit">The log.</param>
/// <param name="Readings">One a row.</param>
/// <param name="Alarms">The alarms, in order.</param>
internal sealed record UnitResult(UnitLog Unit, EquipmentReading[] Readings, IReadOnlyList<AlarmEvent> Alarms)
{
    /// <summary>The scores; NaN where there is none.</summary>
    public double[] Scores { get; } = Array.ConvertAll(Readings, r => r.Score);

    /// <summary>The values that the scores were made from: the log's own, or moving averages where the model smooths.</summary>
    public UnitLog Seen { get; private init; } = Unit;

    /// <summary>Watches a machine's log from its first row.</summary>
    public static UnitResult Of(EquipmentMonitorModel model, SensorLog log, UnitLog unit, CancellationToken cancellation)
    {
        var tracker = model.Track(unit.Name);
        var readings = new EquipmentReading[unit.Rows];
        var alarms = new List<AlarmEvent>();
        var values = new double[log.Sensors.Count];
        var seen = model.Smoothing < 1 ? Array.ConvertAll(unit.Values, v => (double[])v.Clone()) : unit.Values;
        for (var r = 0; r < readings.Length; r++)
        {
            if (r % 4096 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            unit.Row(r, values);
            readings[r] = tracker.Step(unit.Times[r], values, log.Regimes[unit.Regimes[r]]);
            for (var s = 0; s < values.Length && model.Smoothing < 1 && !double.IsNaN(readings[r].Score); s++)
            {
                seen[s][r] = tracker.Seen[s];
            }
            if (readings[r].Ended is { } ended)
            {
                alarms.Add(ended);
            }
        }
        if (tracker.Current is { } open)
        {
            alarms.Add(open);
        }
        return new(unit, readings, alarms) { Seen = unit with { Values = seen } };
    }

    /// <summary>The first row at or after an instant; the number of rows where there is none.</summary>
    public int RowAt(long time)
    {
        var at = Array.BinarySearch(Unit.Times, time);
        return at >= 0 ? at : ~at;
    }
}
