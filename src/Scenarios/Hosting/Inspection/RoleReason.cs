namespace Scenarios.Hosting.Inspection;

/// <summary>Why a column was given its role.</summary>
public enum RoleReason
{
    /// <summary>The user named it.</summary>
    Named,

    /// <summary>Its name says so.</summary>
    Name,

    /// <summary>Nothing else fits its contents.</summary>
    Contents,
}
