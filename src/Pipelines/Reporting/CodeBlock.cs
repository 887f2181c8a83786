namespace Pipelines.Reporting;

/// <summary>Lines to copy as they are, such as a command.</summary>
/// <param name="Code">The lines.</param>
public sealed record CodeBlock(string Code) : Block;
