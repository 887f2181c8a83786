using System.Globalization;
using EquipmentHealth.Data;
using EquipmentHealth.Study;
using Pipelines.Anomaly.Equipment;
using Pipelines.Data;

namespace EquipmentHealth.Verbs;

/// <summary>Scored rows as CSV: one row a reading.</summary>
internal static class ScoreFile
{
    /// <summary>The columns.</summary>
    public static string[] Header { get; } = ["timestamp", "machine", "score", "limit", "alarm", "reason", "health", "t2", "spe", "top", "problem"];

    /// <summary>Every row of a log, machine by machine.</summary>
    public static void Write(string path, SensorLog log, EquipmentMonitorModel model, IReadOnlyList<UnitResult> units, bool bom)
    {
        using var file = CsvOut.Create(path, bom);
        Rows(file, log, model, units);
        file.Commit();
    }

    /// <summary>The same into an open file.</summary>
    public static void Rows(CsvOut file, SensorLog log, EquipmentMonitorModel model, IReadOnlyList<UnitResult> units)
    {
        file.Row(Header);
        var values = new double[log.Sensors.Count];
        foreach (var result in units)
        {
            var unit = model.UnitOf(result.Unit.Name);
            for (var r = 0; r < result.Unit.Rows; r++)
            {
                result.Unit.Row(r, values);
                Row(file, model, unit, result.Unit.Name, Duration.Exact(result.Unit.Times[r]), values, log.Regimes[result.Unit.Regimes[r]], result.Readings[r], "");
            }
        }
    }

    /// <summary>One row.</summary>
    public static void Row(CsvOut file, EquipmentMonitorModel model, EquipmentUnit unit, string name, string time, ReadOnlySpan<double> values, string regime, in EquipmentReading reading, string problem)
    {
        file.Field(time);
        file.Field(name);
        file.Field(reading.Score);
        file.Field(model.Rule.Limit);
        file.Field(reading.IsAlarm ? "1" : "0");
        file.Field(Name(reading.Reason));
        file.Field(reading.Health);
        file.Field(reading.TSquared);
        file.Field(reading.Spe);
        file.Field(IsTold(reading) ? string.Join("; ", TopSensors.Of(unit, values, regime, reading).Select(s => string.Create(CultureInfo.InvariantCulture, $"{model.Sensors[s.Sensor]} {s.Share:0.00}"))) : "");
        file.Field(problem);
        file.EndRow();
    }

    /// <summary>True where the sensors that have most to do with it are named.</summary>
    public static bool IsTold(in EquipmentReading reading) => !double.IsNaN(reading.Score) && (reading.IsAlarm || reading.Reason == ReadingReason.Anomaly);

    /// <summary>A reason as programs read it.</summary>
    public static string Name(ReadingReason reason) => Enum.GetName(reason)!;
}
