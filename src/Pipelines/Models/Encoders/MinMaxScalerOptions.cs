namespace Pipelines.Models.Encoders;

/// <summary>Options of <see cref="MinMaxScaler"/>.</summary>
public sealed record MinMaxScalerOptions : IOptions<MinMaxScalerOptions>
{
    /// <summary>What the smallest training value becomes. Default: 0.</summary>
    public double Low { get; init; }

    /// <summary>How far above <see cref="Low"/> the largest training value becomes, more than 0. Default: 1.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Keep later values that lie outside the training range at its ends. Default: false.</summary>
    public bool Clip { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<MinMaxScalerOptions>> Settings { get; } =
    [
        Setting.Number("Low", "what the smallest training value becomes", Bounds.Closed(-1e9, 1e9), (MinMaxScalerOptions o) => o.Low, (o, v) => o with { Low = v }),
        Setting.Number("Width", "how far above that the largest becomes", Bounds.OpenClosed(0, 1e9), (MinMaxScalerOptions o) => o.Width, (o, v) => o with { Width = v }),
        Setting.Flag("Clip", "keep later values inside the range", (MinMaxScalerOptions o) => o.Clip, (o, v) => o with { Clip = v }),
    ];
}
