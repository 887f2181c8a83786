namespace Pipelines.Data;

/// <summary>Supervised data: rows, one target a row, and optionally one weight a row (empty means all 1).</summary>
/// <param name="Rows">The features, n x d.</param>
/// <param name="Targets">Length n: the number to predict, or the class index 0, 1, ...</param>
/// <param name="Weights">Length n or 0: how much each row counts, 0 or more.</param>
public readonly record struct Examples(MatrixView Rows, ReadOnlyMemory<float> Targets, ReadOnlyMemory<float> Weights = default);
