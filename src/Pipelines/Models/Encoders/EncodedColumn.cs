namespace Pipelines.Models.Encoders;

/// <summary>Columns of an encoded matrix that belong together, and what they stand for.</summary>
/// <param name="Name">The column of the table.</param>
/// <param name="Type">What they stand for.</param>
/// <param name="First">The first of them, from 0.</param>
/// <param name="Count">How many: 1, or of <see cref="EncodedType.Levels"/> as many as there are levels.</param>
public readonly record struct EncodedColumn(string Name, EncodedType Type, int First, int Count);
