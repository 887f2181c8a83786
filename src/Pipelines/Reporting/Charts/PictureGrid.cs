namespace Pipelines.Reporting.Charts;

/// <summary>Small pictures in rows and columns, such as images beside what a model made of them: every pixel a shade of one common scale.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Title">What it shows.</param>
/// <param name="ColumnLabels">The columns, left to right.</param>
/// <param name="Rows">The rows, top to bottom.</param>
public sealed record PictureGrid(string Key, string Title, IReadOnlyList<string> ColumnLabels, IReadOnlyList<PictureRow> Rows) : Chart(Key, Title)
{
    /// <summary>How numbers become shades.</summary>
    public HeatScale Scale { get; init; }

    /// <summary>The number of the palest shade; NaN for the lowest there is.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>The number of the strongest shade; NaN for the highest there is.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>What <see cref="Picture.Number"/> says; empty where there is none.</summary>
    public string NumberLabel { get; init; } = "";

    /// <summary>How that number is written.</summary>
    public NumberFormat Format { get; init; }

    internal override IEnumerable<string> Names => Rows.Select(r => r.Label);

    /// <inheritdoc/>
    /// <remarks>The pictures' numbers; the pixels themselves are too many for a table.</remarks>
    public override ReportTable ToTable(TextTable texts) =>
        ChartTable.Of(this, [new(NumberLabel), .. ColumnLabels.Select(c => new ReportColumn(c) { Align = Align.Right, Format = Format })], Rows.Count,
            i => [Rows[i].Label, .. Enumerable.Range(0, ColumnLabels.Count).Select(j => (Cell)(j < Rows[i].Pictures.Count ? Rows[i].Pictures[j].Number : double.NaN))]);
}
