namespace Pipelines.Reporting;

/// <summary>Builds a <see cref="ReportTable"/>: first the columns, then the rows.</summary>
public sealed class TableBuilder
{
    private readonly List<ReportColumn> _columns = [];
    private readonly List<IReadOnlyList<Cell>> _rows = [];
    private string _key = "", _caption = "", _moreIn = "";
    private int _limit = 50;
    private long? _total;

    /// <summary>Adds a column of texts.</summary>
    public TableBuilder Text(string heading, string meaning = "") => Column(new(heading) { Meaning = meaning });

    /// <summary>Adds a column of numbers, set to the right.</summary>
    public TableBuilder Number(string heading, NumberFormat format = default, string meaning = "") => Column(new(heading) { Align = Align.Right, Format = format, Meaning = meaning });

    /// <summary>Adds a column of numbers with a bar behind each.</summary>
    public TableBuilder Bar(string heading, NumberFormat format = default, string meaning = "") =>
        Column(new(heading) { Align = Align.Right, Format = format, Bar = true, Meaning = meaning });

    /// <summary>Adds a column.</summary>
    public TableBuilder Column(ReportColumn column)
    {
        _columns.Add(column);
        return this;
    }

    /// <summary>Adds a row; texts and numbers become cells.</summary>
    /// <exception cref="ArgumentException">There is not one cell a column.</exception>
    public TableBuilder Row(params ReadOnlySpan<Cell> cells)
    {
        if (cells.Length != _columns.Count)
        {
            throw new ArgumentException($"A row must have {_columns.Count} cells, one a column; got {cells.Length}.", nameof(cells));
        }
        _rows.Add(cells.ToArray());
        return this;
    }

    /// <summary>Adds a row for each item.</summary>
    public TableBuilder Rows<T>(IEnumerable<T> items, Func<T, Cell[]> cells)
    {
        foreach (var item in items)
        {
            Row(cells(item));
        }
        return this;
    }

    /// <summary>Names the table in JSON.</summary>
    public TableBuilder Key(string key)
    {
        _key = key;
        return this;
    }

    /// <summary>Says what the table shows.</summary>
    public TableBuilder Caption(string caption)
    {
        _caption = caption;
        return this;
    }

    /// <summary>Shows at most so many rows and names the file that holds all of them.</summary>
    /// <param name="limit">Rows shown, at least 0.</param>
    /// <param name="moreIn">The file; empty where there is none.</param>
    /// <param name="total">Rows in all, where not every row is added here.</param>
    public TableBuilder Limit(int limit, string moreIn = "", long? total = null)
    {
        (_limit, _moreIn, _total) = (limit, moreIn, total);
        return this;
    }

    /// <summary>The table.</summary>
    public ReportTable Build() => new([.. _columns], [.. _rows]) { Key = _key, Caption = _caption, Limit = _limit, Total = _total, MoreIn = _moreIn };
}
