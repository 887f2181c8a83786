namespace Pipelines.Evaluation;

/// <summary>Everything a search tried, and what it chose.</summary>
/// <typeparam name="TOptions">The options record.</typeparam>
public sealed record SearchResult<TOptions> where TOptions : class, IOptions<TOptions>, new()
{
    /// <summary>Key of the metric that was optimised.</summary>
    public required string Metric { get; init; }

    /// <summary>Which way it is better.</summary>
    public required Better Better { get; init; }

    /// <summary>Every candidate, in the order given.</summary>
    public required IReadOnlyList<Candidate<TOptions>> Candidates { get; init; }

    /// <summary>The candidate with the best mean, whether it meets the requirements or not.</summary>
    public required Candidate<TOptions> Best { get; init; }

    /// <summary>The candidate to use; null where none meets the requirements.</summary>
    public required Candidate<TOptions>? Chosen { get; init; }

    /// <summary>Why it was chosen.</summary>
    public required SearchReason Reason { get; init; }

    /// <summary>How many models were fitted: candidates x folds, over all rounds.</summary>
    public required int Fits { get; init; }
}
