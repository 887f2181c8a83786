namespace Pipelines.Reporting;

/// <summary>Plain text; a line break stays a line break.</summary>
/// <param name="Text">The text, without markup.</param>
public sealed record Paragraph(string Text) : Block;
