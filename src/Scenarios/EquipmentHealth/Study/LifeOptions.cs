using Pipelines.Anomaly;
using Pipelines.Anomaly.Events;
using Pipelines.Anomaly.Signals;
using Scenarios.Hosting;

namespace EquipmentHealth.Study;

/// <summary>How histories that end in failure are learned from.</summary>
internal sealed record LifeOptions
{
    /// <summary>Weight of a new row in the moving average of the sensors: about the last nine rows count.</summary>
    public const double Smoothing = 0.2;

    /// <summary>The monitor.</summary>
    public PcaMonitorOptions Monitor { get; init; } = new() { Randomized = true, Statistic = MonitorStatistic.Mahalanobis };

    /// <summary>Persistence and hysteresis.</summary>
    public AlarmOptions Alarm { get; init; } = new();

    /// <summary>Alarms a week and machine in sound time; null for one machine in 25.</summary>
    public double? Rate { get; init; }

    /// <summary>When a machine is off; null where it never is.</summary>
    public OffRule? Off { get; init; }

    /// <summary>Beyond how much remaining life histories are not told apart, in hours or steps; null for .6 of the median life.</summary>
    public double? Cap { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public long Seed { get; init; }

    /// <summary>What the command line says.</summary>
    public static LifeOptions Of(RunContext run) => new()
    {
        Monitor = run.Get(EquipmentOptions.Monitor),
        Alarm = run.Get(EquipmentOptions.Alarm),
        Rate = run.IsGiven(EquipmentOptions.Rate) ? run.Get(EquipmentOptions.Rate) : null,
        Off = run.Get(EquipmentOptions.OffWhen) is { } off and not "none" ? OffRule.Parse(off) : null,
        Cap = run.Get(EquipmentOptions.LifeCap),
        Seed = run.Seed,
    };
}
