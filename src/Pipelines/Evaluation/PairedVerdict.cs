namespace Pipelines.Evaluation;

/// <summary>What a paired comparison says of the first model.</summary>
public enum PairedVerdict
{
    /// <summary>Better, and chance hardly explains it.</summary>
    Better,

    /// <summary>Worse, and chance hardly explains it.</summary>
    Worse,

    /// <summary>The difference may be chance.</summary>
    NoClearDifference,
}
