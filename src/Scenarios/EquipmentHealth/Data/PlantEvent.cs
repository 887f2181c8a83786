using Pipelines.Data;

namespace EquipmentHealth.Data;

/// <summary>One planted fault: the truth that alarms are judged by.</summary>
/// <param name="Machine">Where.</param>
/// <param name="Kind">What.</param>
/// <param name="Sensor">The sensor that shows it first.</param>
/// <param name="Time">From its first row to its last; of a degradation up to the failure.</param>
/// <param name="EndsInFailure">True where the machine stands at the end.</param>
internal sealed record PlantEvent(string Machine, FaultKind Kind, string Sensor, TimeRange Time, bool EndsInFailure);
