namespace Pipelines.Anomaly.Signals;

/// <summary>Options of <see cref="CusumChart"/>. With the defaults a sound process is called changed once in 465 rows, and a shift of one standard deviation found in 10.</summary>
public sealed record CusumOptions : IOptions<CusumOptions>
{
    /// <summary>Slack k in standard deviations, at least 0: half of the shift to find. Default: 0.5.</summary>
    public double Slack { get; init; } = 0.5;

    /// <summary>Decision limit h in standard deviations, more than 0 and at most 100. Default: 5.</summary>
    public double Limit { get; init; } = 5;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<CusumOptions>> Settings { get; } =
    [
        Setting.Number("Slack", "slack in standard deviations: half of the shift to find", Bounds.Closed(0, 100), (CusumOptions o) => o.Slack, (o, v) => o with { Slack = v }),
        Setting.Number("Limit", "decision limit in standard deviations", Bounds.OpenClosed(0, 100), (CusumOptions o) => o.Limit, (o, v) => o with { Limit = v }),
    ];
}
