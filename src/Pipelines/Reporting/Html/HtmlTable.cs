using System.Globalization;
using Pipelines.Reporting.Svg;

namespace Pipelines.Reporting.Html;

/// <summary>Writes a table that scrolls in its own box, with a button that copies it for a spreadsheet.</summary>
internal static class HtmlTable
{
    internal static void Write(HtmlPage page, ReportTable table, string label = "")
    {
        page.Raw("<div class=\"table\">");
        if (table.Caption.Length > 0)
        {
            page.Element("p", "tcap", table.Caption);
        }
        // The box can be reached and scrolled by keyboard, so it needs a name.
        var name = table.Caption.Length > 0 ? table.Caption : label.Length > 0 ? label : string.Join(", ", table.Columns.Select(c => c.Heading).Where(h => h.Length > 0).Take(3));
        page.Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Text(name).Raw("\"><table>\n<thead><tr>");
        for (var c = 0; c < table.Columns.Count; c++)
        {
            var column = table.Columns[c];
            page.Raw("<th scope=\"col\"").Raw(Css(table, c, false));
            if (column.Meaning.Length > 0)
            {
                page.Raw(" title=\"").Text(column.Meaning).Raw("\"");
            }
            page.Raw(">").Text(column.Heading).Raw("</th>");
        }
        page.Raw("</tr></thead>\n<tbody>\n");
        var largest = Largest(table);
        for (var r = 0; r < table.Shown; r++)
        {
            page.Raw("<tr>");
            for (var c = 0; c < table.Columns.Count; c++)
            {
                Cell(page, table.Columns[c], table.Rows[r][c], Css(table, c, table.Rows[r][c].Best), largest[c]);
            }
            page.Raw("</tr>\n");
        }
        page.Raw("</tbody>\n</table></div>\n");
        page.Raw("<div class=\"tf\">").Element("p", "rest", TableRest.Of(page.Texts, table));
        page.Raw("<span class=\"tools\"><button type=\"button\" class=\"b\" data-copy=\"table\">").Text(page.Texts["report.copy_table"]).Raw("</button></span></div></div>\n");
    }

    private static void Cell(HtmlPage page, ReportColumn column, Cell cell, string css, double largest)
    {
        page.Raw("<td").Raw(css);
        if (double.IsFinite(cell.Number))
        {
            page.Raw(" data-v=\"").Raw(cell.Number.ToString("R", CultureInfo.InvariantCulture)).Raw("\"");
        }
        page.Raw(">");
        if (column.Bar && double.IsFinite(cell.Number) && largest > 0)
        {
            page.Raw(cell.Number < 0 ? "<svg class=\"cb neg\"" : "<svg class=\"cb\"").Raw(" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"")
                .Raw(SvgCanvas.Coordinate(100 * Math.Abs(cell.Number) / largest)).Raw("\" height=\"10\"/></svg>");
        }
        if (cell.Line is { } line)
        {
            Small(page, line);
        }
        else
        {
            page.Raw("<span>").Text(cell.Show(column)).Raw("</span>");
        }
        if (cell.Best)
        {
            page.Raw("<small class=\"best\" title=\"").Text(page.Texts["report.best"]).Raw("\"> \u2605<span class=\"vh\">").Text(page.Texts["report.best"]).Raw("</span></small>");
        }
        if (cell.Note is { Length: > 0 } note)
        {
            page.Raw("<small class=\"note\">").Text(note).Raw("</small>");
        }
        page.Raw("</td>");
    }

    private static void Small(HtmlPage page, Sparkline line)
    {
        page.Raw("<svg class=\"sl\" viewBox=\"0 0 100 20\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"").Text(line.ToString()).Raw("\">");
        if (!double.IsNaN(line.Mark))
        {
            var at = SvgCanvas.Coordinate(Height(line, line.Mark));
            page.Raw("<path class=\"mk\" d=\"M0 ").Raw(at).Raw("H100\"/>");
        }
        page.Raw("<path d=\"");
        var on = false;
        for (var i = 0; i < line.Values.Count; i++)
        {
            if (double.IsNaN(line.Values[i]))
            {
                on = false;
                continue;
            }
            page.Raw(on ? "L" : "M").Raw(SvgCanvas.Coordinate(100.0 * i / Math.Max(1, line.Values.Count - 1))).Raw(" ").Raw(SvgCanvas.Coordinate(Height(line, line.Values[i])));
            on = true;
        }
        page.Raw("\"/></svg>");

        static double Height(Sparkline line, double value) => 19 - (18 * line.Part(value));
    }

    private static double[] Largest(ReportTable table)
    {
        var largest = new double[table.Columns.Count];
        for (var r = 0; r < table.Shown; r++)
        {
            for (var c = 0; c < largest.Length; c++)
            {
                var number = Math.Abs(table.Rows[r][c].Number);
                largest[c] = double.IsFinite(number) ? Math.Max(largest[c], number) : largest[c];
            }
        }
        return largest;
    }

    private static string Css(ReportTable table, int c, bool best)
    {
        var column = table.Columns[c];
        var align = column.Align switch { Align.Right => "n", Align.Center => "c", _ => IsLong(table, c) ? "w" : "s" };
        return $" class=\"{align}{(column.Bar ? " bar" : "")}{(best ? " win" : "")}\"";
    }

    // Long texts wrap, in a column that is wide enough; short ones stay in a line.
    private static bool IsLong(ReportTable table, int c)
    {
        for (var r = 0; r < table.Shown; r++)
        {
            if (table.Rows[r][c].Line is null && DisplayWidth.Of(table.Rows[r][c].Show(table.Columns[c])) > 18)
            {
                return true;
            }
        }
        return DisplayWidth.Of(table.Columns[c].Heading) > 18;
    }
}
