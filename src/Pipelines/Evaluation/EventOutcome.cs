using Pipelines.Data;

namespace Pipelines.Evaluation;

/// <summary>What became of one true event.</summary>
/// <param name="Event">The event as it was given.</param>
/// <param name="FirstAlarm">When an alarm was first on inside the event or the time allowed before it; null where none was.</param>
public readonly record struct EventOutcome(TimeRange Event, long? FirstAlarm)
{
    /// <summary>True where an alarm told of the event.</summary>
    public bool IsHit => FirstAlarm is not null;

    /// <summary>From the event's start to the first alarm, 0 where it came before; null where none did.</summary>
    public long? Delay => FirstAlarm is { } first ? Math.Max(0, first - Event.Start) : null;

    /// <summary>From the first alarm to the event's start, 0 where it came after; null where none did.</summary>
    public long? Lead => FirstAlarm is { } first ? Math.Max(0, Event.Start - first) : null;
}
