using Pipelines.Data;

namespace Pipelines.Packing.Lossy;

/// <summary>Holds what comes back against what was packed, cell by cell.</summary>
/// <param name="rows">The table once more.</param>
/// <param name="layout">What was promised of it.</param>
internal sealed class LossyCheck(IEnumerator<Table> rows, LossyLayout layout)
{
    private readonly double[] _largest = new double[layout.Columns.Length];
    private Table? _table;
    private int _at;
    private long _row;

    /// <summary>For each column, how far the farthest number is.</summary>
    public IReadOnlyList<double> Largest => _largest;

    /// <summary>Compares the rows that follow.</summary>
    /// <exception cref="DataException">A cell is not what was promised.</exception>
    public void Compare(Table back)
    {
        for (var r = 0; r < back.Rows; r++, _row++)
        {
            while (_table is null || _at == _table.Rows)
            {
                (_table, _at) = rows.MoveNext() ? (rows.Current, 0) : throw Broken(layout.Columns[0].Name, _row + 1);
            }
            for (var c = 0; c < _largest.Length; c++)
            {
                var promised = layout.Columns[c];
                var column = _table.Columns[c];
                if (column is NumberColumn numbers && promised.Kind == LossyColumnKind.Number)
                {
                    var (was, now) = (numbers.Values[_at], ((NumberColumn)back.Columns[c]).Values[r]);
                    if (!promised.Numbers.IsWithin(was, now))
                    {
                        throw Broken(promised.Name, _row + 1);
                    }
                    _largest[c] = was.Equals(now) ? _largest[c] : Math.Max(_largest[c], Math.Abs(was - now));
                }
                else if (!string.Equals(column.Text(_at), back.Columns[c].Text(r), StringComparison.Ordinal))
                {
                    throw Broken(promised.Name, _row + 1);
                }
            }
            _at++;
        }
    }

    /// <summary>Is sure that there are no more rows.</summary>
    public void Finish()
    {
        do
        {
            if (_table is not null && _at < _table.Rows)
            {
                throw Broken(layout.Columns[0].Name, _row + 1);
            }
            (_table, _at) = rows.MoveNext() ? (rows.Current, 0) : (null, 0);
        }
        while (_table is not null);
    }

    internal static DataException Broken(string column, long row) =>
        new("lossy.check", $"Column '{column}', row {row}: what was packed does not come back as promised, so nothing was written. The table changed while it was read; try again, or pack without loss.");
}
