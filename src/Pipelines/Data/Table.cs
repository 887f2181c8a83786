namespace Pipelines.Data;

/// <summary>Typed columns of equal length, as read from a CSV file.</summary>
public sealed class Table
{
    private readonly Dictionary<string, Column> _byName = new(StringComparer.Ordinal);

    /// <summary>Puts columns side by side.</summary>
    /// <exception cref="DataException">Two columns share a name, or differ in length.</exception>
    public Table(IReadOnlyList<Column> columns)
    {
        Columns = columns;
        Rows = columns.Count == 0 ? 0 : columns[0].Rows;
        foreach (var column in columns)
        {
            if (!_byName.TryAdd(column.Name, column))
            {
                throw new DataException("table.duplicate", $"Table.columns must have different names; got '{column.Name}' twice. Rename one of them.");
            }
            if (column.Rows != Rows)
            {
                throw new DataException("table.length", $"Table.columns must have equal lengths; got '{column.Name}' with {column.Rows} rows beside {Rows}. Fill the shorter one with missing values.");
            }
        }
    }

    /// <summary>The columns, in file order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>How many rows.</summary>
    public int Rows { get; }

    /// <summary>The column of that exact name, or null.</summary>
    public Column? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>A column by its exact name.</summary>
    /// <exception cref="DataException">There is none; the message lists the names there are.</exception>
    public Column this[string name] => Find(name)
        ?? throw new DataException("table.column", $"No column '{name}'. The columns are: {string.Join(", ", Columns.Select(c => c.Name))}.");

    /// <summary>The given rows, in that order.</summary>
    public Table Take(ReadOnlySpan<int> rows)
    {
        var taken = new Column[Columns.Count];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = Columns[i].Take(rows);
        }
        return new(taken);
    }
}
