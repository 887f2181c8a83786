using Pipelines.Reporting.Charts;

namespace Pipelines.Reporting.Svg;

/// <summary>The frame of a chart with two axes: grid, ticks, labels, reference lines that do not write over each other.</summary>
internal sealed class PlotFrame
{
    private readonly SvgCanvas _canvas;
    private readonly List<(double Left, double Top, double Right, double Bottom)> _taken = [];
    private readonly List<(ReferenceLine Line, int Row, double X)> _xLines;
    private readonly double _labelsTop;

    /// <summary>Lays out the axes under whatever takes the first <paramref name="top"/> units; the axis across is made for the room that is left.</summary>
    internal PlotFrame(SvgCanvas canvas, Axis up, Func<double, Axis> across, double top, double plotHeight, IReadOnlyList<ReferenceLine> xLines)
    {
        _canvas = canvas;
        var size = canvas.FontSize;
        Left = Math.Max(up.TextsWide(size) + 8, 12);
        Right = canvas.Width - 14;
        (Y, X) = (up, across(Right - Left));
        (X.From, X.To) = (Left, Right);
        _xLines = LineLabels.Place(xLines, X, canvas);
        _labelsTop = top + (up.Chart.Label.Length > 0 ? size + 4 : 0);
        Top = _labelsTop + Math.Max(9, LineLabels.Height(_xLines, canvas) + 4);
        Bottom = Top + plotHeight;
        (Y.From, Y.To) = (Bottom, Top);
        canvas.Height = Bottom + size + 12 + (X.Chart.Label.Length > 0 ? size + 6 : 0);
    }

    internal Axis X { get; }

    internal Axis Y { get; }

    internal double Left { get; }

    internal double Right { get; }

    internal double Top { get; }

    internal double Bottom { get; }

    /// <summary>Grid, axes, ticks and labels; drawn before the data.</summary>
    internal void DrawBack(bool xGrid, bool xTicks = true)
    {
        var size = _canvas.FontSize;
        for (var i = 0; i < Y.Ticks.Count; i++)
        {
            var y = Y.At(Y.Ticks[i]);
            _canvas.Line("grid", Left, y, Right, y);
            _canvas.Text("tick", Left - 6, y + (size * 0.35), Y.Texts[i], "end");
        }
        for (var i = 0; xTicks && i < X.Ticks.Count; i++)
        {
            var x = X.At(X.Ticks[i]);
            if (xGrid)
            {
                _canvas.Line("grid", x, Top, x, Bottom);
            }
            _canvas.Line("axis", x, Bottom, x, Bottom + 4);
            DrawTickText(x, X.Texts[i]);
        }
        _canvas.Line("axis", Left, Bottom, Right, Bottom);
        if (Y.Chart.Label.Length > 0)
        {
            _canvas.Text("lab", 0, _labelsTop - 3, TextWidth.Cut(Y.Chart.Label, size, _canvas.Width));
        }
        if (X.Chart.Label.Length > 0)
        {
            _canvas.Text("lab", Right, Bottom + (2 * size) + 10, TextWidth.Cut(X.Chart.Label, size, _canvas.Width), "end");
        }
    }

    /// <summary>Reference lines with their labels; drawn after the data.</summary>
    internal void DrawLines(IReadOnlyList<ReferenceLine> yLines)
    {
        var size = _canvas.FontSize;
        LineLabels.Draw(_xLines, X, _canvas, _labelsTop, Bottom);
        foreach (var line in yLines)
        {
            if (Y.Holds(line.At))
            {
                var y = Y.At(line.At);
                _canvas.Line("ref", Left, y, Right, y);
                var wide = TextWidth.Bold(line.Label, size);
                (double, double)[] places = [(Right - wide, y - size - 5), (Right - wide, y + 3), (Left + 4, y - size - 5), (Left + 4, y + 3), (Left + ((Right - Left - wide) / 2), y - size - 5)];
                Place(line.Label, wide, places);
            }
        }
    }

    // The first place that is free and inside; the first of all where none is.
    private void Place(string label, double wide, IEnumerable<(double Left, double Top)> places)
    {
        if (label.Length == 0)
        {
            return;
        }
        var high = _canvas.FontSize + 2;
        var all = places.ToArray();
        var free = Array.FindIndex(all, p => p.Top >= Top - high - 4 && p.Top + high <= Bottom + 2
            && !_taken.Exists(t => p.Left < t.Right && p.Left + wide > t.Left && p.Top < t.Bottom && p.Top + high > t.Top));
        var place = all[Math.Max(0, free)];
        var left = Math.Clamp(place.Left, 0, Math.Max(0, _canvas.Width - wide));
        _taken.Add((left, place.Top, left + wide, place.Top + high));
        _canvas.Text("reft", left, place.Top + _canvas.FontSize, label);
    }

    // The outermost texts stay inside the picture.
    private void DrawTickText(double x, string text)
    {
        var half = TextWidth.Of(text, _canvas.FontSize) / 2;
        var y = Bottom + _canvas.FontSize + 6;
        if (x + half > _canvas.Width)
        {
            _canvas.Text("tick", _canvas.Width, y, text, "end");
        }
        else if (x < half)
        {
            _canvas.Text("tick", 0, y, text);
        }
        else
        {
            _canvas.Text("tick", x, y, text, "middle");
        }
    }
}
