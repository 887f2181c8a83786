using Pipelines;
using Pipelines.Anomaly;
using Pipelines.Anomaly.Events;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace EquipmentHealth;

/// <summary>The options that are this scenario's own.</summary>
internal static class EquipmentOptions
{
    /// <summary>What the bundled plant is called.</summary>
    public const string Bundled = "plant";

    /// <summary>Which machine a row is of.</summary>
    public static VerbOption<string?> Machine { get; } = VerbOption.Text("machine-col", "COLUMN", null, "--unit-col");

    /// <summary>The sensor's name in an export of one value a row.</summary>
    public static VerbOption<string?> Tag { get; } = VerbOption.Text("tag-col", "COLUMN");

    /// <summary>Its value.</summary>
    public static VerbOption<string?> Value { get; } = VerbOption.Text("value-col", "COLUMN");

    /// <summary>The step of the grid on which sensors are aligned.</summary>
    public static VerbOption<string?> Every { get; } = VerbOption.Text("every", "TIME");

    /// <summary>The time that is known to be normal.</summary>
    public static VerbOption<string?> Normal { get; } = VerbOption.Text("normal", "FROM..TO");

    /// <summary>Known failures.</summary>
    public static VerbOption<string?> Failures { get; } = VerbOption.Text("failures", "FILE");

    /// <summary>The column that says which rows are of a failure.</summary>
    public static VerbOption<string?> Label { get; } = VerbOption.Text("label-col", "COLUMN");

    /// <summary>How long before a failure an alarm counts as its announcement.</summary>
    public static VerbOption<string?> Lead { get; } = VerbOption.Text("lead", "TIME", "0h");

    /// <summary>When a machine is off.</summary>
    public static VerbOption<string?> OffWhen { get; } = VerbOption.Text("off-when", "RULE|none");

    /// <summary>How long a machine takes to settle after a stop.</summary>
    public static VerbOption<string?> Settle { get; } = VerbOption.Text("settle", "TIME|auto", "auto");

    /// <summary>How long a machine takes to settle after a change of regime.</summary>
    public static VerbOption<string?> SettleChange { get; } = VerbOption.Text("settle-change", "TIME|auto", "auto");

    /// <summary>What tells one way of running from another.</summary>
    public static VerbOption<string?> Regimes { get; } = VerbOption.Text("regime-cols", "LIST");

    /// <summary>How many alarms a week and machine one can live with.</summary>
    public static VerbOption<double?> Rate { get; } = VerbOption.Number("alarms-per-week", Bounds.Closed(0, 1000), 0.5);

    /// <summary>The histories end in failure: learn how long machines live.</summary>
    public static VerbOption<bool> RunToFailure { get; } = VerbOption.Flag("run-to-failure");

    /// <summary>Beyond how much remaining life histories are not told apart.</summary>
    public static VerbOption<double?> LifeCap { get; } = VerbOption.Number("life-cap", Bounds.Above(0));

    /// <summary>How many stretches to judge.</summary>
    public static VerbOption<long?> Budget { get; } = VerbOption.Whole("budget", Bounds.Closed(1, 10_000), 20);

    /// <summary>The instant to explain.</summary>
    public static VerbOption<string?> At { get; } = VerbOption.Text("at", "TIME");

    /// <summary>The machine to explain.</summary>
    public static VerbOption<string?> Unit { get; } = VerbOption.Text("machine", "NAME");

    /// <summary>Rows come on standard input.</summary>
    public static VerbOption<bool> Stdin { get; } = VerbOption.Flag("stdin");

    /// <summary>The file that keeps what a stream needs to go on.</summary>
    public static VerbOption<string?> State { get; } = VerbOption.Text("state", "FILE");

    /// <summary>The settings of the monitor.</summary>
    public static OptionSet<PcaMonitorOptions> Monitor { get; } = new(null, new() { Randomized = true, Statistic = MonitorStatistic.Mahalanobis });

    /// <summary>The settings of the alarm.</summary>
    public static OptionSet<AlarmOptions> Alarm { get; } = new();

    /// <summary>When.</summary>
    public static Role TimeRole { get; } = new("time", SharedOptions.TimeColumn) { Content = RoleContent.Time, Names = RoleNames.Time };

    /// <summary>Which machine; one machine where there is none.</summary>
    public static Role MachineRole { get; } = new("device", Machine) { Names = RoleNames.Device, Required = false };

    /// <summary>How the columns of a file are understood.</summary>
    public static IReadOnlyList<VerbOption> Columns { get; } = [SharedOptions.TimeColumn, Machine, SharedOptions.Columns, SharedOptions.Ignore, Tag, Value, Every, Regimes, Label, Failures];

}
