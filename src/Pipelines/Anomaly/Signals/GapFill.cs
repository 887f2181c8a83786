namespace Pipelines.Anomaly.Signals;

/// <summary>What a sensor is taken to read between its values; never across more than the longest gap allowed.</summary>
public enum GapFill
{
    /// <summary>Its last value: historians write a value when it changes. Needs no later row, so a stream can do it too.</summary>
    Hold,

    /// <summary>On the straight line to its next value. Looks ahead, so not for a stream.</summary>
    Linear,

    /// <summary>Nothing: the row is missing.</summary>
    None,
}
