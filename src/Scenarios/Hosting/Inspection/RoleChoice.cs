namespace Scenarios.Hosting.Inspection;

/// <summary>A role and the column that plays it.</summary>
/// <param name="Role">The role.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Reason">Why it.</param>
public readonly record struct RoleChoice(Role Role, string Column, RoleReason Reason);
