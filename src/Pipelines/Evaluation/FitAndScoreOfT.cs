namespace Pipelines.Evaluation;

/// <summary>Fits a model with the given options on some rows and measures it on others. Called from several threads at once, so it must not write to what it shares.</summary>
/// <typeparam name="TOptions">The options record.</typeparam>
/// <param name="options">What to fit with.</param>
/// <param name="train">Indices of the rows to learn from.</param>
/// <param name="test">Indices of the rows to measure on.</param>
/// <param name="control">Threads and cancellation of this fit.</param>
public delegate IMetrics FitAndScore<in TOptions>(TOptions options, int[] train, int[] test, FitControl control);
