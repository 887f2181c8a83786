using System.Collections.Frozen;

namespace Pipelines.Data;

/// <summary>
/// Number columns of CSV files as rows of float32, read anew on every pass with memory for one row, for data that do not fit. Each column must hold numbers; missing cells are NaN.
/// Rows that cannot be read stop the pass, or with <see cref="OnBadRow.Skip"/> are passed over.
/// </summary>
public sealed class CsvRowSource : IRowSource
{
    private readonly IReadOnlyList<string> _paths;
    private readonly CsvOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly CsvPlan _plan;
    private readonly CsvColumnFormat[] _formats;
    private long _rows = -1;

    /// <summary>Finds out how the files are written, and how their numbers are from the first 1,000 rows of each.</summary>
    /// <param name="paths">The files, read one after the other.</param>
    /// <param name="columns">The columns to read, in this order.</param>
    /// <param name="options">How to read them; types and columns told there are not asked.</param>
    /// <param name="cancellation">Tested while reading.</param>
    /// <exception cref="DataException">A file is no CSV file, its encoding is unknown, or a column is not there.</exception>
    public CsvRowSource(IReadOnlyList<string> paths, IReadOnlyList<string> columns, CsvOptions? options = null, CancellationToken cancellation = default)
    {
        (_paths, _cancellation) = (paths, cancellation);
        _options = (options ?? new()) with { Columns = columns, Types = columns.Distinct().ToFrozenDictionary(c => c, _ => CsvType.Number), IdColumns = [] };
        (_plan, _formats) = CsvPlan.Ready(paths, _options);
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Names => _plan.Names;

    /// <inheritdoc/>
    public int Columns => _formats.Length;

    /// <summary>How many rows; null until a pass has reached the end.</summary>
    public long? Rows => Interlocked.Read(ref _rows) is >= 0 and var rows ? rows : null;

    /// <inheritdoc/>
    public IRowCursor Open() => new Cursor(this);

    private sealed class Cursor(CsvRowSource source) : IRowCursor
    {
        private CsvRecords? _records;
        private int _file;
        private long _rows;

        public int Read(Span<float> block)
        {
            var width = source._formats.Length;
            var count = 0;
            while ((count + 1) * width <= block.Length)
            {
                if ((count & 1023) == 0)
                {
                    source._cancellation.ThrowIfCancellationRequested();
                }
                if (_records is null)
                {
                    if (_file == source._paths.Count)
                    {
                        Interlocked.Exchange(ref source._rows, _rows + count);
                        break;
                    }
                    _records = new(source._paths[_file], source._plan.Dialects[_file], source._options, false, true);
                }
                if (!_records.Read())
                {
                    _records.Dispose();
                    _records = null;
                    _file++;
                }
                else if (Row(block.Slice(count * width, width)))
                {
                    count++;
                }
            }
            _rows += count;
            return count;
        }

        public void Dispose() => _records?.Dispose();

        // False where the row is passed over.
        private bool Row(Span<float> row)
        {
            if (_records!.Problem is { } problem)
            {
                return source._options.OnBadRow != OnBadRow.Fail ? false : throw problem;
            }
            var places = source._plan.Places[_file];
            var marks = CsvNumberMarks.None;
            var formats = source._formats;
            var record = _records.Record;
            for (var c = 0; c < row.Length; c++)
            {
                var cell = _records.Field(places[c]);
                if (formats[c].IsPlain && CsvRowNumber.TryRead(record, cell, out var value))
                {
                    row[c] = (float)value;
                }
                else if (formats[c].TryNumber(cell, out value, ref marks))
                {
                    row[c] = (float)value;
                }
                else if (source._plan.IsMissing(cell))
                {
                    row[c] = float.NaN;
                }
                else
                {
                    return source._options.OnBadRow != OnBadRow.Fail ? false
                        : throw CsvProblem.Cell(source._paths[_file], _records.Line, places[c], source._plan.Names[c], cell, source._formats[c]);
                }
            }
            return true;
        }
    }
}
