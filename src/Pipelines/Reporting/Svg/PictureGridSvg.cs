using System.Globalization;
using System.Text;
using Pipelines.Reporting.Charts;

namespace Pipelines.Reporting.Svg;

/// <summary>Draws a <see cref="PictureGrid"/>: of each picture one path a shade, so that a thousand pixels stay small.</summary>
internal static class PictureGridSvg
{
    private const int Shades = 9;
    private const double Gap = 6;

    internal static bool Draw(SvgCanvas canvas, PictureGrid chart)
    {
        var range = new Range(new(""));
        foreach (var value in chart.Rows.SelectMany(r => r.Pictures).SelectMany(p => p.Values))
        {
            range.Add(value);
        }
        if (range.Empty || chart.ColumnLabels.Count == 0)
        {
            return false;
        }
        var (low, high) = (double.IsNaN(chart.Low) ? range.Low : chart.Low, double.IsNaN(chart.High) ? range.High : chart.High);
        if (chart.Scale == HeatScale.Diverging)
        {
            high = Math.Max(Math.Abs(low), Math.Abs(high));
            low = -high;
        }
        var size = canvas.FontSize;
        var columns = chart.ColumnLabels.Count;
        var left = Math.Min(canvas.Width * 0.26, chart.Rows.Max(r => TextWidth.Of(r.Label, size)) + 8);
        var cell = Math.Min(canvas.Narrow ? 64 : 92, (canvas.Width - left) / columns);
        var gap = Math.Min(Gap, cell / 6);
        var top = size + 8;
        for (var j = 0; j < columns; j++)
        {
            canvas.Text("tick", left + (j * cell) + ((cell - gap) / 2), size, TextWidth.Cut(chart.ColumnLabels[j], size, cell), "middle");
        }
        foreach (var row in chart.Rows)
        {
            var tallest = 0.0;
            for (var j = 0; j < Math.Min(columns, row.Pictures.Count); j++)
            {
                var picture = row.Pictures[j];
                var number = double.IsNaN(picture.Number) ? "" : chart.Format.Of(picture.Number);
                var drawn = One(canvas, picture, left + (j * cell), top, cell - gap, v => Shade(v, low, high), chart.Scale == HeatScale.Diverging ? 'd' : 'h',
                    Series.Tip($"{chart.ColumnLabels[j]}, {row.Label}", number.Length > 0 ? [(chart.NumberLabel, number)] : []));
                tallest = Math.Max(tallest, drawn);
            }
            canvas.Text("tick", left - 8, top + (tallest / 2) + (size * 0.35), TextWidth.Cut(row.Label, size, left - 8), "end");
            top += tallest + gap;
        }
        canvas.Height = top;
        return true;
    }

    private static int Shade(double value, double low, double high) => high > low ? Math.Clamp((int)((value - low) / (high - low) * Shades), 0, Shades - 1) : 0;

    /// <summary>Draws one picture and returns its height: a ground of the shade that nothing has, and over it what has any.</summary>
    private static double One(SvgCanvas canvas, Picture picture, double x, double y, double wide, Func<double, int> shadeOf, char kind, string tip)
    {
        var width = Math.Max(1, picture.Width);
        var lines = (picture.Values.Count + width - 1) / width;
        var pixel = wide / Math.Max(width, 1);
        var ground = kind == 'd' ? Shades / 2 : 0;
        canvas.Rect($"{kind}{(char)('0' + ground)}", x, y, wide, lines * pixel, tip);
        var paths = new StringBuilder?[Shades];
        for (var line = 0; line < lines; line++)
        {
            for (var from = 0; from < width;)
            {
                var shade = At(line, from);
                var to = from + 1;
                while (to < width && At(line, to) == shade)
                {
                    to++;
                }
                if (shade != ground)
                {
                    // In pixels of the picture, which take few digits; the whole is moved and stretched into place.
                    (paths[shade] ??= new()).Append(CultureInfo.InvariantCulture, $"M{from} {line}h{to - from}v1h-{to - from}z");
                }
                from = to;
            }
        }
        for (var shade = 0; shade < Shades; shade++)
        {
            if (paths[shade] is { } path)
            {
                canvas.Path($"px {kind}{(char)('0' + shade)}", path, at: (x, y, pixel));
            }
        }
        return lines * pixel;

        int At(int line, int column)
        {
            var i = (line * width) + column;
            return i < picture.Values.Count && double.IsFinite(picture.Values[i]) ? shadeOf(picture.Values[i]) : ground;
        }
    }
}
