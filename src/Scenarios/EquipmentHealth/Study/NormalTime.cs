using EquipmentHealth.Data;
using Pipelines.Anomaly.Signals;
using Pipelines.Data;

namespace EquipmentHealth.Study;

/// <summary>Which rows of a machine are to be learned from: in normal time, running, settled, complete, and of no known failure.</summary>
internal sealed class NormalTime
{
    private readonly SensorLog _log;
    private readonly OffRule? _off;
    private readonly int _offSensor;

    /// <summary>Sets the frame.</summary>
    public NormalTime(SensorLog log, TimeRange range, OffRule? off, long settling, long lead)
    {
        (_log, Range, _off, Settling, Lead) = (log, range, off, settling, lead);
        _offSensor = off is { } rule ? log.Sensors.ToList().IndexOf(rule.Sensor) : -1;
    }

    /// <summary>From when to when.</summary>
    public TimeRange Range { get; }

    /// <summary>How long a machine takes to settle after a stop, in ticks.</summary>
    public long Settling { get; }

    private long Lead { get; }

    /// <summary>True where the machine stands.</summary>
    public bool IsOff(UnitLog unit, int row) => _offSensor >= 0 && _off!.Value.IsOff(unit.Values[_offSensor][row]);

    /// <summary>The rows to learn from.</summary>
    /// <param name="unit">The machine.</param>
    /// <param name="trimmed">Stretches that look anything but normal.</param>
    public int[] Rows(UnitLog unit, IReadOnlyList<TimeRange> trimmed)
    {
        Fault[] faults = [.. _log.Faults.Where(f => f.IsOf(unit.Name))];
        var rows = new List<int>();
        var lastOff = long.MinValue;
        for (var r = 0; r < unit.Rows; r++)
        {
            var time = unit.Times[r];
            if (IsOff(unit, r))
            {
                lastOff = time;
                continue;
            }
            if (!Range.Contains(time) || (lastOff != long.MinValue && Settling > 0 && time - lastOff <= Settling) || !IsComplete(unit, r))
            {
                continue;
            }
            if (!_log.Bundled && Array.Exists(faults, f => time >= f.Time.Start - Lead && time <= f.Time.End))
            {
                continue;
            }
            if (!trimmed.Any(t => t.Contains(time)))
            {
                rows.Add(r);
            }
        }
        return [.. rows];
    }

    private static bool IsComplete(UnitLog unit, int row)
    {
        foreach (var sensor in unit.Values)
        {
            if (double.IsNaN(sensor[row]))
            {
                return false;
            }
        }
        return true;
    }
}
