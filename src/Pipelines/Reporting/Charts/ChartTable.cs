namespace Pipelines.Reporting.Charts;

/// <summary>The table behind a chart: at most <see cref="Most"/> rows, spread evenly over all of them, the first and the last included.</summary>
internal static class ChartTable
{
    internal const int Most = 50;

    internal static ReportTable Of(Chart chart, IReadOnlyList<ReportColumn> columns, int rows, Func<int, Cell[]> row)
    {
        var shown = new List<IReadOnlyList<Cell>>();
        for (var i = 0; i < Math.Min(rows, Most); i++)
        {
            shown.Add(row(rows <= Most ? i : (int)((long)i * (rows - 1) / (Most - 1))));
        }
        return new(columns, shown) { Key = chart.Key, Limit = Most, Total = rows, Spread = rows > Most };
    }
}
