namespace Pipelines.Reporting.Charts;

/// <summary>How numbers become colours.</summary>
public enum HeatScale
{
    /// <summary>From pale to strong: the lowest number to the highest.</summary>
    Sequential,

    /// <summary>Two colours away from zero, pale at zero.</summary>
    Diverging,
}
