namespace Pipelines.Reporting.Charts;

/// <summary>Numbers by row and column as colours, with the number in each cell where there is room.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Title">What it shows.</param>
/// <param name="RowLabels">The rows, top to bottom.</param>
/// <param name="ColumnLabels">The columns, left to right.</param>
/// <param name="Values">The numbers, by row; NaN leaves a cell empty.</param>
public sealed record HeatMap(string Key, string Title, IReadOnlyList<string> RowLabels, IReadOnlyList<string> ColumnLabels, IReadOnlyList<IReadOnlyList<double>> Values)
    : Chart(Key, Title)
{
    /// <summary>How numbers become colours.</summary>
    public HeatScale Scale { get; init; }

    /// <summary>How the numbers are written.</summary>
    public NumberFormat Format { get; init; }

    /// <summary>What the rows are; empty for none.</summary>
    public string RowHeading { get; init; } = "";

    /// <summary>What the columns are; empty for none.</summary>
    public string ColumnHeading { get; init; } = "";

    internal override IEnumerable<string> Names => [RowHeading, ColumnHeading];

    /// <inheritdoc/>
    public override ReportTable ToTable(TextTable texts) =>
        ChartTable.Of(this, [new(RowHeading), .. ColumnLabels.Select(c => new ReportColumn(c) { Align = Align.Right, Format = Format })], RowLabels.Count,
            i => [RowLabels[i], .. Enumerable.Range(0, ColumnLabels.Count).Select(j => (Cell)At(i, j))]);

    internal double At(int row, int column) => row < Values.Count && column < Values[row].Count ? Values[row][column] : double.NaN;
}
