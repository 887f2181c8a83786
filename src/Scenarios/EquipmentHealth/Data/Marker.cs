namespace EquipmentHealth.Data;

/// <summary>A column of few values that may say which way a machine runs.</summary>
/// <param name="Name">The column.</param>
/// <param name="Codes">Code of its value, machine by machine and row by row.</param>
internal sealed record Marker(string Name, IReadOnlyList<int[]> Codes);
