namespace Pipelines.Evaluation;

/// <summary>What became of a candidate of a search.</summary>
public enum CandidateStatus
{
    /// <summary>Measured on every fold; under successive halving, in the last round that ran.</summary>
    Scored,

    /// <summary>Dropped by successive halving after a round with fewer passes.</summary>
    Dropped,

    /// <summary>It could not be fitted or measured.</summary>
    Failed,

    /// <summary>The search ended before its turn.</summary>
    Skipped,
}
