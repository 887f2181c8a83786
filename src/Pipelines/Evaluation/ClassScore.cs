namespace Pipelines.Evaluation;

/// <summary>How well one class is told from the others.</summary>
/// <param name="Name">The class.</param>
/// <param name="Precision">Share of the rows called this class that are; 0 where none was called so, NaN for a class that is neither a target nor predicted.</param>
/// <param name="Recall">Share of the rows of this class that were called so; 0 where there are none, NaN for a class that is neither a target nor predicted.</param>
/// <param name="F1">Harmonic mean of precision and recall; NaN for a class that is neither a target nor predicted.</param>
/// <param name="Support">Weight of the rows of this class: their number where rows have no weights.</param>
public readonly record struct ClassScore(string Name, double Precision, double Recall, double F1, double Support);
