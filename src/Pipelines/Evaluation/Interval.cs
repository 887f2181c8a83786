namespace Pipelines.Evaluation;

/// <summary>A confidence interval.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="Level">The share of repetitions that would cover the truth, such as 0.95.</param>
public readonly record struct Interval(double Low, double High, double Level = 0.95);
