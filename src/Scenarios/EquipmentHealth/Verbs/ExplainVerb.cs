using EquipmentHealth.Data;
using EquipmentHealth.Reporting;
using EquipmentHealth.Study;
using Pipelines.Anomaly.Equipment;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace EquipmentHealth.Verbs;

/// <summary>Why a row scores as it does: what each sensor said, what was expected of it, and its share.</summary>
internal static class ExplainVerb
{
    public static Verb Make() => new("explain", Run)
    {
        Options = [EquipmentOptions.At, EquipmentOptions.Unit, SharedOptions.Data, SharedOptions.Model, .. EquipmentOptions.Columns, .. SharedOptions.Reading],
        Examples = [new("explain --at 2025-03-19T12:00 --machine pump-1", "example.explain")],
    };

    private static ExitCode Run(RunContext run)
    {
        var asked = run.Get(EquipmentOptions.At) ?? throw new ScenarioException(ExitCode.Usage, "explain.at", EquipmentOptions.At.Typed);
        var model = ModelColumns.Load(run);
        var at = model.IsStep ? Duration.StepOf(asked, EquipmentOptions.At) : Duration.Instant(asked, EquipmentOptions.At);
        var log = model.Fit(SensorLogReader.Read(run, out _, model.IsStep));
        var name = run.Get(EquipmentOptions.Unit) ?? (log.Units.Count == 1 ? log.Units[0].Name : null);
        var unit = log.Units.FirstOrDefault(u => u.Name == name) ?? throw new ScenarioException(ExitCode.Data, "explain.machine", EquipmentOptions.Unit.Typed, string.Join(", ", log.Units.Select(u => u.Name)));
        var result = UnitResult.Of(model.Model, log, unit, run.Cancellation);
        var row = Math.Min(result.RowAt(at), unit.Rows - 1);
        var explained = ExplainedRow.Of(model.Model, log, result, row);
        var reading = result.Readings[row];
        var screen = new Screen(run);
        screen.Text(run.Texts["explain.head", unit.Name.Length > 0 ? unit.Name : run.Texts["word.machine"], model.IsStep ? Duration.Step(unit.Times[row]) : Duration.Show(unit.Times[row]), Reason(reading.Reason, run.Texts)]);
        if (!double.IsNaN(reading.Score))
        {
            screen.Text(run.Texts["explain.score", NumberFormat.Auto.Of(reading.Score), NumberFormat.Auto.Of(model.Model.Rule.Limit), NumberFormat.Fixed(0).Of(reading.Health), run.Texts[reading.IsAlarm ? "word.alarm-on" : "word.alarm-off"]]);
            if (reading.Life is { } life)
            {
                screen.Text(run.Texts["explain.life", life.Rows, LifeVerdict.Unit(model.IsStep, run.Texts), life.Level, life.Low, life.High]);
            }
            if (reading.StuckSensor >= 0)
            {
                screen.Text(run.Texts["explain.stuck", model.Model.Sensors[reading.StuckSensor]]);
            }
        }
        screen.Gap();
        var table = new PlainTable(run.Texts["why.sensor"], run.Texts["why.measured"], run.Texts["why.expected"], run.Texts["why.away"], run.Texts["why.share"]) { AtRight = new HashSet<int> { 1, 2, 3, 4 } };
        foreach (var sensor in explained)
        {
            table.Add(sensor.Sensor, NumberFormat.Auto.Of(sensor.Measured), NumberFormat.Auto.Of(sensor.Expected), NumberFormat.Fixed(1).Of(sensor.Away), double.IsNaN(reading.Score) ? "" : NumberFormat.Percent(0).Of(sensor.Share));
        }
        screen.Table(table);
        return ExitCode.Ok;
    }

    private static string Reason(ReadingReason reason, TextTable texts) => reason switch
    {
        ReadingReason.Anomaly => texts["reason.anomaly"],
        ReadingReason.MachineOff => texts["reason.off"],
        ReadingReason.RegimeChange => texts["reason.change"],
        ReadingReason.MissingSensors => texts["reason.missing"],
        _ => texts["reason.normal"],
    };
}
