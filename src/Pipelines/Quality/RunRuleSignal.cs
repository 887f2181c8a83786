namespace Pipelines.Quality;

/// <summary>A pattern of points that a run rule calls a sign of trouble.</summary>
/// <param name="Rule">Its number in its <see cref="RunRuleSet"/>, from 1.</param>
/// <param name="First">First point of the pattern, from 0.</param>
/// <param name="Last">Last point; patterns that overlap are one signal.</param>
public readonly record struct RunRuleSignal(int Rule, int First, int Last);
