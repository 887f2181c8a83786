using Pipelines.Reporting.Charts;

namespace Pipelines.Reporting.Svg;

/// <summary>Draws any chart as an SVG element, once for wide and once for narrow places; the style sheet shows the one that fits.</summary>
internal static class ChartSvg
{
    internal const double Wide = 760, Narrow = 340;

    /// <summary>The picture, or null where there is nothing to draw.</summary>
    internal static string? Draw(Chart chart, TextTable texts, double width, string descriptionId)
    {
        var canvas = new SvgCanvas(width);
        var drawn = chart switch
        {
            LineChart line => LineChartSvg.Draw(canvas, line),
            BarChart bar => BarChartSvg.Draw(canvas, bar),
            ScatterChart scatter => ScatterChartSvg.Draw(canvas, scatter),
            Histogram histogram => HistogramSvg.Draw(canvas, histogram, texts),
            HeatMap map => HeatMapSvg.Draw(canvas, map),
            PictureGrid pictures => PictureGridSvg.Draw(canvas, pictures),
            NetworkDiagram network => NetworkDiagramSvg.Draw(canvas, network),
            _ => false,
        };
        if (!drawn)
        {
            return null;
        }
        var (w, h) = (SvgCanvas.Coordinate(canvas.Width), SvgCanvas.Coordinate(Math.Ceiling(canvas.Height)));
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{(canvas.Narrow ? "narrow" : "wide")}\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" tabindex=\"0\""
            + $" aria-label=\"{Markup.Escape(chart.Title)}\" aria-describedby=\"{descriptionId}\">{canvas}</svg>";
    }

    /// <summary>The chart in words.</summary>
    internal static string Describe(Chart chart, TextTable texts)
    {
        if (chart.Description.Length > 0)
        {
            return chart.Description;
        }
        var names = chart.Names.Where(n => n.Length > 0).Aggregate("", (all, name) => all.Length == 0 ? name : texts["report.and", all, name]);
        return texts["report.chart.of", texts[ChartKind.Of(chart).Text], names.Length > 0 ? names : chart.Title];
    }

    /// <summary>What is not drawn, in words; empty where everything is.</summary>
    internal static string Missing(Chart chart, TextTable texts)
    {
        switch (chart)
        {
            case ScatterChart scatter when ScatterChartSvg.Count(scatter) is var (drawn, all) && drawn < all:
                return texts["report.thinned", drawn, all];
            case BarChart { Labels.Count: > BarChartSvg.Most } bar:
                return texts["report.more", bar.Labels.Count - BarChartSvg.Most];
            default:
                return "";
        }
    }
}
