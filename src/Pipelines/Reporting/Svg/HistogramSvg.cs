using Pipelines.Reporting.Charts;

namespace Pipelines.Reporting.Svg;

/// <summary>Draws a <see cref="Histogram"/>.</summary>
internal static class HistogramSvg
{
    internal static bool Draw(SvgCanvas canvas, Histogram chart, TextTable texts)
    {
        // Bars begin at zero, so their axis is never logarithmic.
        var upward = chart.Y with { Scale = AxisScale.Linear };
        var (x, y) = (new Range(chart.X), new Range(upward));
        var bins = chart.Bins.Where(b => chart.X.Shows(b.Low) && chart.X.Shows(b.High) && b.High > b.Low && upward.Shows(b.Count)).ToArray();
        foreach (var bin in bins)
        {
            x.Add(bin.Low);
            x.Add(bin.High);
            y.Add(bin.Count);
        }
        if (x.Empty)
        {
            return false;
        }
        x.Add(chart.Lines);
        var up = Axis.Of(upward, y.Low, y.High, 5, true, true);
        var frame = new PlotFrame(canvas, up, room => Axis.Across(chart.X, x.Low, x.High, room, canvas.FontSize), 0, canvas.Width * (canvas.Narrow ? 0.55 : 0.38), chart.Lines);
        frame.DrawBack(xGrid: false);
        var name = upward.Label.Length > 0 ? upward.Label : texts["report.count"];
        foreach (var bin in bins)
        {
            double left = frame.X.At(bin.Low), right = frame.X.At(bin.High), top = frame.Y.At(Math.Max(0, bin.Count)), bottom = frame.Y.At(Math.Min(0, bin.Count));
            var gap = right - left > 4 ? 0.5 : 0;
            canvas.Rect("bar k0", left + gap, top, right - left - (2 * gap), bottom - top, Series.Tip($"{chart.X.Text(bin.Low)} \u2013 {chart.X.Text(bin.High)}", (name, upward.Text(bin.Count))));
        }
        frame.DrawLines([]);
        return true;
    }
}
