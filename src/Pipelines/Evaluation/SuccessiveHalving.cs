namespace Pipelines.Evaluation;

/// <summary>
/// Spends few passes on all candidates and many on the best: after each round one of <see cref="KeepOneOf"/> stays and gets that many times the passes
/// (Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization", 2016). It may drop a candidate that starts slowly.
/// </summary>
/// <param name="PassesSetting">The whole-number setting that counts passes: epochs, sweeps, iterations.</param>
/// <param name="LeastPasses">Passes of the first round, at least 1.</param>
/// <param name="MostPasses">Passes of the last round, at least <paramref name="LeastPasses"/>.</param>
/// <param name="KeepOneOf">Of how many candidates one stays, at least 2.</param>
public sealed record SuccessiveHalving(string PassesSetting, long LeastPasses, long MostPasses, int KeepOneOf = 3);
