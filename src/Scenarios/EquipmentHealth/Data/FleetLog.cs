using Pipelines.Data;

namespace EquipmentHealth.Data;

/// <summary>The bundled fleet of histories that end in failure.</summary>
internal static class FleetLog
{
    /// <summary>What it is called.</summary>
    public const string Name = "fleet";

    /// <summary>Makes it.</summary>
    public static SensorLog Make(long seed = PlantLog.Seed, int units = FleetGenerator.Units)
    {
        var table = FleetGenerator.Make(seed, units);
        var cycles = (NumberColumn)table["cycle"];
        return LogBuilder.Of(new TimeColumn(cycles.Name, Array.ConvertAll(cycles.Values, Duration.OfStep), ""), table["unit"], [.. FleetGenerator.Sensors.Select(s => (NumberColumn)table[s])], [], null) with
        {
            IsStep = true,
            Files = [Name],
            Hash = $"fleet seed {seed}",
            Bundled = true,
        };
    }
}
