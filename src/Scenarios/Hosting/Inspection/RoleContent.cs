namespace Scenarios.Hosting.Inspection;

/// <summary>What the cells of a role's column must look like.</summary>
public enum RoleContent
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>Ids: text or whole numbers that come again.</summary>
    Id,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Numbers of few distinct values, such as stars.</summary>
    Grade,

    /// <summary>Points in time.</summary>
    Time,

    /// <summary>Text for people.</summary>
    Text,

    /// <summary>Two values.</summary>
    YesNo,
}
