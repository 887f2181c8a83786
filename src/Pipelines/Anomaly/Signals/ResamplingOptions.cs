namespace Pipelines.Anomaly.Signals;

/// <summary>Options of <see cref="SignalGrid.Of"/>.</summary>
public sealed record ResamplingOptions : IOptions<ResamplingOptions>
{
    /// <summary>Seconds from one row to the next, at least 0; 0 takes the largest of the sensors' usual steps. Default: 0.</summary>
    public double Every { get; init; }

    /// <summary>What a sensor reads between its values. Default: <see cref="GapFill.Hold"/>.</summary>
    public GapFill Fill { get; init; }

    /// <summary>Longest gap between values that is filled, in seconds, at least 0; 0 takes three rows. Default: 0.</summary>
    public double LongestGap { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<ResamplingOptions>> Settings { get; } =
    [
        Setting.Number("Every", "seconds from one row to the next; 0 for the largest of the sensors' usual steps", Bounds.Closed(0, 1e8), (ResamplingOptions o) => o.Every, (o, v) => o with { Every = v }),
        Setting.Choice("Fill", "what a sensor reads between its values", (ResamplingOptions o) => o.Fill, (o, v) => o with { Fill = v }),
        Setting.Number("LongestGap", "longest gap between values that is filled, in seconds; 0 for three rows", Bounds.Closed(0, 1e9), (ResamplingOptions o) => o.LongestGap, (o, v) => o with { LongestGap = v }),
    ];
}
