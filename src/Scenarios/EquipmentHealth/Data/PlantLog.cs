using Pipelines.Data;

namespace EquipmentHealth.Data;

/// <summary>The bundled plant as a log with its truth.</summary>
internal static class PlantLog
{
    /// <summary>The plant of the seed that every user sees first.</summary>
    public const long Seed = 0;

    /// <summary>Makes it.</summary>
    public static SensorLog Make(long seed = Seed)
    {
        var plant = PlantGenerator.Make(seed);
        var log = LogBuilder.Of((TimeColumn)plant.Log["time"], plant.Log["machine"], [.. PlantGenerator.Sensors.Select(s => (NumberColumn)plant.Log[s])], [plant.Log["product"]], null);
        return log with
        {
            Faults = [.. plant.Events.Select(e => new Fault(e.Machine, e.Time, NoteOf(e.Kind)))],
            HasTruth = true,
            Files = [EquipmentOptions.Bundled],
            Hash = $"seed {seed}",
            Bundled = true,
        };
    }

    private static string NoteOf(FaultKind kind) => kind switch
    {
        FaultKind.Drift => "drift",
        FaultKind.Step => "step",
        FaultKind.StuckSensor => "stuck sensor",
        FaultKind.CorrelationBreak => "correlation break",
        FaultKind.Oscillation => "oscillation",
        _ => "degradation to failure",
    };
}
