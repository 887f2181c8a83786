namespace EquipmentHealth.Data;

/// <summary>A column that is no sensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why: text, constant, empty, dead.</param>
internal sealed record LeftOut(string Name, string Reason);
