namespace Pipelines.Anomaly.Equipment;

/// <summary>What is to be said of one row of a machine.</summary>
public enum ReadingReason
{
    /// <summary>The score is at or below the limit.</summary>
    Normal,

    /// <summary>The score is above the limit; an alarm is raised once enough rows are.</summary>
    Anomaly,

    /// <summary>The machine stands, or was started so lately that it has not settled: there is no score.</summary>
    MachineOff,

    /// <summary>Too many sensors say nothing: there is no score.</summary>
    MissingSensors,

    /// <summary>The machine went over to another regime so lately that it has not settled there: there is no score.</summary>
    RegimeChange,
}
