namespace Pipelines.Evaluation;

/// <summary>The rows whose probability lies in one range.</summary>
/// <param name="Low">Lower edge; not inside, except for the first bin.</param>
/// <param name="High">Upper edge, inside.</param>
/// <param name="Rows">How many rows, at least 1.</param>
/// <param name="MeanProbability">What was predicted on average.</param>
/// <param name="PositiveShare">What happened: the share of positives.</param>
public readonly record struct CalibrationBin(double Low, double High, int Rows, double MeanProbability, double PositiveShare);
