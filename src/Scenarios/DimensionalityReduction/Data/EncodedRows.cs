using Pipelines.Data;
using Pipelines.Models;

namespace DimensionalityReduction.Data;

/// <summary>Every row of files as numbers, read anew on each pass with memory for one block. Rows that cannot be read stop the pass, or are passed over where the options say so.</summary>
/// <param name="files">The files.</param>
/// <param name="options">How they are written.</param>
/// <param name="schema">The columns that are reduced.</param>
/// <param name="encoder">How they become numbers.</param>
/// <param name="cancellation">Tested between blocks.</param>
internal sealed class EncodedRows(IReadOnlyList<string> files, CsvOptions options, Schema schema, ITableEncoder encoder, CancellationToken cancellation) : IRowSource
{
    private const int RowsAtOnce = 3072;

    private readonly SchemaColumn[] _features = [.. schema.Columns.Where(c => c.Role == ColumnRole.Feature)];

    /// <inheritdoc/>
    public int Columns => encoder.Columns;

    /// <inheritdoc/>
    public long? Rows => null;

    /// <inheritdoc/>
    public IRowCursor Open() => new Cursor((Array.TrueForAll(_features, f => f.Type == ColumnType.Number) ? NumberBlocks() : MixedBlocks()).GetEnumerator(), encoder.Columns);

    // Numbers alone need no text of their rows, which is most of the time that reading takes.
    private IEnumerable<Matrix> NumberBlocks()
    {
        using var cursor = new CsvRowSource(files, [.. _features.Select(f => f.Name)], options, cancellation).Open();
        var width = _features.Length;
        var block = new float[RowsAtOnce * width];
        while (cursor.Read(block) is > 0 and var count)
        {
            var columns = new Column[width];
            for (var c = 0; c < width; c++)
            {
                var values = new double[count];
                for (var r = 0; r < count; r++)
                {
                    values[r] = block[(r * width) + c];
                }
                columns[c] = new NumberColumn(_features[c].Name, values);
            }
            yield return Encode(new(columns));
        }
    }

    private IEnumerable<Matrix> MixedBlocks()
    {
        var types = _features.ToDictionary(f => f.Name, f => f.Type switch { ColumnType.Number => CsvType.Number, ColumnType.Time => CsvType.Time, _ => CsvType.Text }, StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var block in CsvFile.Blocks(file, options with { Columns = [.. types.Keys], Types = types, IdColumns = [] }, RowsAtOnce))
            {
                cancellation.ThrowIfCancellationRequested();
                var good = Enumerable.Range(0, block.Records.Count).Where(r => block.Records[r].Problem is null).ToArray();
                if (good.Length < block.Records.Count && options.OnBadRow == OnBadRow.Fail)
                {
                    throw block.Records.First(r => r.Problem is not null).Problem!;
                }
                yield return Encode(good.Length < block.Records.Count ? block.Table.Take(good) : block.Table);
            }
        }
    }

    private Matrix Encode(Table table)
    {
        var rows = new Matrix(table.Rows, encoder.Columns);
        encoder.Encode(schema.Features(table), rows);
        return rows;
    }

    private sealed class Cursor(IEnumerator<Matrix> blocks, int width) : IRowCursor
    {
        private Matrix? _block;
        private int _next;

        public int Read(Span<float> block)
        {
            while (_block is null || _next == _block.Rows)
            {
                if (!blocks.MoveNext())
                {
                    return 0;
                }
                (_block, _next) = (blocks.Current, 0);
            }
            var count = Math.Min(block.Length / width, _block.Rows - _next);
            _block.Values.AsSpan(_next * width, count * width).CopyTo(block);
            _next += count;
            return count;
        }

        public void Dispose() => blocks.Dispose();
    }
}
