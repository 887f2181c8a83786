namespace Pipelines.Evaluation;

/// <summary>How a <see cref="Requirement"/> compares a metric with its bound.</summary>
public enum RequirementOperator
{
    /// <summary><c>&lt;=</c>.</summary>
    AtMost,

    /// <summary><c>&lt;</c>.</summary>
    Below,

    /// <summary><c>&gt;=</c>.</summary>
    AtLeast,

    /// <summary><c>&gt;</c>.</summary>
    Above,

    /// <summary><c>==</c>.</summary>
    Equal,
}
