namespace Pipelines.Data;

/// <summary>Where in each file the columns to read stand.</summary>
internal static class CsvColumnPlaces
{
    /// <summary>The names of the columns to read, and for each file the place of each.</summary>
    /// <exception cref="DataException">A name is unknown, or a file lacks a column or has one too many.</exception>
    public static (string[] Names, int[][] Places) Match(IReadOnlyList<string> paths, IReadOnlyList<CsvDialect> dialects, CsvOptions options)
    {
        var first = dialects[0].Columns;
        foreach (var name in options.Types.Keys.Concat(options.IdColumns).Concat(options.Columns ?? []))
        {
            if (!first.Contains(name, StringComparer.Ordinal))
            {
                throw Unknown(paths[0], name, first);
            }
        }
        string[] names = [.. options.Columns?.Distinct(StringComparer.Ordinal) ?? first];
        if (options.FileNameColumn is { } file && names.Contains(file, StringComparer.Ordinal))
        {
            throw new DataException("csv.file-column", $"{paths[0]}: a column named '{file}' is there already. Choose another name for the column of file names.");
        }
        var places = new int[paths.Count][];
        for (var f = 0; f < paths.Count; f++)
        {
            var columns = dialects[f].Columns;
            // Files without a header match by place.
            if (columns.Count != first.Count && (options.Columns is null || dialects[f].HeaderLine == 0))
            {
                throw new DataException("csv.columns", $"{paths[f]}: the file has {columns.Count} columns ({string.Join(", ", columns)}), {paths[0]} has {first.Count} ({string.Join(", ", first)}). Read files of the same columns together.");
            }
            var placeOf = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var c = 0; c < columns.Count; c++)
            {
                placeOf[columns[c]] = c;
            }
            places[f] = new int[names.Length];
            for (var c = 0; c < names.Length; c++)
            {
                places[f][c] = placeOf.TryGetValue(names[c], out var place) ? place : throw Unknown(paths[f], names[c], columns);
            }
        }
        return (names, places);
    }

    /// <summary>The error of a name that a file does not have.</summary>
    public static DataException Unknown(string path, string name, IReadOnlyList<string> columns) =>
        new("csv.column", $"{path}: no column '{name}'. The columns are: {string.Join(", ", columns)}.");
}
