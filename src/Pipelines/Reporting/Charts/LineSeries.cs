namespace Pipelines.Reporting.Charts;

/// <summary>One line of a <see cref="LineChart"/>.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">Where the points are, ascending.</param>
/// <param name="Y">The points, as many; NaN breaks the line.</param>
public sealed record LineSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>The lower edge of a band around the line, as long as <see cref="Y"/>; empty for none.</summary>
    public IReadOnlyList<double> Low { get; init; } = [];

    /// <summary>The upper edge of the band, as long as <see cref="Y"/>; empty for none.</summary>
    public IReadOnlyList<double> High { get; init; } = [];

    /// <summary>True to dash it, as baselines are.</summary>
    public bool Dashed { get; init; }

    /// <summary>True to draw the points only, without the line between them.</summary>
    public bool PointsOnly { get; init; }

    /// <summary>A line over 1, 2, 3, ...</summary>
    public static LineSeries Of(string name, IReadOnlyList<double> y) => new(name, [.. Enumerable.Range(1, y.Count).Select(i => (double)i)], y);
}
