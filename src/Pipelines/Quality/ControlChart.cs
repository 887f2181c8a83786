namespace Pipelines.Quality;

/// <summary>One control chart: points in order of time, their limits, and the patterns that call for a look at the process.</summary>
public sealed record ControlChart
{
    /// <summary>What the points are.</summary>
    public required ControlChartKind Kind { get; init; }

    /// <summary>The centre line.</summary>
    public required double Center { get; init; }

    /// <summary>The points, in order of time.</summary>
    public required IReadOnlyList<ControlPoint> Points { get; init; }

    /// <summary>Patterns found. Charts of ranges and deviations are searched for points outside the limits only (rule 1): their points are skewed, which the other rules are not made for.</summary>
    public required IReadOnlyList<RunRuleSignal> Signals { get; init; }
}
