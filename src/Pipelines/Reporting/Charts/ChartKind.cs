namespace Pipelines.Reporting.Charts;

/// <summary>What sort of chart it is: its name in JSON and the key of its name for people.</summary>
internal static class ChartKind
{
    internal static (string Key, string Text) Of(Chart chart) => chart switch
    {
        LineChart => ("line", "report.chart.line"),
        BarChart => ("bar", "report.chart.bar"),
        ScatterChart => ("scatter", "report.chart.scatter"),
        Histogram => ("histogram", "report.chart.histogram"),
        PictureGrid => ("pictures", "report.chart.pictures"),
        NetworkDiagram => ("network", "report.chart.network"),
        _ => ("heat_map", "report.chart.heat"),
    };
}
