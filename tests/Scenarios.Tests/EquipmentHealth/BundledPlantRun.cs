namespace Scenarios.Tests.EquipmentHealth;

/// <summary>EquipmentHealth on what is bundled with it.</summary>
public sealed class BundledPlantRun() : DefaultRun("EquipmentHealth");
