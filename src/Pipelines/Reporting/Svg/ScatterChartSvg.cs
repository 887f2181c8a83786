using Pipelines.Reporting.Charts;

namespace Pipelines.Reporting.Svg;

/// <summary>Draws a <see cref="ScatterChart"/>.</summary>
internal static class ScatterChartSvg
{
    internal const int Most = 1000;

    internal static bool Draw(SvgCanvas canvas, ScatterChart chart)
    {
        var (x, y) = (new Range(chart.X), new Range(chart.Y));
        var shown = Shown(chart);
        double largest = 0;
        foreach (var point in shown)
        {
            x.Add(point.X);
            y.Add(point.Y);
            largest = double.IsFinite(point.Size) ? Math.Max(largest, point.Size) : largest;
        }
        if (x.Empty)
        {
            return false;
        }
        foreach (var arrow in chart.Arrows)
        {
            x.Add(arrow.X);
            y.Add(arrow.Y);
        }
        x.Add(chart.XLines);
        y.Add(chart.YLines);
        var categories = chart.Categories;
        var legend = Legend.Draw(canvas, [.. categories.Where(c => c.Length > 0).Select(c => (c, Swatch(canvas, Index(categories, c))))]);
        var up = Axis.Of(chart.Y, y.Low, y.High, 6, true, false);
        var frame = new PlotFrame(canvas, up, room => Axis.Across(chart.X, x.Low, x.High, room, canvas.FontSize, round: true), legend, canvas.Width * (canvas.Narrow ? 0.8 : 0.55), chart.XLines);
        frame.DrawBack(xGrid: true);
        if (chart.Diagonal)
        {
            var (low, high) = (Math.Max(frame.X.Low, frame.Y.Low), Math.Min(frame.X.High, frame.Y.High));
            if (low < high)
            {
                canvas.Line("ref", frame.X.At(low), frame.Y.At(low), frame.X.At(high), frame.Y.At(high));
            }
        }
        // One size is one radius; otherwise the area grows with the size, largest first so that small ones stay visible.
        var sized = shown.Exists(p => p.Size != shown[0].Size);
        var radius = shown.Count > 400 ? 2.6 : canvas.Narrow ? 3.2 : 4;
        foreach (var point in sized ? shown.OrderByDescending(p => p.Size) : shown.AsEnumerable())
        {
            var r = sized && largest > 0 && point.Size >= 0 ? 2 + ((canvas.Narrow ? 8 : 12) * Math.Sqrt(point.Size / largest)) : radius;
            var name = string.Join(", ", new[] { point.Label ?? "", point.Category ?? "" }.Where(t => t.Length > 0));
            var tip = Series.Tip(name, (chart.X.Label.Length > 0 ? chart.X.Label : "x", chart.X.Text(point.X)), (chart.Y.Label.Length > 0 ? chart.Y.Label : "y", chart.Y.Text(point.Y)));
            Series.Point(canvas, Index(categories, point.Category ?? ""), "sc", frame.X.At(point.X), frame.Y.At(point.Y), r, tip);
        }
        frame.DrawLines(chart.YLines);
        List<ScatterPoint> tips = [.. chart.Arrows.Where(a => chart.X.Shows(a.X) && chart.Y.Shows(a.Y) && chart.X.Shows(0) && chart.Y.Shows(0)).Select(a => new ScatterPoint(a.X, a.Y, "", a.Label))];
        foreach (var tip in tips)
        {
            Arrow(canvas, frame, tip, Series.Tip(tip.Label, (chart.X.Label.Length > 0 ? chart.X.Label : "x", chart.X.Text(tip.X)), (chart.Y.Label.Length > 0 ? chart.Y.Label : "y", chart.Y.Text(tip.Y))));
        }
        Labels(canvas, frame, tips, outward: true);
        if (chart.ShowLabels)
        {
            Labels(canvas, frame, shown);
        }
        return true;
    }

    /// <summary>How many points can be drawn, and how many are.</summary>
    internal static (int Drawn, int All) Count(ScatterChart chart) => (Math.Min(Most, Drawable(chart).Count()), Drawable(chart).Count());

    private static IEnumerable<ScatterPoint> Drawable(ScatterChart chart) => chart.Points.Where(p => chart.X.Shows(p.X) && chart.Y.Shows(p.Y));

    private static List<ScatterPoint> Shown(ScatterChart chart)
    {
        var all = Drawable(chart).ToList();
        return all.Count <= Most ? all : [.. Enumerable.Range(0, Most).Select(k => all[(int)((long)k * (all.Count - 1) / (Most - 1))])];
    }

    private static int Index(IReadOnlyList<string> categories, string category)
    {
        for (var i = 0; i < categories.Count; i++)
        {
            if (categories[i] == category)
            {
                return i;
            }
        }
        return 0;
    }

    private static Action<double, double> Swatch(SvgCanvas canvas, int index) => (x, y) => Series.Point(canvas, index, "sc", x, y, 5);

    private static void Arrow(SvgCanvas canvas, PlotFrame frame, ScatterPoint to, string tip)
    {
        var (x0, y0, x1, y1) = (frame.X.At(0), frame.Y.At(0), frame.X.At(to.X), frame.Y.At(to.Y));
        var length = Math.Sqrt(((x1 - x0) * (x1 - x0)) + ((y1 - y0) * (y1 - y0)));
        if (!(length > 1))
        {
            return;
        }
        var (ux, uy) = ((x1 - x0) / length, (y1 - y0) / length);
        canvas.Line("arrow", x0, y0, x1, y1);
        canvas.Path("arrowtip", Series.Polygon((x1, y1), (x1 - (7 * ux) + (3 * uy), y1 - (7 * uy) - (3 * ux)), (x1 - (7 * ux) - (3 * uy), y1 - (7 * uy) + (3 * ux))), tip);
    }

    private static void Labels(SvgCanvas canvas, PlotFrame frame, List<ScatterPoint> points, bool outward = false)
    {
        var size = canvas.FontSize - 1;
        var taken = points.ConvertAll(p => (Left: frame.X.At(p.X) - 3, Top: frame.Y.At(p.Y) - 3, Right: frame.X.At(p.X) + 3, Bottom: frame.Y.At(p.Y) + 3));
        foreach (var point in points)
        {
            if (point.Label is not { Length: > 0 } label)
            {
                continue;
            }
            var (x, y, wide) = (frame.X.At(point.X), frame.Y.At(point.Y), TextWidth.Of(label, size));
            var (atRight, atLeft) = ((x + 6, y - (size / 2)), (x - 6 - wide, y - (size / 2)));
            // An arrow's label stands beyond its tip, not on its shaft.
            var leftFirst = outward && point.X < 0;
            foreach (var (left, top) in (ReadOnlySpan<(double, double)>)[leftFirst ? atLeft : atRight, leftFirst ? atRight : atLeft, (x - (wide / 2), y - size - 6), (x - (wide / 2), y + 6)])
            {
                if (left >= frame.Left && left + wide <= canvas.Width && top >= frame.Top && top + size <= frame.Bottom
                    && !taken.Exists(t => left < t.Right && left + wide > t.Left && top < t.Bottom && top + size > t.Top))
                {
                    taken.Add((left, top, left + wide, top + size));
                    canvas.Text("plab", left, top + (size * 0.85), label);
                    break;
                }
            }
        }
    }
}
