namespace Pipelines.Data;

/// <summary>One named column of a <see cref="Table"/>.</summary>
/// <param name="Name">As in the file's header.</param>
public abstract record Column(string Name)
{
    /// <summary>How many rows.</summary>
    public abstract int Rows { get; }

    /// <summary>True where the cell is empty.</summary>
    public abstract bool IsMissing(int row);

    /// <summary>The same column holding the given rows, in that order.</summary>
    public abstract Column Take(ReadOnlySpan<int> rows);

    /// <summary>One cell as invariant text, as it would be written to a CSV file; empty where missing.</summary>
    public abstract string Text(int row);
}
