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
    public NormalTime(SensorLog log, TimeRange range, OffRule? off, long settling, long changeSettling, long lead)
    {
        (_log, Range, _off, Settling, ChangeSettling, Lead) = (log, range, off, settling, changeSettling, lead);
        _offSensor = off is { } rule ? log.Sensors.ToList().IndexOf(rule.Sensor) : -1;
    }

    /// <summary>From when to when.</summary>
    public TimeRange Range { get; }

    /// <summary>How long a machine takes to settle after a stop, in ticks.</summary>
    public long Settling { get; }

    /// <summary>How long after a change of regime, in ticks.</summary>
    public long ChangeSettling { get; }

    private long Lead { get; }

    /// <summary>True where the machine stands.</summary>
    public bool IsOff(UnitLog unit, int row) => _offSensor >= 0 && _off!.Value.IsOff(unit.Values[_offSensor][row]);

    /// <summary>How long before each row the machine was last seen standing, in ticks; <see cref="long.MaxValue"/> where it never was.</summary>
    public long[] SinceStop(UnitLog unit) => Since(unit, r => IsOff(unit, r));

    /// <summary>How long before each row the machine went over to its regime, in ticks; <see cref="long.MaxValue"/> where it has had no other.</summary>
    public static long[] SinceChange(UnitLog unit) => Since(unit, r => r > 0 && unit.Regimes[r] != unit.Regimes[r - 1]);

    /// <summary>The rows to learn from.</summary>
    /// <param name="unit">The machine.</param>
    /// <param name="trimmed">Stretches that look anything but normal.</param>
    public int[] Rows(UnitLog unit, IReadOnlyList<TimeRange> trimmed)
    {
        Fault[] faults = [.. _log.Faults.Where(f => f.IsOf(unit.Name))];
        var rows = new List<int>();
        var (stop, change) = (SinceStop(unit), SinceChange(unit));
        for (var r = 0; r < unit.Rows; r++)
        {
            var time = unit.Times[r];
            if (!Range.Contains(time) || stop[r] == 0 || (stop[r] <= Settling && Settling > 0) || change[r] < ChangeSettling || !IsComplete(unit, r))
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

    private static long[] Since(UnitLog unit, Func<int, bool> happens)
    {
        var since = new long[unit.Rows];
        var last = long.MinValue;
        for (var r = 0; r < since.Length; r++)
        {
            last = happens(r) ? unit.Times[r] : last;
            since[r] = last == long.MinValue ? long.MaxValue : unit.Times[r] - last;
        }
        return since;
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
