namespace Pipelines.Reporting.Charts;

/// <summary>Bars by label, one colour a series, with whiskers and a baseline.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Labels">The labels.</param>
/// <param name="Series">The values, one a label.</param>
public sealed record BarChart(string Key, string Title, IReadOnlyList<string> Labels, IReadOnlyList<BarSeries> Series) : Chart(Key, Title)
{
    /// <summary>The axis of the values; it always shows zero.</summary>
    public ChartAxis Value { get; init; } = new("");

    /// <summary>What the labels are, the heading of their column; empty for none.</summary>
    public string LabelHeading { get; init; } = "";

    /// <summary>True for bars that stand, for few short labels in an order; false for bars that lie, which have room for long labels.</summary>
    public bool Upright { get; init; }

    /// <summary>Lines at values, such as a baseline.</summary>
    public IReadOnlyList<ReferenceLine> Lines { get; init; } = [];

    internal override IEnumerable<string> Names => Series.Select(s => s.Name);

    /// <inheritdoc/>
    public override ReportTable ToTable(TextTable texts)
    {
        var columns = new List<ReportColumn> { new(LabelHeading) };
        foreach (var series in Series)
        {
            columns.Add(new(series.Name) { Align = Align.Right, Format = Value.Format });
            if (series.Low.Count > 0)
            {
                columns.Add(new(texts["report.low_of", series.Name]) { Align = Align.Right, Format = Value.Format });
                columns.Add(new(texts["report.high_of", series.Name]) { Align = Align.Right, Format = Value.Format });
            }
        }
        return ChartTable.Of(this, columns, Labels.Count, i => [Labels[i], .. Series.SelectMany(s => (Cell[])(s.Low.Count > 0
            ? [At(s.Values, i), At(s.Low, i), At(s.High, i)]
            : [At(s.Values, i)]))]);
    }

    internal static double At(IReadOnlyList<double> values, int index) => index < values.Count ? values[index] : double.NaN;
}
