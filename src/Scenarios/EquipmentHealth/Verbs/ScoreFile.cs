using System.Globalization;
using EquipmentHealth.Data;
using EquipmentHealth.Study;
using Pipelines.Anomaly.Equipment;
using Pipelines.Data;

namespace EquipmentHealth.Verbs;

/// <summary>Scored rows as CSV: one row a reading.</summary>
internal static class ScoreFile
{
    private static readonly string[] Always = ["timestamp", "machine", "score", "limit", "alarm", "reason", "health", "t2", "spe", "top", "problem"], Lives = ["remaining_life", "life_low", "life_high"];

    /// <summary>The columns: remaining life only where the model estimates it.</summary>
    public static string[] Header(EquipmentMonitorModel model) => model.Life is null ? Always : [.. Always, .. Lives];

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
        file.Row(Header(model));
        var values = new double[log.Sensors.Count];
        foreach (var result in units)
        {
            var unit = model.UnitOf(result.Unit.Name);
            for (var r = 0; r < result.Unit.Rows; r++)
            {
                result.Seen.Row(r, values);
                Row(file, model, unit, result.Unit.Name, log.IsStep ? Duration.Step(result.Unit.Times[r]) : Duration.Exact(result.Unit.Times[r]), values, log.Regimes[result.Unit.Regimes[r]], result.Readings[r], "");
            }
        }
    }

    /// <summary>One row.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The model.</param>
    /// <param name="unit">What is normal for the machine.</param>
    /// <param name="name">The machine.</param>
    /// <param name="time">When, as text.</param>
    /// <param name="values">The values the score was made from.</param>
    /// <param name="regime">The regime.</param>
    /// <param name="reading">What the tracker said.</param>
    /// <param name="problem">What is wrong with the row; empty for nothing.</param>
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
        if (model.Life is not null)
        {
            file.Field(reading.Life?.Rows ?? double.NaN);
            file.Field(reading.Life?.Low ?? double.NaN);
            file.Field(reading.Life?.High ?? double.NaN);
        }
        file.EndRow();
    }

    /// <summary>True where the sensors that have most to do with it are named.</summary>
    public static bool IsTold(in EquipmentReading reading) => !double.IsNaN(reading.Score) && (reading.IsAlarm || reading.Reason == ReadingReason.Anomaly);

    /// <summary>A reason as programs read it.</summary>
    public static string Name(ReadingReason reason) => Enum.GetName(reason)!;
}
