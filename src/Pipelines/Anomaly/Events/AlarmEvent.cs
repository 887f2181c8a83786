using Pipelines.Data;

namespace Pipelines.Anomaly.Events;

/// <summary>One alarm from the row that raised it to the last row that was not clear.</summary>
/// <param name="Onset">The first row above the limit of those that led to it; at most <paramref name="Raised"/>.</param>
/// <param name="Raised">When the alarm was given: nobody could know earlier, so delays and lead times count from here.</param>
/// <param name="End">The last row that was not clear, or that was seen where the alarm is still on.</param>
/// <param name="Peak">Highest score since <paramref name="Onset"/>.</param>
/// <param name="PeakTime">When it was reached first.</param>
/// <param name="Rows">Scored rows from <paramref name="Raised"/> to <paramref name="End"/>.</param>
/// <param name="IsOn">True where the alarm had not ended when the rows did.</param>
public readonly record struct AlarmEvent(long Onset, long Raised, long End, double Peak, long PeakTime, int Rows, bool IsOn)
{
    /// <summary>From <see cref="Raised"/> to <see cref="End"/>.</summary>
    public TimeRange Range => new(Raised, End);
}
