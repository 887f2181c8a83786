namespace Pipelines.Reporting;

/// <summary>One column of a <see cref="SideBySide"/>.</summary>
/// <param name="Heading">Its heading; empty for none.</param>
/// <param name="Blocks">Its content, top to bottom.</param>
public sealed record SideColumn(string Heading, IReadOnlyList<Block> Blocks);
