namespace Pipelines.Reduction;

/// <summary>What <see cref="ComponentChoice.ByParallelAnalysis"/> found.</summary>
/// <param name="Components">How many leading components have more variance than chance gives; 0 where even the first has not.</param>
/// <param name="ExplainedVariance">Variance along each component of the data, falling.</param>
/// <param name="Threshold">What the component of the same rank reaches by chance, at the level asked for.</param>
public sealed record ParallelAnalysis(int Components, IReadOnlyList<double> ExplainedVariance, IReadOnlyList<double> Threshold);
