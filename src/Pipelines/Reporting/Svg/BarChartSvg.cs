using Pipelines.Reporting.Charts;

namespace Pipelines.Reporting.Svg;

/// <summary>Draws a <see cref="BarChart"/>, lying or upright.</summary>
internal static class BarChartSvg
{
    /// <summary>The largest number of labels drawn; the table has more.</summary>
    internal const int Most = 60;

    internal static bool Draw(SvgCanvas canvas, BarChart chart)
    {
        // Bars begin at zero, so their axis is never logarithmic.
        var axis = chart.Value with { Scale = AxisScale.Linear };
        var range = new Range(axis);
        var labels = Math.Min(chart.Labels.Count, Most);
        foreach (var series in chart.Series)
        {
            for (var i = 0; i < labels; i++)
            {
                range.Add(BarChart.At(series.Values, i));
                range.Add(BarChart.At(series.Low, i));
                range.Add(BarChart.At(series.High, i));
            }
        }
        if (range.Empty)
        {
            return false;
        }
        range.Add(chart.Lines);
        var legend = Legend.Draw(canvas, [.. chart.Series.Select((s, i) => (s.Name, (Action<double, double>)((x, y) => canvas.Rect($"bar {Series.Color(i)}", x - 7, y - 5, 14, 10, round: 2))))]);
        var slot = (canvas.Width - 70) / Math.Max(1, labels);
        if (chart.Upright && chart.Labels.Take(labels).All(l => TextWidth.Of(l, canvas.FontSize) <= slot - 4))
        {
            Upright(canvas, chart, axis, range, labels, legend);
        }
        else
        {
            Lying(canvas, chart, axis, range, labels, legend);
        }
        return true;
    }

    private static void Upright(SvgCanvas canvas, BarChart chart, ChartAxis axis, Range range, int labels, double legend)
    {
        var up = Axis.Of(axis, range.Low, range.High, 6, true, true);
        // The labels are drawn by hand, in the middle of their slots.
        var frame = new PlotFrame(canvas, up, _ => Axis.Of(new(chart.LabelHeading) { Low = 0, High = labels }, 0, labels, 1, false, false), legend, canvas.Width * (canvas.Narrow ? 0.6 : 0.4), []);
        frame.DrawBack(xGrid: false, xTicks: false);
        var slot = (frame.Right - frame.Left) / labels;
        var wide = Math.Min(slot * 0.76, 70 * chart.Series.Count) / chart.Series.Count;
        for (var i = 0; i < labels; i++)
        {
            var middle = frame.Left + ((i + 0.5) * slot);
            canvas.Text("tick", middle, frame.Bottom + canvas.FontSize + 6, chart.Labels[i], "middle");
            for (var s = 0; s < chart.Series.Count; s++)
            {
                var series = chart.Series[s];
                var value = BarChart.At(series.Values, i);
                if (!axis.Shows(value))
                {
                    continue;
                }
                var left = middle - (wide * chart.Series.Count / 2) + (s * wide);
                double end = frame.Y.At(value), zero = frame.Y.At(0);
                canvas.Rect($"bar {Series.Color(s)}", left + 0.5, Math.Min(end, zero), wide - 1, Math.Max(1, Math.Abs(zero - end)), Tip(chart, axis, s, i));
                double low = BarChart.At(series.Low, i), high = BarChart.At(series.High, i), x = left + (wide / 2);
                if (axis.Shows(low) && axis.Shows(high))
                {
                    canvas.Line("whisk", x, frame.Y.At(low), x, frame.Y.At(high));
                    canvas.Line("whisk", x - 4, frame.Y.At(low), x + 4, frame.Y.At(low));
                    canvas.Line("whisk", x - 4, frame.Y.At(high), x + 4, frame.Y.At(high));
                }
            }
        }
        frame.DrawLines(chart.Lines);
    }

    private static void Lying(SvgCanvas canvas, BarChart chart, ChartAxis axis, Range range, int labels, double legend)
    {
        var size = canvas.FontSize;
        var longest = chart.Labels.Take(labels).Max(l => TextWidth.Of(l, size));
        // On a phone long labels stand over their bars.
        var over = canvas.Narrow && longest > 92;
        var left = over ? 4 : Math.Min(longest + 10, canvas.Width * 0.4);
        var value = chart.Series.Max(s => s.Values.Take(labels).Select(v => TextWidth.Of(axis.Format.Of(v), size)).DefaultIfEmpty(0).Max());
        var right = canvas.Width - value - 10;
        var across = Axis.Across(axis, range.Low, range.High, right - left, size, round: true, zero: true);
        (across.From, across.To) = (left, right);
        var bar = chart.Series.Count == 1 ? 18.0 : 13;
        var group = (bar * chart.Series.Count) + 9 + (over ? size + 5 : 0);
        // Labels of lines stand in rows over the plot, as many as they need.
        var rows = LineLabels.Place(chart.Lines, across, canvas);
        var top = legend + 4 + LineLabels.Height(rows, canvas);
        var bottom = top + (labels * group) + 2;
        for (var t = 0; t < across.Ticks.Count; t++)
        {
            var x = across.At(across.Ticks[t]);
            canvas.Line(across.Ticks[t] == 0 ? "axis" : "grid", x, top, x, bottom);
            canvas.Text("tick", x, bottom + size + 3, across.Texts[t], t == 0 && x < 20 ? "start" : "middle");
        }
        var values = new List<(double X, double Y, string Text)>();
        for (var i = 0; i < labels; i++)
        {
            var y = top + (i * group) + 5;
            if (over)
            {
                canvas.Text("leg", left, y + size - 2, TextWidth.Cut(chart.Labels[i], size, canvas.Width - left));
                y += size + 4;
            }
            else
            {
                canvas.Text("leg", left - 8, y + (bar * chart.Series.Count / 2) + (size * 0.35), TextWidth.Cut(chart.Labels[i], size, left - 8), "end");
            }
            for (var s = 0; s < chart.Series.Count; s++)
            {
                Bar(canvas, chart, axis, across, s, i, y + (s * bar), bar, values);
            }
        }
        LineLabels.Draw(rows, across, canvas, legend, bottom);
        // Last, so that their halo keeps them legible over whiskers and lines.
        foreach (var (x, y, text) in values)
        {
            canvas.Text("val", x, y, text);
        }
        if (axis.Label.Length > 0)
        {
            canvas.Text("lab", canvas.Width, bottom + (2 * size) + 8, TextWidth.Cut(axis.Label, size, canvas.Width), "end");
        }
        canvas.Height = bottom + size + 8 + (axis.Label.Length > 0 ? size + 6 : 0);
    }

    private static void Bar(SvgCanvas canvas, BarChart chart, ChartAxis axis, Axis across, int s, int i, double y, double thick, List<(double X, double Y, string Text)> values)
    {
        var series = chart.Series[s];
        var value = BarChart.At(series.Values, i);
        if (!axis.Shows(value))
        {
            return;
        }
        double zero = across.At(0), end = across.At(value), low = BarChart.At(series.Low, i), high = BarChart.At(series.High, i);
        canvas.Rect($"bar {Series.Color(s)}", Math.Min(zero, end), y + 0.5, Math.Max(1, Math.Abs(end - zero)), thick - 1.5, Tip(chart, axis, s, i));
        var text = Math.Max(end, zero);
        if (axis.Shows(low) && axis.Shows(high))
        {
            var middle = y + (thick / 2);
            canvas.Line("whisk", across.At(low), middle, across.At(high), middle);
            canvas.Line("whisk", across.At(low), middle - 4, across.At(low), middle + 4);
            canvas.Line("whisk", across.At(high), middle - 4, across.At(high), middle + 4);
            text = Math.Max(text, across.At(high));
        }
        values.Add((text + 5, y + (thick / 2) + (canvas.FontSize * 0.35), axis.Format.Of(value)));
    }

    private static string Tip(BarChart chart, ChartAxis axis, int s, int i)
    {
        var series = chart.Series[s];
        double low = BarChart.At(series.Low, i), high = BarChart.At(series.High, i);
        var interval = axis.Shows(low) && axis.Shows(high) ? $" [{axis.Format.Of(low)}, {axis.Format.Of(high)}]" : "";
        return Series.Tip(chart.Labels[i], (series.Name, axis.Format.Of(series.Values[i]) + interval));
    }
}
