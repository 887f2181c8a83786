using Pipelines.Evaluation;

namespace MovieRecommendation.Study;

/// <summary>One set of options that was tried.</summary>
/// <param name="Options">As options of the command line; empty for the defaults.</param>
/// <param name="Mean">The metric's mean over the folds; NaN where it was not measured.</param>
/// <param name="StandardError">How far chance may have moved the mean.</param>
/// <param name="Status">What became of it.</param>
/// <param name="MeetsRules">True where it keeps every rule.</param>
/// <param name="Chosen">True for the one that was taken.</param>
internal sealed record SearchedCandidate(string Options, double Mean, double StandardError, CandidateStatus Status, bool MeetsRules, bool Chosen);
