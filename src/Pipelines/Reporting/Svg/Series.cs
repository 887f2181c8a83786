using System.Text;

namespace Pipelines.Reporting.Svg;

/// <summary>How the n-th series looks: one of eight colours, and a dash or shape that tells them apart without colour.</summary>
internal static class Series
{
    internal static string Color(int index) => "k" + (char)('0' + (index % 8));

    internal static string Dash(int index, bool dashed) => dashed ? " dash" : index switch { < 3 => "", < 6 => " dash2", _ => " dash3" };

    /// <summary>A point: circle, square, triangle, diamond, by turns.</summary>
    internal static void Point(SvgCanvas canvas, int index, string css, double x, double y, double r, string? tip = null)
    {
        css = $"{css} {Color(index)}";
        // The ninth has the colour of the first, and another shape.
        switch ((index + (index / 8)) % 4)
        {
            case 1:
                canvas.Rect(css, x - (r * 0.9), y - (r * 0.9), r * 1.8, r * 1.8, tip);
                break;
            case 2:
                canvas.Path(css, Polygon((x, y - (r * 1.2)), (x + (r * 1.1), y + (r * 0.8)), (x - (r * 1.1), y + (r * 0.8))), tip);
                break;
            case 3:
                canvas.Path(css, Polygon((x, y - (r * 1.3)), (x + (r * 1.3), y), (x, y + (r * 1.3)), (x - (r * 1.3), y)), tip);
                break;
            default:
                canvas.Circle(css, x, y, r, tip);
                break;
        }
    }

    internal static StringBuilder Polygon(params ReadOnlySpan<(double X, double Y)> corners)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in corners)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(SvgCanvas.Coordinate(x)).Append(' ').Append(SvgCanvas.Coordinate(y));
        }
        return path.Append('Z');
    }

    /// <summary>A tip of lines that are not empty: a name, and facts with their labels.</summary>
    internal static string Tip(string name, params ReadOnlySpan<(string Label, string Value)> facts)
    {
        var tip = new StringBuilder(name);
        foreach (var (label, value) in facts)
        {
            tip.Append(tip.Length > 0 ? "\n" : "").Append(label).Append(label.Length > 0 ? ": " : "").Append(value);
        }
        return tip.ToString();
    }
}
