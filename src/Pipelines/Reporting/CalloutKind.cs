namespace Pipelines.Reporting;

/// <summary>What a callout is for.</summary>
public enum CalloutKind
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>To be heeded before acting on the report.</summary>
    Warning,
}
