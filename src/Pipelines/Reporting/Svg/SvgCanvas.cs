using System.Globalization;
using System.Text;

namespace Pipelines.Reporting.Svg;

/// <summary>
/// Writes the shapes of one SVG picture. Colours are classes of <c>report.css</c>, never values, so that light, dark and print share one picture.
/// A shape with a tip is a mark: the script shows the tip on hover, touch and arrow keys.
/// </summary>
internal sealed class SvgCanvas(double width)
{
    private readonly StringBuilder _shapes = new();

    /// <summary>Width in units of the picture, which are CSS pixels at its natural size.</summary>
    internal double Width => width;

    /// <summary>Height; set when the layout is known.</summary>
    internal double Height { get; set; }

    /// <summary>True for the picture of a phone or narrow column.</summary>
    internal bool Narrow => width < 500;

    internal double FontSize => Narrow ? 12 : 13;

    internal void Line(string css, double x1, double y1, double x2, double y2) => Open("line", css).Number("x1", x1).Number("y1", y1).Number("x2", x2).Number("y2", y2).Close();

    internal void Rect(string css, double x, double y, double w, double h, string? tip = null, double round = 0)
    {
        Open("rect", css, tip).Number("x", x).Number("y", y).Number("width", Math.Max(0, w)).Number("height", Math.Max(0, h));
        if (round > 0)
        {
            Number("rx", round);
        }
        Close(tip);
    }

    internal void Circle(string css, double x, double y, double r, string? tip = null) => Open("circle", css, tip).Number("cx", x).Number("cy", y).Number("r", r).Close(tip);

    /// <summary>A path; with <paramref name="at"/> its coordinates are in a unit of their own, from a corner of their own.</summary>
    internal void Path(string css, StringBuilder d, string? tip = null, (double X, double Y, double Unit)? at = null)
    {
        Open("path", css, tip);
        if (at is var (x, y, unit))
        {
            // A unit is multiplied many times: two more decimals keep the far edge where it belongs.
            _shapes.Append(CultureInfo.InvariantCulture, $" transform=\"translate({Coordinate(x)} {Coordinate(y)})scale({Math.Round(unit, 3):0.###})\"");
        }
        _shapes.Append(" d=\"").Append(d).Append('"');
        Close(tip);
    }

    /// <summary>Text with its baseline at y; anchor is start, middle or end.</summary>
    internal void Text(string css, double x, double y, string text, string anchor = "start", double turned = 0)
    {
        Open("text", css).Number("x", x).Number("y", y);
        if (anchor != "start")
        {
            _shapes.Append(" text-anchor=\"").Append(anchor).Append('"');
        }
        if (turned != 0)
        {
            _shapes.Append(" transform=\"rotate(").Append(Coordinate(turned)).Append(' ').Append(Coordinate(x)).Append(' ').Append(Coordinate(y)).Append(")\"");
        }
        _shapes.Append('>').Append(Markup.Escape(text)).Append("</text>");
    }

    /// <summary>Everything drawn so far.</summary>
    public override string ToString() => _shapes.ToString();

    /// <summary>A coordinate with one decimal, which is finer than a screen; a number that is not finite is a mistake in the drawing.</summary>
    internal static string Coordinate(double value) => double.IsFinite(value)
        ? (Math.Round(value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A coordinate must be finite.");

    private SvgCanvas Open(string element, string css, string? tip = null)
    {
        _shapes.Append('<').Append(element).Append(" class=\"").Append(css).Append(tip is null ? "" : " m").Append('"');
        return this;
    }

    private SvgCanvas Number(string name, double value)
    {
        _shapes.Append(' ').Append(name).Append("=\"").Append(Coordinate(value)).Append('"');
        return this;
    }

    private void Close(string? tip = null)
    {
        // The narrow picture has the same marks in the same order; the script takes their tips from the wide one.
        if (tip is not null && !Narrow)
        {
            _shapes.Append(" data-t=\"").Append(Markup.Escape(tip)).Append('"');
        }
        _shapes.Append("/>");
    }
}
