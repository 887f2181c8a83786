using Pipelines.Reporting.Html;
using Pipelines.Reporting.Svg;

namespace Pipelines.Reporting;

/// <summary>
/// Renders a report as one self-contained HTML file: no network (a content security policy forbids it), light, dark and print, phone and desktop, charts as inline SVG with the table behind each.
/// </summary>
public static class HtmlReport
{
    /// <summary>The whole page, with line feeds, ending in one. The same report gives the same bytes.</summary>
    public static string Render(Report report)
    {
        var (page, texts) = (new HtmlPage(report.Texts), report.Texts);
        page.Raw("<!doctype html>\n<html lang=\"").Raw(texts.Language == Language.Chinese ? "zh-CN" : "en").Raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").Raw(Asset.Policy).Raw("\">\n");
        page.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.Element("title", "", report.Title).Raw("<style>").Raw(Asset.Style).Raw("</style>\n</head>\n<body data-copied=\"").Text(texts["report.copied"]).Raw("\">\n");
        page.Raw("<a class=\"skip\" href=\"#main\">").Text(texts["report.skip"]).Raw("</a>\n");

        // Ids first, so that the contents can point at them.
        string[] ids = [.. report.Sections.Select(s => page.Id("s-" + s.Key))];
        var facts = report.Facts.Count > 0 ? page.Id("facts") : "";
        var repeat = report.RepeatLine.Length > 0 ? page.Id("repeat") : "";
        var glossary = report.Glossary.Count > 0 ? page.Id("glossary") : "";
        page.Raw("<div class=\"page\">\n<nav class=\"toc\" aria-label=\"").Text(texts["report.contents"]).Raw("\"><p class=\"toch\">").Text(texts["report.contents"]).Raw("</p><ol>\n");
        for (var i = 0; i < ids.Length; i++)
        {
            Entry(page, ids[i], report.Sections[i].Heading);
        }
        Entry(page, facts, texts["report.facts"]);
        Entry(page, repeat, texts["report.repeat"]);
        Entry(page, glossary, texts["report.glossary"]);
        page.Raw("</ol></nav>\n<main id=\"main\">\n");

        Head(page, report);
        for (var i = 0; i < ids.Length; i++)
        {
            var section = report.Sections[i];
            Open(page, ids[i], section.Heading);
            if (section.Lead.Length > 0)
            {
                page.Element("p", "lead", section.Lead);
            }
            HtmlBlocks.Write(page, section.Blocks, 3);
            page.Raw("</section>\n");
        }
        if (facts.Length > 0)
        {
            Open(page, facts, texts["report.facts"]);
            HtmlTable.Write(page, FactTable.Of(texts, report.Facts));
            page.Raw("</section>\n");
        }
        if (repeat.Length > 0)
        {
            Open(page, repeat, texts["report.repeat"]);
            HtmlBlocks.Code(page, report.RepeatLine);
            page.Raw("</section>\n");
        }
        if (glossary.Length > 0)
        {
            Open(page, glossary, texts["report.glossary"]);
            page.Raw("<dl class=\"glossary\">\n");
            foreach (var term in report.Glossary)
            {
                page.Element("dt", "", term.Word).Element("dd", "", term.Meaning);
            }
            page.Raw("</dl>\n</section>\n");
        }
        page.Raw("</main>\n</div>\n<div id=\"tip\" role=\"status\" aria-live=\"polite\"></div>\n<script>").Raw(Asset.Script).Raw("</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Head(HtmlPage page, Report report)
    {
        page.Raw("<header>\n<div class=\"top\">").Element("h1", "", report.Title);
        page.Raw("<button type=\"button\" class=\"theme\" aria-label=\"").Text(page.Texts["report.theme"]).Raw("\" title=\"").Text(page.Texts["report.theme"])
            .Raw("\"><svg viewBox=\"0 0 20 20\" width=\"18\" height=\"18\" aria-hidden=\"true\"><circle cx=\"10\" cy=\"10\" r=\"7.5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\"/>")
            .Raw("<path d=\"M10 2.5a7.5 7.5 0 0 1 0 15z\" fill=\"currentColor\"/></svg></button></div>\n");
        if (report.Subtitle.Length > 0)
        {
            page.Element("p", "sub", report.Subtitle);
        }
        page.Raw("</header>\n");
        if (report.Verdict.Sentences.Count > 0)
        {
            page.Raw("<section class=\"verdict ").Raw(LineChartSvg.ToneCss(report.Verdict.Tone)).Raw("\" aria-label=\"").Text(page.Texts["report.verdict"]).Raw("\"><p class=\"tone\">")
                .Text(page.Texts["report.verdict"]).Raw(" <b>").Text(ToneText.Of(page.Texts, report.Verdict.Tone)).Raw("</b></p>");
            for (var i = 0; i < report.Verdict.Sentences.Count; i++)
            {
                page.Element("p", i == 0 ? "first" : "", report.Verdict.Sentences[i]);
            }
            page.Raw("</section>\n");
        }
        if (report.Cards.Count > 0)
        {
            page.Raw("<div class=\"cards\">\n");
            foreach (var card in report.Cards)
            {
                page.Raw("<div class=\"card ").Raw(LineChartSvg.ToneCss(card.Tone)).Raw("\"><p class=\"cl\">").Text(card.Label);
                if (card.Tone != Tone.Neutral)
                {
                    page.Raw(" <span class=\"ct\">").Text(ToneText.Of(page.Texts, card.Tone)).Raw("</span>");
                }
                page.Raw("</p>").Element("p", "cv", card.Value);
                foreach (var line in new[] { card.Interval, card.Baseline })
                {
                    if (line.Length > 0)
                    {
                        page.Element("p", "cn", line);
                    }
                }
                page.Raw("</div>\n");
            }
            page.Raw("</div>\n");
        }
    }

    private static void Entry(HtmlPage page, string id, string heading)
    {
        if (id.Length > 0)
        {
            page.Raw("<li><a href=\"#").Raw(id).Raw("\">").Text(heading).Raw("</a></li>\n");
        }
    }

    private static void Open(HtmlPage page, string id, string heading) =>
        page.Raw("<section id=\"").Raw(id).Raw("\"><h2>").Text(heading).Raw(" <a class=\"anchor\" href=\"#").Raw(id).Raw("\" aria-label=\"#\">#</a></h2>\n");
}
