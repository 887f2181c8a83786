using Pipelines.Anomaly.Events;

namespace Pipelines.Anomaly.Equipment;

/// <summary>All that an <see cref="EquipmentTracker"/> remembers between two rows. Keep it and resume with it: the readings are then, bit for bit, those of an uninterrupted run.</summary>
/// <param name="Alarm">The alarm's memory.</param>
/// <param name="LastOff">When the machine was last seen standing, in ticks; <see cref="long.MinValue"/> where it never was.</param>
/// <param name="LastValues">The last value of each sensor; NaN where there is none.</param>
/// <param name="Runs">For how many rows each sensor has said the same.</param>
public sealed record EquipmentState(AlarmState Alarm, long LastOff, IReadOnlyList<double> LastValues, IReadOnlyList<int> Runs)
{
    /// <summary>The regime of the last row; null before the first.</summary>
    public string? Regime { get; init; }

    /// <summary>When the machine last went over to another regime, in ticks; <see cref="long.MinValue"/> where it never did.</summary>
    public long LastChange { get; init; } = long.MinValue;

    /// <summary>Moving averages of the sensors relative to their regime, one a sensor; empty where the model takes rows as they are.</summary>
    public IReadOnlyList<double> Smoothed { get; init; } = [];

    /// <summary>The last rows relative to their regime, oldest first, one value a sensor each; empty where the model does not estimate remaining life.</summary>
    public IReadOnlyList<float> Recent { get; init; } = [];

    /// <summary>The state before the first row.</summary>
    /// <param name="sensors">How many sensors there are.</param>
    public static EquipmentState Start(int sensors)
    {
        var last = new double[sensors];
        Array.Fill(last, double.NaN);
        return new(default, long.MinValue, last, new int[sensors]);
    }
}
