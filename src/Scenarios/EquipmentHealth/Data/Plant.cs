using Pipelines.Data;

namespace EquipmentHealth.Data;

/// <summary>The sensor log of a plant, and what was wrong when.</summary>
/// <param name="Log">Columns time, machine, product, and one a sensor; rows by machine and then by time.</param>
/// <param name="Events">The planted faults, by machine and then by time.</param>
internal sealed record Plant(Table Log, IReadOnlyList<PlantEvent> Events);
