using EquipmentHealth.Data;

namespace EquipmentHealth.Study;

/// <summary>One thing that was really wrong, and what became of it.</summary>
/// <param name="Unit">The machine.</param>
/// <param name="Fault">What was wrong.</param>
/// <param name="FirstAlarm">When the first alarm told of it, in ticks; null where none did.</param>
internal sealed record FaultOutcome(string Unit, Fault Fault, long? FirstAlarm);
