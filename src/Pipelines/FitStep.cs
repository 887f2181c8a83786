namespace Pipelines;

/// <summary>One finished pass of training.</summary>
/// <param name="Step">Its number, from 1.</param>
/// <param name="Of">The last number possible.</param>
/// <param name="Loss">The loss after it; NaN where the algorithm has none.</param>
public readonly record struct FitStep(int Step, int Of, double Loss);
