namespace EquipmentHealth.Study;

/// <summary>A limit that could be chosen.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="AlarmsPerWeek">Alarms a week and machine that it gives in held-out normal time.</param>
/// <param name="Hit">Events it hits.</param>
/// <param name="DelayHours">Median hours from the start of those to the first alarm; NaN where none is hit.</param>
internal sealed record LimitChoice(double Limit, double AlarmsPerWeek, int Hit, double DelayHours);
