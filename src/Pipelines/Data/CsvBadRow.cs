namespace Pipelines.Data;

/// <summary>A row that was left out.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Line">The line where the row starts, from 1.</param>
/// <param name="Column">The name of the column at fault; empty where the whole row is.</param>
/// <param name="Value">The cell at fault; empty where the whole row is.</param>
/// <param name="Fields">The fields of the row as text.</param>
/// <param name="Problem">The error this row would have stopped with: its code, facts and English message.</param>
public sealed record CsvBadRow(string File, long Line, string Column, string Value, IReadOnlyList<string> Fields, DataException Problem);
