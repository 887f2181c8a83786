using EquipmentHealth.Data;
using Pipelines.Anomaly.Events;

namespace EquipmentHealth.Study;

/// <summary>One machine's life, judged by models that had not seen it.</summary>
/// <param name="Unit">Its log.</param>
/// <param name="Sound">How many of its first rows count as sound.</param>
/// <param name="Scores">In limits: 1 is the alarm limit; NaN where there is no score.</param>
/// <param name="Health">0 to 100; NaN where there is no score.</param>
/// <param name="Alarms">Its alarms.</param>
/// <param name="Raw">What the regressor said before calibration; NaN until a window is full.</param>
internal sealed record LifeResult(UnitLog Unit, int Sound, double[] Scores, double[] Health, IReadOnlyList<AlarmEvent> Alarms, double[] Raw)
{
    /// <summary>Its whole life, in hours or steps.</summary>
    public double Life => LeftAt(0);

    /// <summary>The alarm that was on when it failed; null where none was.</summary>
    public AlarmEvent? Announcing => Alarms.Count > 0 && Alarms[^1].IsOn ? Alarms[^1] : null;

    /// <summary>From that alarm to the failure; NaN where there was none.</summary>
    public double Lead => Announcing is { } alarm ? Hours(Unit.Times[^1] - alarm.Raised) : double.NaN;

    /// <summary>True where it was in alarm in its sound time.</summary>
    public bool IsEarly => Alarms.Any(a => a.Raised < Unit.Times[Sound]);

    /// <summary>What it had left at a row.</summary>
    public double LeftAt(int row) => Hours(Unit.Times[^1] - Unit.Times[row]);

    private static double Hours(long ticks) => ticks / (double)TimeSpan.TicksPerHour;
}
