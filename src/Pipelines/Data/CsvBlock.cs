namespace Pipelines.Data;

/// <summary>Some consecutive rows of a file, typed and as text. A row that cannot be read is there too, so that row i of the file stays row i of the answer.</summary>
/// <param name="Table">The columns asked for, one row a record; cells that are not of their column's type, and all cells of rows of a wrong shape, are missing.</param>
/// <param name="Records">The same rows as text with their lines, and the reason where a row cannot be read.</param>
public sealed record CsvBlock(Table Table, IReadOnlyList<CsvRecord> Records);
