using Pipelines.Reporting.Charts;

namespace Pipelines.Reporting.Svg;

/// <summary>Labels of lines that cross the axis across: in rows over the plot, where they cover neither data nor each other.</summary>
internal static class LineLabels
{
    /// <summary>The row of each line's label, from 0, and where the label begins.</summary>
    internal static List<(ReferenceLine Line, int Row, double X)> Place(IReadOnlyList<ReferenceLine> lines, Axis across, SvgCanvas canvas)
    {
        var rows = new List<(ReferenceLine Line, int Row, double X)>();
        foreach (var line in lines.Where(l => across.Holds(l.At)).OrderBy(l => l.At))
        {
            var wide = TextWidth.Bold(line.Label, canvas.FontSize);
            var x = Math.Clamp(across.At(line.At) - (wide / 2), 0, Math.Max(0, canvas.Width - wide));
            var row = 0;
            while (rows.Exists(r => r.Row == row && x < r.X + TextWidth.Bold(r.Line.Label, canvas.FontSize) + 10 && x + wide + 10 > r.X))
            {
                row++;
            }
            rows.Add((line, row, x));
        }
        return rows;
    }

    /// <summary>The height of all rows; 0 without labels.</summary>
    internal static double Height(List<(ReferenceLine Line, int Row, double X)> rows, SvgCanvas canvas) => rows.Count == 0 ? 0 : (rows.Max(r => r.Row) + 1) * (canvas.FontSize + 4);

    /// <summary>Draws the lines from just under the rows to the bottom, and the labels with their first row at <paramref name="top"/>.</summary>
    internal static void Draw(List<(ReferenceLine Line, int Row, double X)> rows, Axis across, SvgCanvas canvas, double top, double bottom)
    {
        foreach (var (line, row, x) in rows)
        {
            var at = across.At(line.At);
            canvas.Line("ref", at, top + ((row + 1) * (canvas.FontSize + 4)) + 2, at, bottom);
        }
        foreach (var (line, row, x) in rows)
        {
            canvas.Text("reft", x, top + ((row + 1) * (canvas.FontSize + 4)) - 2, line.Label);
        }
    }
}
