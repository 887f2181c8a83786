using Pipelines.Reporting.Charts;

namespace Pipelines.Reporting.Svg;

/// <summary>Draws a <see cref="HeatMap"/>: nine shades, the number in each cell where it fits, and the scale below.</summary>
internal static class HeatMapSvg
{
    internal static bool Draw(SvgCanvas canvas, HeatMap chart)
    {
        var range = new Range(new(""));
        for (var i = 0; i < chart.RowLabels.Count; i++)
        {
            for (var j = 0; j < chart.ColumnLabels.Count; j++)
            {
                range.Add(chart.At(i, j));
            }
        }
        if (range.Empty)
        {
            return false;
        }
        var size = canvas.FontSize;
        var (rows, columns) = (chart.RowLabels.Count, chart.ColumnLabels.Count);
        var left = Math.Min(canvas.Width * 0.34, chart.RowLabels.Max(l => TextWidth.Of(l, size)) + 8);
        var longest = chart.ColumnLabels.Max(l => TextWidth.Of(l, size));
        var cell = Math.Min(Math.Max(canvas.Narrow ? 56 : 84, Math.Min(longest + 10, 140)), (canvas.Width - left) / columns);
        var high = Math.Clamp(cell, 14, canvas.Narrow ? 30 : 34);
        // Column labels stand upright where they would run into each other, and are left out where even that is too close.
        var turned = longest > cell - 6;
        var every = Math.Max(1, (int)Math.Ceiling((size + 2) / cell));
        var headings = (chart.ColumnHeading.Length > 0 || chart.RowHeading.Length > 0) ? size + 8 : 0;
        var top = headings + (turned ? Math.Min(longest, 110) + 6 : size + 8);
        if (headings > 0)
        {
            string[] parts = [chart.RowHeading.Length > 0 ? "\u2193 " + chart.RowHeading : "", chart.ColumnHeading.Length > 0 ? "\u2192 " + chart.ColumnHeading : ""];
            canvas.Text("lab", 0, size, TextWidth.Cut(string.Join(" \u00b7 ", parts.Where(p => p.Length > 0)), size, canvas.Width));
        }
        for (var j = 0; j < columns; j += turned ? every : 1)
        {
            var x = left + ((j + 0.5) * cell);
            var label = TextWidth.Cut(chart.ColumnLabels[j], size, turned ? 110 : cell);
            if (turned)
            {
                canvas.Text("tick", x + (size * 0.35), top - 5, label, "start", -90);
            }
            else
            {
                canvas.Text("tick", x, top - 7, label, "middle");
            }
        }
        var numbers = Fits(chart, size, cell);
        for (var i = 0; i < rows; i++)
        {
            var y = top + (i * high);
            canvas.Text("tick", left - 6, y + (high / 2) + (size * 0.35), TextWidth.Cut(chart.RowLabels[i], size, left - 6), "end");
            for (var j = 0; j < columns; j++)
            {
                var value = chart.At(i, j);
                if (!double.IsFinite(value))
                {
                    canvas.Rect("hx", left + (j * cell) + 0.5, y + 0.5, cell - 1, high - 1);
                    canvas.Text("tick", left + ((j + 0.5) * cell), y + (high / 2) + (size * 0.35), "\u2013", "middle");
                    continue;
                }
                var shade = Shade(chart, range, value);
                var text = chart.Format.Of(value);
                canvas.Rect(shade, left + (j * cell) + 0.5, y + 0.5, cell - 1, high - 1, Series.Tip($"{chart.RowLabels[i]} \u00d7 {chart.ColumnLabels[j]}", ("", text)));
                if (numbers)
                {
                    canvas.Text("t" + shade, left + ((j + 0.5) * cell), y + (high / 2) + (size * 0.35), text, "middle");
                }
            }
        }
        canvas.Height = Scale(canvas, chart, range, left, top + (rows * high) + 12);
        return true;
    }

    private static bool Fits(HeatMap chart, double size, double cell)
    {
        for (var i = 0; i < chart.RowLabels.Count; i++)
        {
            for (var j = 0; j < chart.ColumnLabels.Count; j++)
            {
                if (TextWidth.Of(chart.Format.Of(chart.At(i, j)), size) > cell - 4)
                {
                    return false;
                }
            }
        }
        return true;
    }

    private static string Shade(HeatMap chart, Range range, double value)
    {
        var share = chart.Scale == HeatScale.Diverging
            ? 0.5 + (value / (2 * Math.Max(Math.Max(Math.Abs(range.Low), Math.Abs(range.High)), double.Epsilon)))
            : range.High > range.Low ? (value - range.Low) / (range.High - range.Low) : 0.5;
        return (chart.Scale == HeatScale.Diverging ? "d" : "h") + (char)('0' + Math.Clamp((int)(share * 9), 0, 8));
    }

    private static double Scale(SvgCanvas canvas, HeatMap chart, Range range, double left, double y)
    {
        var end = Math.Max(Math.Abs(range.Low), Math.Abs(range.High));
        var (low, high) = chart.Scale == HeatScale.Diverging ? (-end, end) : (range.Low, range.High);
        var start = Math.Max(left, TextWidth.Of(chart.Format.Of(low), canvas.FontSize) + 6);
        for (var k = 0; k < 9; k++)
        {
            canvas.Rect((chart.Scale == HeatScale.Diverging ? "d" : "h") + (char)('0' + k), start + (k * 14), y, 14, 10);
        }
        canvas.Text("tick", start - 6, y + 9.5, chart.Format.Of(low), "end");
        canvas.Text("tick", start + 132, y + 9.5, chart.Format.Of(high));
        return y + 16;
    }
}
