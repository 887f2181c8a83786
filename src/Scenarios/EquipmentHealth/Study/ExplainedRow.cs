using EquipmentHealth.Data;
using Pipelines.Anomaly.Equipment;

namespace EquipmentHealth.Study;

/// <summary>A row taken apart: every sensor with what it said, what was expected, and its share.</summary>
internal static class ExplainedRow
{
    /// <summary>The sensors, the largest share first.</summary>
    public static IReadOnlyList<ExplainedSensor> Of(EquipmentMonitorModel model, SensorLog log, UnitResult result, int row)
    {
        var unit = model.UnitOf(result.Unit.Name);
        var values = new double[log.Sensors.Count];
        result.Seen.Row(row, values);
        var regime = unit.RegimeOf(log.Regimes[result.Unit.Regimes[row]]);
        var shares = new double[values.Length];
        unit.Shares(values, regime, shares);
        var stuck = result.Readings[row].StuckSensor;
        return
        [
            .. Enumerable.Range(0, values.Length)
                .Select(s => (Expected: unit.Expected(values, regime, s), Sensor: s))
                .Select(s => new ExplainedSensor(log.Sensors[s.Sensor], values[s.Sensor], s.Expected, (values[s.Sensor] - s.Expected) / unit.Deviation(regime, s.Sensor), stuck >= 0 ? (stuck == s.Sensor ? 1 : 0) : shares[s.Sensor]))
                .OrderByDescending(s => s.Share).ThenByDescending(s => Math.Abs(s.Away)),
        ];
    }
}
