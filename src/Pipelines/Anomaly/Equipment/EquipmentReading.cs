using Pipelines.Anomaly.Events;
using Pipelines.Anomaly.Health;

namespace Pipelines.Anomaly.Equipment;

/// <summary>What an <see cref="EquipmentTracker"/> says of one row.</summary>
/// <param name="Reason">What is to be said of the row.</param>
/// <param name="Score">The row's score, in units of what the normal rows of its regime rarely exceed; NaN where there is none.</param>
/// <param name="TSquared">Hotelling's T² in the same way; NaN where there is no score.</param>
/// <param name="Spe">Squared prediction error in the same way; NaN where there is no score.</param>
/// <param name="Health">0 to 100; NaN where there is no score.</param>
/// <param name="IsAlarm">True while the machine's alarm is on.</param>
/// <param name="StuckSensor">The sensor that has repeated itself longest, where that and not the pattern of values makes the score; −1 otherwise.</param>
/// <param name="IsLate">True where the row is not later than the one before: it is scored alone, and the alarm stays as it was.</param>
/// <param name="Ended">The alarm that this row ended, or null.</param>
public readonly record struct EquipmentReading(ReadingReason Reason, double Score, double TSquared, double Spe, double Health, bool IsAlarm, int StuckSensor, bool IsLate, AlarmEvent? Ended)
{
    /// <summary>How long the machine may still run; null where the model does not estimate it, the row has no score, or fewer rows have been seen than a window needs.</summary>
    public LifeEstimate? Life { get; init; }
}
