namespace Pipelines.Evaluation;

/// <summary>Which way is better.</summary>
public enum Better
{
    /// <summary>Larger values are better.</summary>
    Higher,

    /// <summary>Smaller values are better.</summary>
    Lower,
}
