namespace Pipelines.Data;

/// <summary>What becomes of several rows about the same user and item.</summary>
public enum DuplicatePolicy
{
    /// <summary>The latest counts: by time where there is a time column, otherwise (and among equal times) the last in file order. The default for ratings: people change their mind.</summary>
    Last,

    /// <summary>Their mean counts; its time is the latest.</summary>
    Mean,

    /// <summary>Their sum counts; its time is the latest. The default for counts and for plain interactions.</summary>
    Sum,

    /// <summary>They are refused.</summary>
    Fail,
}
