namespace Pipelines.Neural;

/// <summary>A column of category numbers that an <see cref="Embedding"/> turns into vectors.</summary>
/// <param name="Column">Its place among the inputs, from 0.</param>
/// <param name="Levels">How many categories there are, 1 to 10,000,000: the column holds 0 to <paramref name="Levels"/> − 1, and −1 for unknown.</param>
/// <param name="Width">How many numbers describe a category, 1 to 4096.</param>
public readonly record struct EmbeddedColumn(int Column, int Levels, int Width);
