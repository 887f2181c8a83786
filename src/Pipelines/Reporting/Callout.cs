namespace Pipelines.Reporting;

/// <summary>A text set apart from its surroundings.</summary>
/// <param name="Kind">Note or warning.</param>
/// <param name="Text">The text, without markup.</param>
public sealed record Callout(CalloutKind Kind, string Text) : Block;
