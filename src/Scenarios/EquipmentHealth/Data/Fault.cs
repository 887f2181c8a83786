using Pipelines.Data;

namespace EquipmentHealth.Data;

/// <summary>Something that was really wrong.</summary>
/// <param name="Unit">The machine; null for every one.</param>
/// <param name="Time">From when to when.</param>
/// <param name="Note">What it was; empty where nobody says.</param>
internal sealed record Fault(string? Unit, TimeRange Time, string Note)
{
    /// <summary>True where it is of that machine.</summary>
    public bool IsOf(string unit) => Unit is null || Unit == unit;
}
