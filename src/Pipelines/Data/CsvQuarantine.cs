namespace Pipelines.Data;

/// <summary>Writes the rows that were left out to a CSV file of their own, so that they can be put right and read again.</summary>
public static class CsvQuarantine
{
    /// <summary>
    /// Writes columns file, line, column, reason, and then the fields of each row under the names of the data's columns (as many more as the longest row has). The file begins with a
    /// byte order mark, since people open it.
    /// </summary>
    /// <param name="path">Where the file will be.</param>
    /// <param name="rows">The rows; with none, a header alone is written.</param>
    /// <param name="columns">The names of the data's columns, in file order.</param>
    /// <param name="reason">Says a problem in the reader's language; null for its English message.</param>
    /// <exception cref="DataException">The place cannot be written to.</exception>
    public static void Write(string path, IReadOnlyList<CsvBadRow> rows, IReadOnlyList<string> columns, Func<PipelinesException, string>? reason = null)
    {
        using var file = CsvOut.Create(path, true);
        var width = columns.Count;
        foreach (var row in rows)
        {
            width = Math.Max(width, row.Fields.Count);
        }
        string[] names = ["file", "line", "column", "reason", .. columns, .. Enumerable.Range(columns.Count + 1, width - columns.Count).Select(i => FormattableString.Invariant($"c{i}"))];
        file.Row(names);
        foreach (var row in rows)
        {
            file.Field(row.File);
            file.Field(row.Line);
            file.Field(row.Column);
            file.Field(reason is null ? row.Problem.Message : reason(row.Problem));
            for (var i = 0; i < width; i++)
            {
                file.Field(i < row.Fields.Count ? row.Fields[i] : "");
            }
            file.EndRow();
        }
        file.Commit();
    }
}
