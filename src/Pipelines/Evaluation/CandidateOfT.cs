namespace Pipelines.Evaluation;

/// <summary>One set of options that a search tried.</summary>
/// <typeparam name="TOptions">The options record.</typeparam>
public sealed record Candidate<TOptions> where TOptions : class, IOptions<TOptions>, new()
{
    /// <summary>Its place in the list of candidates, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The options; under successive halving with the passes of its last round.</summary>
    public required TOptions Options { get; init; }

    /// <summary>What became of it.</summary>
    public required CandidateStatus Status { get; init; }

    /// <summary>What was measured; null where it failed or was skipped.</summary>
    public CrossValidationResult? Result { get; init; }

    /// <summary>The metric that was optimised, over the folds; null where it failed or was skipped.</summary>
    public FoldSummary? Score { get; init; }

    /// <summary>The requirements that its mean metrics do not meet; empty where all are met.</summary>
    public IReadOnlyList<RequirementResult> Unmet { get; init; } = [];

    /// <summary>Why it failed; null where it did not.</summary>
    public Exception? Error { get; init; }

    /// <summary>The settings that differ from the defaults: <c>rank=8, learning-rate=0.01</c>; empty where none does.</summary>
    public string Changes => string.Join(", ", TOptions.Settings.Where(s => s.Text(Options) != s.Default).Select(s => $"{KebabCase.Of(s.Name)}={s.Text(Options)}"));
}
