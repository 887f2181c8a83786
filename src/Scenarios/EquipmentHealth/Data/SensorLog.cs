using Pipelines.Data;

namespace EquipmentHealth.Data;

/// <summary>The logs of all machines, and what was found out while reading them.</summary>
internal sealed record SensorLog
{
    /// <summary>Names of the sensors.</summary>
    public required IReadOnlyList<string> Sensors { get; init; }

    /// <summary>The machines.</summary>
    public required IReadOnlyList<UnitLog> Units { get; init; }

    /// <summary>Names of the regimes by code; a single empty one where nobody names columns.</summary>
    public required IReadOnlyList<string> Regimes { get; init; }

    /// <summary>The columns that tell regimes apart.</summary>
    public IReadOnlyList<string> RegimeColumns { get; init; } = [];

    /// <summary>What was really wrong, where somebody says.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>True where somebody says what was wrong.</summary>
    public bool HasTruth { get; init; }

    /// <summary>Columns that are no sensors.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];

    /// <summary>Columns of few values that may say which way a machine runs.</summary>
    public IReadOnlyList<Marker> Markers { get; init; } = [];

    /// <summary>Rows that came before an earlier row of their machine, and were sorted in.</summary>
    public int OutOfOrder { get; init; }

    /// <summary>Rows of an instant that their machine had already; the last one counts.</summary>
    public int Duplicates { get; init; }

    /// <summary>Times at which a machine's clock goes back by an hour, as daylight saving does.</summary>
    public IReadOnlyList<long> ClockJumps { get; init; } = [];

    /// <summary>Rows without a time.</summary>
    public int Untimed { get; init; }

    /// <summary>Names of the files.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>SHA-256 of what was read.</summary>
    public string Hash { get; init; } = "";

    /// <summary>True for the bundled plant.</summary>
    public bool Bundled { get; init; }

    /// <summary>The time column's name.</summary>
    public string TimeColumn { get; init; } = "time";

    /// <summary>The machine column's name; empty where there is none.</summary>
    public string MachineColumn { get; init; } = "";

    /// <summary>True where time is a count of steps, such as cycles, and not a clock: a step then counts as an hour.</summary>
    public bool IsStep { get; init; }

    /// <summary>Rows of all machines.</summary>
    public long Rows => Units.Sum(u => (long)u.Rows);

    /// <summary>From the first instant to the last.</summary>
    public TimeRange Span => new(Units.Min(u => u.Times[0]), Units.Max(u => u.Times[^1]));

    /// <summary>The same log with only some sensors.</summary>
    public SensorLog With(IReadOnlyList<string> sensors, IEnumerable<LeftOut> leftOut)
    {
        int[] places = [.. sensors.Select(s => Sensors.ToList().IndexOf(s))];
        return this with { Sensors = sensors, Units = [.. Units.Select(u => u with { Values = [.. places.Select(p => u.Values[p])] })], LeftOut = [.. LeftOut, .. leftOut] };
    }
}
