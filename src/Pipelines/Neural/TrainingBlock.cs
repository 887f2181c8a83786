using Pipelines.Data;

namespace Pipelines.Neural;

/// <summary>Training rows that are in memory at once.</summary>
/// <param name="Rows">What the network reads.</param>
/// <param name="Targets">What it should give, as many rows; no columns where a row is its own target.</param>
/// <param name="Weights">How much each row counts; empty for 1.</param>
/// <param name="First">Number of the first row in the data.</param>
internal readonly record struct TrainingBlock(MatrixView Rows, MatrixView Targets, ReadOnlyMemory<float> Weights, long First);
