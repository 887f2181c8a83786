namespace Pipelines.Reporting.Charts;

/// <summary>How an axis runs.</summary>
public enum AxisScale
{
    /// <summary>Equal steps are equal differences.</summary>
    Linear,

    /// <summary>Equal steps are equal ratios, ticks at powers of ten; values that are not positive are left out.</summary>
    Log,

    /// <summary>Seconds since 1970-01-01 00:00, shown as dates and times of the data's own clock.</summary>
    Time,
}
