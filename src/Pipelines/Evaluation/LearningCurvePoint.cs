namespace Pipelines.Evaluation;

/// <summary>One point of a learning curve.</summary>
/// <param name="Share">Share of the training rows that were learned from.</param>
/// <param name="TrainRows">How many that is, on average over the folds.</param>
/// <param name="Score">The metric on the test rows, over the folds.</param>
public sealed record LearningCurvePoint(double Share, double TrainRows, FoldSummary Score);
