using System.Text;
using Pipelines.Reporting.Charts;

namespace Pipelines.Reporting.Svg;

/// <summary>Draws a <see cref="LineChart"/>. Long lines are thinned to the lowest and highest point of each stretch, which looks the same.</summary>
internal static class LineChartSvg
{
    internal static bool Draw(SvgCanvas canvas, LineChart chart)
    {
        var (x, y) = (new Range(chart.X), new Range(chart.Y));
        foreach (var series in chart.Series)
        {
            for (var i = 0; i < Length(series); i++)
            {
                if (Drawn(chart, series, i))
                {
                    x.Add(series.X[i]);
                    y.Add(series.Y[i]);
                    y.Add(BarChart.At(series.Low, i));
                    y.Add(BarChart.At(series.High, i));
                }
            }
        }
        if (x.Empty)
        {
            return false;
        }
        foreach (var span in chart.Spans)
        {
            x.Add(span.From);
            x.Add(span.To);
        }
        x.Add(chart.XLines);
        y.Add(chart.YLines);
        var legend = Legend.Draw(canvas, [.. chart.Series.Select((s, i) => (s.Name, Swatch(canvas, s, i))), .. Spans(canvas, chart)]);
        var up = Axis.Of(chart.Y, y.Low, y.High, 6, true, false);
        var frame = new PlotFrame(canvas, up, room => Axis.Across(chart.X, x.Low, x.High, room, canvas.FontSize), legend, canvas.Width * (canvas.Narrow ? 0.62 : Math.Clamp(chart.Aspect, 0.1, 2)), chart.XLines);
        foreach (var span in chart.Spans)
        {
            if (span.From <= frame.X.High && span.To >= frame.X.Low)
            {
                var left = frame.X.At(Math.Max(span.From, frame.X.Low));
                var tip = Series.Tip(span.Label, ("", $"{chart.X.Text(span.From)} \u2013 {chart.X.Text(span.To)}"));
                canvas.Rect("span " + ToneCss(span.Tone), left, frame.Top, Math.Max(1, frame.X.At(Math.Min(span.To, frame.X.High)) - left), frame.Bottom - frame.Top, tip);
            }
        }
        frame.DrawBack(xGrid: false);
        for (var s = 0; s < chart.Series.Count; s++)
        {
            Band(canvas, frame, chart, s);
        }
        for (var s = 0; s < chart.Series.Count; s++)
        {
            Line(canvas, frame, chart, s);
        }
        frame.DrawLines(chart.YLines);
        for (var s = 0; s < chart.Series.Count; s++)
        {
            Marks(canvas, frame, chart, s);
        }
        return true;
    }

    internal static string ToneCss(Tone tone) => tone switch { Tone.Good => "good", Tone.Mixed => "mixed", Tone.Poor => "poor", _ => "neutral" };

    private static Action<double, double> Swatch(SvgCanvas canvas, LineSeries series, int index) => (x, y) =>
    {
        if (!series.PointsOnly)
        {
            canvas.Line($"ln {Series.Color(index)}{Series.Dash(index, series.Dashed)}", x - 9, y, x + 9, y);
        }
        if (series.PointsOnly || !series.Dashed)
        {
            Series.Point(canvas, index, "pt", x, y, 3.5);
        }
    };

    private static IEnumerable<(string Name, Action<double, double> Swatch)> Spans(SvgCanvas canvas, LineChart chart) => chart.Spans
        .DistinctBy(s => s.Label, StringComparer.Ordinal)
        .Select(s => (s.Label, (Action<double, double>)((x, y) => canvas.Rect("span " + ToneCss(s.Tone), x - 8, y - 5, 16, 10))));

    private static void Band(SvgCanvas canvas, PlotFrame frame, LineChart chart, int index)
    {
        var series = chart.Series[index];
        foreach (var (from, to) in Runs(chart, series, i => chart.Y.Shows(BarChart.At(series.Low, i)) && chart.Y.Shows(BarChart.At(series.High, i))))
        {
            // A band follows every n-th point; its edge is soft anyway.
            var every = Math.Max(1, (to - from) / 300);
            var edge = Enumerable.Range(from, to - from).Where(i => (i - from) % every == 0 || i == to - 1).ToArray();
            var points = edge.Select(i => (frame.X.At(series.X[i]), frame.Y.At(series.High[i])))
                .Concat(edge.Reverse().Select(i => (frame.X.At(series.X[i]), frame.Y.At(series.Low[i]))));
            canvas.Path($"band {Series.Color(index)}", Series.Polygon([.. points]));
        }
    }

    private static void Line(SvgCanvas canvas, PlotFrame frame, LineChart chart, int index)
    {
        var series = chart.Series[index];
        var path = new StringBuilder();
        foreach (var (from, to) in Runs(chart, series, _ => true))
        {
            if (series.PointsOnly || to - from == 1)
            {
                // A line of no length has round ends: a dot.
                for (var i = from; i < to; i++)
                {
                    path.Append('M').Append(SvgCanvas.Coordinate(frame.X.At(series.X[i]))).Append(' ').Append(SvgCanvas.Coordinate(frame.Y.At(series.Y[i]))).Append("h0");
                }
                continue;
            }
            var next = 'M';
            foreach (var i in Thinned(series.Y, from, to, canvas.Narrow ? 150 : 300))
            {
                path.Append(next).Append(SvgCanvas.Coordinate(frame.X.At(series.X[i]))).Append(' ').Append(SvgCanvas.Coordinate(frame.Y.At(series.Y[i])));
                next = 'L';
            }
        }
        if (path.Length > 0)
        {
            canvas.Path($"ln {Series.Color(index)}{(series.PointsOnly ? " dots" : Series.Dash(index, series.Dashed))}", path);
        }
    }

    // Few points are dots; of many, some are invisible until pointed at.
    private static void Marks(SvgCanvas canvas, PlotFrame frame, LineChart chart, int index)
    {
        var series = chart.Series[index];
        var points = Runs(chart, series, _ => true).SelectMany(run => Enumerable.Range(run.From, run.To - run.From)).ToList();
        // A chart has about 120 tips, whatever the number of its lines.
        var budget = Math.Max(16, 120 / chart.Series.Count);
        var dots = points.Count <= Math.Min(budget, canvas.Narrow ? 16 : 24);
        for (var k = 0; k < Math.Min(points.Count, budget); k++)
        {
            var i = points[points.Count <= budget ? k : (int)((long)k * (points.Count - 1) / (budget - 1))];
            var band = series.Low.Count > i && series.High.Count > i ? $" [{chart.Y.Text(series.Low[i])}, {chart.Y.Text(series.High[i])}]" : "";
            var tip = Series.Tip(series.Name, (chart.X.Label, chart.X.Text(series.X[i])), (chart.Y.Label, chart.Y.Text(series.Y[i]) + band));
            Series.Point(canvas, index, dots ? "pt" : "pt h", frame.X.At(series.X[i]), frame.Y.At(series.Y[i]), dots && !canvas.Narrow ? 3.2 : 2.8, tip);
        }
    }

    private static IEnumerable<int> Thinned(IReadOnlyList<double> y, int from, int to, int stretches)
    {
        if (to - from <= 2 * stretches)
        {
            return Enumerable.Range(from, to - from);
        }
        var kept = new List<int> { from };
        for (var s = 0; s < stretches; s++)
        {
            int begin = from + (int)((long)s * (to - from) / stretches), end = from + (int)((long)(s + 1) * (to - from) / stretches);
            int low = begin, high = begin;
            for (var i = begin; i < end; i++)
            {
                low = y[i] < y[low] ? i : low;
                high = y[i] > y[high] ? i : high;
            }
            kept.Add(Math.Min(low, high));
            kept.Add(Math.Max(low, high));
        }
        kept.Add(to - 1);
        return kept.Distinct();
    }

    private static List<(int From, int To)> Runs(LineChart chart, LineSeries series, Func<int, bool> also)
    {
        var runs = new List<(int, int)>();
        var from = -1;
        for (var i = 0; i <= Length(series); i++)
        {
            var drawn = i < Length(series) && Drawn(chart, series, i) && also(i);
            if (drawn && from < 0)
            {
                from = i;
            }
            else if (!drawn && from >= 0)
            {
                runs.Add((from, i));
                from = -1;
            }
        }
        return runs;
    }

    private static int Length(LineSeries series) => Math.Min(series.X.Count, series.Y.Count);

    private static bool Drawn(LineChart chart, LineSeries series, int i) => chart.X.Shows(series.X[i]) && chart.Y.Shows(series.Y[i]);
}
