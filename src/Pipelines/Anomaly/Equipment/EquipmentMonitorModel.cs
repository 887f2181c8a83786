using Pipelines.Anomaly.Events;
using Pipelines.Anomaly.Health;
using Pipelines.Anomaly.Signals;
using Pipelines.Models;

namespace Pipelines.Anomaly.Equipment;

/// <summary>All that is needed to watch the machines of a plant row by row: which sensors, what is normal for each machine, when one is off, when there is an alarm, and what the score means. Immutable and thread-safe.</summary>
public sealed class EquipmentMonitorModel : IModel
{
    internal const string KindName = "equipment-monitor/1";

    private readonly Dictionary<string, EquipmentUnit> _units = new(StringComparer.Ordinal);

    /// <summary>Puts the parts together.</summary>
    /// <param name="sensors">Names of the sensors, in the order of a row's values.</param>
    /// <param name="units">One a machine; the last is for machines that training did not know.</param>
    /// <param name="rule">When scores become an alarm.</param>
    /// <param name="health">What a score means.</param>
    /// <param name="off">When a machine stands; null where that is not known.</param>
    /// <param name="settling">How long after a stop a machine takes to settle, in ticks, 0 or more.</param>
    /// <exception cref="DataException">There is no unit, a unit has another number of sensors, or the rule's sensor is none of them.</exception>
    public EquipmentMonitorModel(IReadOnlyList<string> sensors, IReadOnlyList<EquipmentUnit> units, AlarmRule rule, HealthIndex health, OffRule? off = null, long settling = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(settling);
        if (units.Count == 0 || units.Any(u => u.Monitor.Columns != sensors.Count))
        {
            throw new DataException("equipment.sensors", $"EquipmentMonitorModel must have units of {sensors.Count} sensors each; got {units.Count} units. Fit them on the same sensors.");
        }
        OffSensor = off is { } stands ? sensors.ToList().IndexOf(stands.Sensor) : -1;
        if (off is not null && OffSensor < 0)
        {
            throw new DataException("equipment.off", $"The sensor that tells when a machine is off must be one of {string.Join(", ", sensors)}; got '{off.Value.Sensor}'. Keep it among the sensors.");
        }
        (Sensors, Units, Rule, Health, Off, Settling) = (sensors, units, rule, health, off, settling);
        foreach (var unit in units)
        {
            _units[unit.Name] = unit;
        }
    }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <summary>Names of the sensors, in the order of a row's values.</summary>
    public IReadOnlyList<string> Sensors { get; }

    /// <summary>One a machine; the last is for machines that training did not know.</summary>
    public IReadOnlyList<EquipmentUnit> Units { get; }

    /// <summary>When scores become an alarm.</summary>
    public AlarmRule Rule { get; }

    /// <summary>What a score means.</summary>
    public HealthIndex Health { get; }

    /// <summary>When a machine stands; null where that is not known.</summary>
    public OffRule? Off { get; }

    /// <summary>How long after a stop a machine takes to settle, in ticks.</summary>
    public long Settling { get; }

    /// <summary>How long after a change of regime a machine takes to settle in the new one, in ticks, 0 or more; rows until then have no score.</summary>
    public long ChangeSettling { get; init; }

    /// <summary>Weight of a new row in the moving average of the sensors that is scored, above 0 and at most 1; 1 scores rows as they are. The average starts at what is normal.</summary>
    public double Smoothing { get; init; } = 1;

    /// <summary>How long a machine may still run; null where no machine ran until it failed in the training.</summary>
    public WindowedLifeModel? Life { get; init; }

    /// <summary>Place of the sensor that tells when a machine stands; −1 where none does.</summary>
    internal int OffSensor { get; }

    /// <summary>True where training knew the machine.</summary>
    public bool Knows(string unit) => _units.ContainsKey(unit) && unit != Units[^1].Name;

    /// <summary>What is normal for a machine; for one that training did not know, what is normal over all of them.</summary>
    public EquipmentUnit UnitOf(string unit) => _units.GetValueOrDefault(unit, Units[^1]);

    /// <summary>A tracker of one machine.</summary>
    /// <param name="unit">The machine's name.</param>
    /// <param name="state">Where an earlier tracker stopped; null starts anew.</param>
    /// <exception cref="DataException">The state is of another number of sensors.</exception>
    public EquipmentTracker Track(string unit, EquipmentState? state = null) => new(this, UnitOf(unit), state ?? EquipmentState.Start(Sensors.Count));

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Texts("sensors", Sensors);
        writer.Whole("units", Units.Count);
        writer.Number("limit", Rule.Limit);
        writer.Number("typical", Health.Median);
        writer.Options("alarm", Rule.Options);
        writer.Section("health", Health);
        writer.Text("off", Off?.ToString() ?? "");
        writer.Whole("settling", Settling);
        writer.Whole("change-settling", ChangeSettling);
        writer.Number("smoothing", Smoothing);
        writer.Flag("has-life", Life is not null);
        if (Life is not null)
        {
            writer.Section("life", Life);
        }
        for (var u = 0; u < Units.Count; u++)
        {
            Units[u].Write(writer, $"unit-{u}");
        }
    }

    internal static EquipmentMonitorModel Read(ModelReader reader)
    {
        var units = new EquipmentUnit[reader.Whole("units", 1, 1_000_000)];
        for (var u = 0; u < units.Length; u++)
        {
            units[u] = EquipmentUnit.Read(reader, $"unit-{u}");
        }
        try
        {
            var off = reader.Text("off");
            var smoothing = reader.Number("smoothing");
            var life = reader.Flag("has-life") ? reader.Section<WindowedLifeModel>("life") : null;
            if (smoothing is not (> 0 and <= 1) || (life is not null && life.Sensors != units[^1].Monitor.Columns))
            {
                throw reader.Damaged("smoothing", "or the life model does not fit the sensors");
            }
            return new(reader.Texts("sensors"), units, AlarmRule.Of(reader.Number("limit"), reader.Number("typical"), reader.Options<AlarmOptions>("alarm")), reader.Section<HealthIndex>("health"),
                off.Length > 0 ? OffRule.Parse(off) : null, reader.Whole("settling", 0))
            {
                ChangeSettling = reader.Whole("change-settling", 0),
                Smoothing = smoothing,
                Life = life,
            };
        }
        catch (PipelinesException e) when (e is not ModelException)
        {
            throw reader.Damaged("sensors", "and limits do not fit together", e);
        }
    }
}
