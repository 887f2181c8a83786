namespace Pipelines.Anomaly.Events;

/// <summary>When scores become an alarm and when it ends; see <see cref="AlarmRule"/>.</summary>
public sealed record AlarmOptions : IOptions<AlarmOptions>
{
    /// <summary>How many of the last <see cref="Window"/> rows have to lie above the limit, from 1 to 64 and at most <see cref="Window"/>. Default: 3.</summary>
    public int Needed { get; init; } = 3;

    /// <summary>How many rows back are looked at, from 1 to 64. Default: 5.</summary>
    public int Window { get; init; } = 5;

    /// <summary>How far back towards the typical score, as a share of the way from the limit, a row has to come to count as clear, from 0 to 1. Default: 0.25.</summary>
    public double Hysteresis { get; init; } = 0.25;

    /// <summary>How many rows have to be clear, one after the other, for the alarm to end, at least 1. Default: 5.</summary>
    public int ClearRows { get; init; } = 5;

    /// <summary>Longest silence, in seconds, that an alarm outlasts, at least 0; after a longer one the rows before are forgotten. 0 for no limit. Default: 0.</summary>
    public double LongestGap { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<AlarmOptions>> Settings { get; } =
    [
        Setting.Whole("Needed", "how many of the last rows have to lie above the limit for an alarm", Bounds.Closed(1, 64), (AlarmOptions o) => o.Needed, (o, v) => o with { Needed = (int)v }),
        Setting.Whole("Window", "how many rows back are looked at for an alarm", Bounds.Closed(1, 64), (AlarmOptions o) => o.Window, (o, v) => o with { Window = (int)v }),
        Setting.Number("Hysteresis", "how far back towards the typical score, as a share of the way, a row has to come to count as clear", Bounds.Closed(0, 1), (AlarmOptions o) => o.Hysteresis, (o, v) => o with { Hysteresis = v }),
        Setting.Whole("ClearRows", "how many clear rows in a row end an alarm", Bounds.Closed(1, int.MaxValue), (AlarmOptions o) => o.ClearRows, (o, v) => o with { ClearRows = (int)v }),
        Setting.Number("LongestGap", "longest silence in seconds that an alarm outlasts; 0 for no limit", Bounds.Closed(0, 1e9), (AlarmOptions o) => o.LongestGap, (o, v) => o with { LongestGap = v }),
    ];
}
