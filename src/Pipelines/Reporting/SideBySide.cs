namespace Pipelines.Reporting;

/// <summary>Columns beside each other where there is room, below each other where there is none.</summary>
/// <param name="Columns">The columns, left to right.</param>
public sealed record SideBySide(IReadOnlyList<SideColumn> Columns) : Block
{
    /// <summary>A heading over all columns; empty for none.</summary>
    public string Heading { get; init; } = "";
}
