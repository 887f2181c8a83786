namespace Pipelines.Tests.Architecture;

/// <summary>A string in the source.</summary>
/// <param name="Start">Place of its first character: $, @ or ".</param>
/// <param name="Content">What it says, escapes as written; each interpolation is {}.</param>
/// <param name="Holes">How many interpolations.</param>
internal readonly record struct SourceLiteral(int Start, string Content, int Holes);
