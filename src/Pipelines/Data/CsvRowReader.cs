using System.Collections;

namespace Pipelines.Data;

/// <summary>
/// The rows of one file as text, in file order and without holding them. Enumerating starts from the first row each time. A row of a wrong shape comes with its reason, so that batch
/// prediction keeps the order and number of rows.
/// </summary>
public sealed class CsvRowReader : IEnumerable<CsvRecord>
{
    private readonly string _path;
    private readonly CsvOptions _options;

    /// <summary>Finds out how the file is written.</summary>
    /// <exception cref="DataException">The file is no CSV file, or its encoding is unknown.</exception>
    public CsvRowReader(string path, CsvOptions options) => (_path, _options, Dialect) = (path, options, CsvFile.Dialect(path, options));

    /// <summary>How the file is written.</summary>
    public CsvDialect Dialect { get; }

    /// <summary>The names of the columns, in file order.</summary>
    public IReadOnlyList<string> Columns => Dialect.Columns;

    /// <summary>The place of a column.</summary>
    /// <exception cref="DataException">There is none of that name; the message lists the names there are.</exception>
    public int Place(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
            {
                return i;
            }
        }
        throw CsvColumnPlaces.Unknown(_path, column, Columns);
    }

    /// <summary>Each row, bad ones among them.</summary>
    /// <exception cref="DataException">A quote is never closed, a row is longer than 64 MB, or the bytes cannot be read.</exception>
    public IEnumerator<CsvRecord> GetEnumerator()
    {
        using var records = new CsvRecords(_path, Dialect, _options, false, true);
        while (records.Read())
        {
            yield return new(_path, records.Line, records.Texts(), records.Problem);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
