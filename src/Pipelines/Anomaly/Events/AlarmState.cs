namespace Pipelines.Anomaly.Events;

/// <summary>
/// All that an <see cref="AlarmTracker"/> remembers between two rows: a few numbers, whatever has gone by. Keep it (it holds nothing but public numbers, so any serialiser writes it) and
/// resume with it: the alarms are then, bit for bit, those of an uninterrupted run.
/// </summary>
public readonly record struct AlarmState
{
    /// <summary>The last rows, newest in bit 0: 1 where the score lay above the limit.</summary>
    public ulong History { get; init; }

    /// <summary>Scored rows since the start or the last long gap.</summary>
    public long Rows { get; init; }

    /// <summary>When the last row was, scored or not; meaningless before the first.</summary>
    public long LastTime { get; init; }

    /// <summary>When the last scored row was; meaningless while <see cref="Rows"/> is 0.</summary>
    public long LastScored { get; init; }

    /// <summary>True once a row was seen.</summary>
    public bool HasStarted { get; init; }

    /// <summary>True while an alarm is on.</summary>
    public bool IsOn { get; init; }

    /// <summary>Clear rows since the last that was not.</summary>
    public int ClearRun { get; init; }

    /// <summary>First row above the limit of those that are remembered or that led to the alarm.</summary>
    public long Onset { get; init; }

    /// <summary>When the alarm that is on was raised.</summary>
    public long Raised { get; init; }

    /// <summary>Highest score since <see cref="Onset"/>.</summary>
    public double Peak { get; init; }

    /// <summary>When it was reached.</summary>
    public long PeakTime { get; init; }

    /// <summary>The last row of the alarm that was not clear.</summary>
    public long LastUnclear { get; init; }

    /// <summary>Scored rows of the alarm up to <see cref="LastUnclear"/>.</summary>
    public int EventRows { get; init; }
}
