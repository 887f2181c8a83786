namespace Pipelines.Data;

/// <summary>Row sources over data already in memory.</summary>
public static class RowSource
{
    /// <summary>Reads a matrix row after row.</summary>
    public static IRowSource Of(MatrixView rows) => new MatrixSource(rows);

    private sealed class MatrixSource(MatrixView rows) : IRowSource
    {
        public int Columns => rows.Columns;

        public long? Rows => rows.Rows;

        public IRowCursor Open() => new MatrixCursor(rows);
    }

    private sealed class MatrixCursor(MatrixView rows) : IRowCursor
    {
        private int _next;

        public int Read(Span<float> block)
        {
            if (block.Length < rows.Columns)
            {
                throw new ArgumentException($"The block has room for {block.Length} values; a row has {rows.Columns}.", nameof(block));
            }
            var count = rows.Columns == 0 ? 0 : Math.Min(block.Length / rows.Columns, rows.Rows - _next);
            rows[_next..(_next + count)].Values.CopyTo(block);
            _next += count;
            return count;
        }

        public void Dispose() { }
    }
}
