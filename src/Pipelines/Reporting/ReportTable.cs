namespace Pipelines.Reporting;

/// <summary>A table. Each row has one cell a column.</summary>
/// <param name="Columns">The columns, left to right.</param>
/// <param name="Rows">The rows, top to bottom; only the first <see cref="Limit"/> are shown.</param>
public sealed record ReportTable(IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows) : Block
{
    /// <summary>Stable name in JSON; empty where nobody looks for it.</summary>
    public string Key { get; init; } = "";

    /// <summary>What the table shows; empty where its section says so.</summary>
    public string Caption { get; init; } = "";

    /// <summary>The largest number of rows shown; "n more" follows.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>How many rows there are in all, where <see cref="Rows"/> holds only the first ones; null where it holds them all.</summary>
    public long? Total { get; init; }

    /// <summary>The file beside the report that holds every row; empty where there is none.</summary>
    public string MoreIn { get; init; } = "";

    /// <summary>True where <see cref="Rows"/> are spread evenly over <see cref="Total"/>, not the first ones.</summary>
    public bool Spread { get; init; }

    /// <summary>Number of rows shown.</summary>
    public int Shown => Math.Min(Rows.Count, Limit);

    /// <summary>Number of rows not shown.</summary>
    public long Hidden => Math.Max(Total ?? 0, Rows.Count) - Shown;
}
