using EquipmentHealth.Data;
using Pipelines.Anomaly;
using Pipelines.Anomaly.Events;
using Pipelines.Anomaly.Signals;
using Pipelines.Data;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace EquipmentHealth.Study;

/// <summary>How a study is done.</summary>
internal sealed record StudyOptions
{
    /// <summary>The monitor.</summary>
    public PcaMonitorOptions Monitor { get; init; } = new() { Randomized = true };

    /// <summary>Persistence and hysteresis.</summary>
    public AlarmOptions Alarm { get; init; } = new();

    /// <summary>Alarms a week and machine to live with.</summary>
    public double Rate { get; init; } = 0.5;

    /// <summary>The time known to be normal; null for the first 60 %.</summary>
    public TimeRange? Normal { get; init; }

    /// <summary>When a machine is off; null to look for a rule.</summary>
    public OffRule? Off { get; init; }

    /// <summary>False where machines are never off.</summary>
    public bool LooksForOff { get; init; } = true;

    /// <summary>How long a machine takes to settle, in ticks; null to find out.</summary>
    public long? Settling { get; init; }

    /// <summary>How long it takes to settle after a change of regime, in ticks; null to find out.</summary>
    public long? ChangeSettling { get; init; }

    /// <summary>How long before a failure an alarm announces it, in ticks.</summary>
    public long Lead { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public long Seed { get; init; }

    /// <summary>What the command line says.</summary>
    public static StudyOptions Of(RunContext run)
    {
        var off = run.Get(EquipmentOptions.OffWhen);
        return new()
        {
            Monitor = run.Get(EquipmentOptions.Monitor),
            Alarm = run.Get(EquipmentOptions.Alarm),
            Rate = run.Get(EquipmentOptions.Rate)!.Value,
            Normal = run.Get(EquipmentOptions.Normal) is { } normal ? Range(normal) : null,
            Off = off is null or "none" ? null : OffRule.Parse(off),
            LooksForOff = off is null,
            Settling = Settle(run, EquipmentOptions.Settle),
            ChangeSettling = Settle(run, EquipmentOptions.SettleChange),
            Lead = Duration.Parse(run.Get(EquipmentOptions.Lead)!, EquipmentOptions.Lead),
            Seed = run.Seed,
        };
    }

    private static long? Settle(RunContext run, VerbOption<string?> option) => run.Get(option) is { } text && text != "auto" ? Duration.Parse(text, option) : null;

    private static TimeRange Range(string text)
    {
        var parts = text.Split("..", StringSplitOptions.TrimEntries);
        if (parts.Length != 2)
        {
            throw new ScenarioException(ExitCode.Usage, "health.range", EquipmentOptions.Normal.Typed, text);
        }
        var range = new TimeRange(Duration.Instant(parts[0], EquipmentOptions.Normal), Duration.Instant(parts[1], EquipmentOptions.Normal));
        return range.Start < range.End ? range : throw new ScenarioException(ExitCode.Usage, "health.range", EquipmentOptions.Normal.Typed, text);
    }
}
