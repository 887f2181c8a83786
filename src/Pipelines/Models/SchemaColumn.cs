namespace Pipelines.Models;

/// <summary>One column of a <see cref="Schema"/>.</summary>
/// <param name="Name">As in the file's header; matched exactly.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Role">What it is used for.</param>
public sealed record SchemaColumn(string Name, ColumnType Type, ColumnRole Role = ColumnRole.Feature);
