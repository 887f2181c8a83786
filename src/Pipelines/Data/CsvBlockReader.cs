using System.Collections;

namespace Pipelines.Data;

/// <summary>
/// A file as blocks of typed rows, in file order, with only one block in memory. For batch prediction: <see cref="CsvOptions.Types"/> and <see cref="CsvOptions.Columns"/> say what the
/// model needs, every row of the file comes back, and one that cannot be read says why. Enumerating starts from the first row each time.
/// </summary>
public sealed class CsvBlockReader : IEnumerable<CsvBlock>
{
    private readonly string _path;
    private readonly CsvOptions _options;
    private readonly int _rows;
    private readonly CsvPlan _plan;
    private readonly CsvColumnFormat[] _formats;

    /// <summary>Finds out how the file is written, and how each column is from its first 1,000 rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it. Columns whose type is not told there take the type of the first rows.</param>
    /// <param name="rows">How many rows a block has, at least 1; the last may have fewer. Default 4096.</param>
    /// <exception cref="DataException">The file is no CSV file, its encoding is unknown, or a column is not there.</exception>
    public CsvBlockReader(string path, CsvOptions options, int rows = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        (_path, _options, _rows) = (path, options, rows);
        (_plan, _formats) = CsvPlan.Ready([path], options);
    }

    /// <summary>How the file is written.</summary>
    public CsvDialect Dialect => _plan.Dialects[0];

    /// <summary>The names of all columns of the file, in its order.</summary>
    public IReadOnlyList<string> Columns => Dialect.Columns;

    /// <summary>Each block.</summary>
    /// <exception cref="DataException">A quote is never closed, a row is longer than 64 MB, or the bytes cannot be read.</exception>
    public IEnumerator<CsvBlock> GetEnumerator()
    {
        using var records = new CsvRecords(_path, Dialect, _options, false, true);
        while (Block(records) is { } block)
        {
            yield return block;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private CsvBlock? Block(CsvRecords records)
    {
        var builders = new CsvColumnBuilder[_formats.Length];
        for (var c = 0; c < builders.Length; c++)
        {
            builders[c] = _plan.Builder(_formats[c], _rows);
        }
        var rows = new List<CsvRecord>(_rows);
        while (rows.Count < _rows && records.Read())
        {
            var problem = records.Problem;
            for (var c = 0; c < builders.Length; c++)
            {
                var place = _plan.Places[0][c];
                var cell = records.Problem is null ? records.Field(place) : default;
                if (!builders[c].Add(cell))
                {
                    problem ??= CsvProblem.Cell(_path, records.Line, place, _plan.Names[c], cell, _formats[c]);
                }
            }
            rows.Add(new(_path, records.Line, records.Texts(), problem));
        }
        if (rows.Count == 0)
        {
            return null;
        }
        var columns = new Column[builders.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = builders[c].Finish(_plan.Names[c], null);
        }
        return new(new(columns), rows);
    }
}
