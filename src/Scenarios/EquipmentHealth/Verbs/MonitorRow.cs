namespace EquipmentHealth.Verbs;

/// <summary>One row to watch.</summary>
/// <param name="Text">Its time as it stood in the file.</param>
/// <param name="Time">Its time in ticks; <see cref="Pipelines.Data.TimeColumn.Missing"/> where it has none.</param>
/// <param name="Unit">The machine; empty where there is but one.</param>
/// <param name="Regime">The regime; empty where there is but one.</param>
/// <param name="Values">One a sensor; NaN where missing.</param>
/// <param name="Problem">Why it cannot be used; null where it can.</param>
internal sealed record MonitorRow(string Text, long Time, string Unit, string Regime, double[] Values, string? Problem);
