using Pipelines.Reporting.Charts;
using Pipelines.Reporting.Svg;

namespace Pipelines.Reporting.Html;

/// <summary>Writes the blocks of a section.</summary>
internal static class HtmlBlocks
{
    /// <summary>Writes blocks; headings inside them begin at <paramref name="level"/>.</summary>
    internal static void Write(HtmlPage page, IReadOnlyList<Block> blocks, int level)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case Paragraph paragraph:
                    page.Element("p", "", paragraph.Text);
                    break;
                case Callout callout:
                    var warning = callout.Kind == CalloutKind.Warning;
                    page.Raw(warning ? "<div class=\"callout warning\" role=\"note\"><b>" : "<div class=\"callout\" role=\"note\"><b>")
                        .Text(page.Texts[warning ? "report.warning" : "report.note"]).Raw("</b> ").Element("span", "", callout.Text).Raw("</div>\n");
                    break;
                case BulletList list:
                    page.Raw(list.Ordered ? "<ol>\n" : "<ul>\n");
                    foreach (var item in list.Items)
                    {
                        page.Element("li", "", item);
                    }
                    page.Raw(list.Ordered ? "</ol>\n" : "</ul>\n");
                    break;
                case CodeBlock code:
                    Code(page, code.Code);
                    break;
                case ReportTable table:
                    HtmlTable.Write(page, table);
                    break;
                case SideBySide side:
                    Columns(page, side, level);
                    break;
                case Chart chart:
                    Picture(page, chart);
                    break;
            }
        }
    }

    internal static void Code(HtmlPage page, string code) =>
        page.Raw("<div class=\"code\"><pre tabindex=\"0\"><code>").Raw(Markup.Escape(code).Replace("&#10;", "\n", StringComparison.Ordinal))
            .Raw("</code></pre><button type=\"button\" class=\"b\" data-copy=\"code\">").Text(page.Texts["report.copy_code"]).Raw("</button></div>\n");

    private static void Columns(HtmlPage page, SideBySide side, int level)
    {
        var heading = level >= 6 ? "h6" : "h" + (char)('0' + level);
        if (side.Heading.Length > 0)
        {
            page.Element(heading, "", side.Heading);
            heading = level >= 5 ? "h6" : "h" + (char)('1' + level);
        }
        page.Raw("<div class=\"side\">\n");
        foreach (var column in side.Columns)
        {
            page.Raw("<div>");
            if (column.Heading.Length > 0)
            {
                page.Element(heading, "", column.Heading);
            }
            Write(page, column.Blocks, level + 2);
            page.Raw("</div>\n");
        }
        page.Raw("</div>\n");
    }

    private static void Picture(HtmlPage page, Chart chart)
    {
        var texts = page.Texts;
        var id = page.Id("c-" + chart.Key);
        var description = page.Id(id + "-d");
        var wide = ChartSvg.Draw(chart, texts, ChartSvg.Wide, description);
        page.Raw("<figure class=\"chart\" id=\"").Raw(id).Raw("\"><div class=\"fh\"><figcaption>").Text(chart.Title).Raw("</figcaption>");
        if (wide is not null)
        {
            page.Raw("<span class=\"tools\">");
            Save(page, "svg", texts["report.save_svg"], texts["report.save_svg.meaning"]);
            Save(page, "png", texts["report.save_png"], texts["report.save_png.meaning"]);
            page.Raw("</span>");
        }
        page.Raw("</div>\n");
        if (chart.Caption.Length > 0)
        {
            page.Element("p", "cap", chart.Caption);
        }
        if (wide is null)
        {
            page.Element("p", "rest", texts["report.nothing"]);
        }
        else
        {
            page.Raw("<div class=\"draw\">").Raw(wide).Raw("\n").Raw(ChartSvg.Draw(chart, texts, ChartSvg.Narrow, description)!).Raw("</div>\n");
            page.Raw("<p class=\"vh\" id=\"").Raw(description).Raw("\">").Text(ChartSvg.Describe(chart, texts)).Raw(" ").Text(texts["report.chart.keys"]).Raw("</p>\n");
            if (ChartSvg.Missing(chart, texts) is { Length: > 0 } missing)
            {
                page.Element("p", "rest", missing);
            }
        }
        var table = chart.ToTable(texts);
        page.Raw("<details><summary>").Text(texts["report.data"]).Raw("</summary>\n");
        HtmlTable.Write(page, table, chart.Title);
        page.Raw("</details></figure>\n");
    }

    private static void Save(HtmlPage page, string kind, string text, string meaning) =>
        page.Raw("<button type=\"button\" class=\"b\" data-save=\"").Raw(kind).Raw("\" title=\"").Text(meaning).Raw("\" aria-label=\"").Text(meaning).Raw("\">").Text(text).Raw("</button>");
}
