namespace Pipelines.Reporting.Charts;

/// <summary>One colour of bars of a <see cref="BarChart"/>.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Values">One value a label; NaN draws no bar.</param>
public sealed record BarSeries(string Name, IReadOnlyList<double> Values)
{
    /// <summary>The lower ends of whiskers, as many as values; empty for none.</summary>
    public IReadOnlyList<double> Low { get; init; } = [];

    /// <summary>The upper ends of whiskers, as many as values; empty for none.</summary>
    public IReadOnlyList<double> High { get; init; } = [];
}
