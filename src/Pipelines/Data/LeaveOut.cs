namespace Pipelines.Data;

/// <summary>Which rating of each user is left out for testing.</summary>
public enum LeaveOut
{
    /// <summary>The latest; among equally late ones a random one. Needs times.</summary>
    Latest,

    /// <summary>A random one.</summary>
    Random,
}
