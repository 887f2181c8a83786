namespace Pipelines.Quality;

/// <summary>What the points of a control chart are.</summary>
public enum ControlChartKind
{
    /// <summary>Single values (X or I).</summary>
    Individuals,

    /// <summary>Distances of neighbouring values (MR).</summary>
    MovingRange,

    /// <summary>Means of subgroups (X̄).</summary>
    Mean,

    /// <summary>Ranges of subgroups (R).</summary>
    Range,

    /// <summary>Standard deviations of subgroups (S).</summary>
    Deviation,
}
