namespace EquipmentHealth.Study;

/// <summary>One sensor's part in a row.</summary>
/// <param name="Sensor">Its name.</param>
/// <param name="Measured">What it said.</param>
/// <param name="Expected">What the other sensors let expect of it.</param>
/// <param name="Away">How far apart those are, in its usual deviations.</param>
/// <param name="Share">Its share of the score.</param>
internal sealed record ExplainedSensor(string Sensor, double Measured, double Expected, double Away, double Share);
