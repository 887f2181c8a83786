namespace Pipelines.Evaluation;

/// <summary>A statistic with its uncertainty.</summary>
/// <param name="Value">The statistic of all units, each once.</param>
/// <param name="Interval">Its confidence interval; both ends NaN with fewer than 2 units, which say nothing of spread.</param>
/// <param name="StandardError">Standard deviation of the replicates; NaN with fewer than 2 units.</param>
/// <param name="Units">How many units were resampled: rows, or groups of rows.</param>
public readonly record struct BootstrapEstimate(double Value, Interval Interval, double StandardError, int Units);
