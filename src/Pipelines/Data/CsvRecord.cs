namespace Pipelines.Data;

/// <summary>One row of a CSV file as text.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Line">The line where the row starts, from 1.</param>
/// <param name="Fields">The fields, trimmed, in file order; as many as the row has, also where that is wrong.</param>
/// <param name="Problem">Why the row cannot be used, or null: its number of fields, or text after a closing quote.</param>
public sealed record CsvRecord(string File, long Line, IReadOnlyList<string> Fields, DataException? Problem);
