using System.Globalization;
using System.Text;
using Pipelines.Reporting.Charts;

namespace Pipelines.Reporting;

/// <summary>Renders a report as GitHub-flavoured markdown; a chart becomes the table behind it.</summary>
public static class MarkdownReport
{
    /// <summary>The whole report, with line feeds, ending in one.</summary>
    public static string Render(Report report)
    {
        var (page, texts) = (new StringBuilder(), report.Texts);
        Line(page, "# " + Escape(report.Title));
        if (report.Subtitle.Length > 0)
        {
            Line(page, Escape(report.Subtitle));
        }
        if (report.Verdict.Sentences.Count > 0)
        {
            var tone = ToneText.Of(texts, report.Verdict.Tone);
            Line(page, $"**{texts["report.verdict"]}: {tone}**");
            Line(page, string.Join(texts.Language == Language.Chinese ? "" : " ", report.Verdict.Sentences.Select(Escape)));
        }
        foreach (var card in report.Cards)
        {
            string[] rest = [.. new[] { card.Interval, card.Baseline }.Where(t => t.Length > 0).Select(Escape)];
            page.Append("- **").Append(Escape(card.Label)).Append("**: ").Append(Escape(card.Value)).Append(rest.Length > 0 ? $" ({string.Join("; ", rest)})" : "").Append('\n');
        }
        if (report.Cards.Count > 0)
        {
            page.Append('\n');
        }
        foreach (var section in report.Sections)
        {
            Line(page, "## " + Escape(section.Heading));
            if (section.Lead.Length > 0)
            {
                Line(page, Escape(section.Lead));
            }
            Blocks(page, texts, section.Blocks);
        }
        if (report.Facts.Count > 0)
        {
            Line(page, "## " + texts["report.facts"]);
            Table(page, texts, FactTable.Of(texts, report.Facts));
        }
        if (report.RepeatLine.Length > 0)
        {
            Line(page, "## " + texts["report.repeat"]);
            Code(page, report.RepeatLine);
        }
        if (report.Glossary.Count > 0)
        {
            Line(page, "## " + texts["report.glossary"]);
            foreach (var term in report.Glossary)
            {
                page.Append("- **").Append(Escape(term.Word)).Append("**: ").Append(Escape(term.Meaning)).Append('\n');
            }
        }
        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void Blocks(StringBuilder page, TextTable texts, IReadOnlyList<Block> blocks)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case Paragraph paragraph:
                    Line(page, Escape(paragraph.Text).Replace("\n", "  \n", StringComparison.Ordinal));
                    break;
                case Callout callout:
                    var word = texts[callout.Kind == CalloutKind.Warning ? "report.warning" : "report.note"];
                    Line(page, $"> **{word}**: " + Escape(callout.Text).Replace("\n", "\n> ", StringComparison.Ordinal));
                    break;
                case BulletList list:
                    for (var i = 0; i < list.Items.Count; i++)
                    {
                        page.Append(list.Ordered ? string.Create(CultureInfo.InvariantCulture, $"{i + 1}. ") : "- ").Append(Escape(list.Items[i]).Replace("\n", " ", StringComparison.Ordinal)).Append('\n');
                    }
                    page.Append('\n');
                    break;
                case CodeBlock code:
                    Code(page, code.Code);
                    break;
                case ReportTable table:
                    Table(page, texts, table);
                    break;
                case SideBySide side:
                    if (side.Heading.Length > 0)
                    {
                        Line(page, "### " + Escape(side.Heading));
                    }
                    foreach (var column in side.Columns)
                    {
                        if (column.Heading.Length > 0)
                        {
                            Line(page, "#### " + Escape(column.Heading));
                        }
                        Blocks(page, texts, column.Blocks);
                    }
                    break;
                case Chart chart:
                    Line(page, "### " + Escape(chart.Title));
                    if (chart.Caption.Length > 0)
                    {
                        Line(page, Escape(chart.Caption));
                    }
                    Table(page, texts, chart.ToTable(texts));
                    break;
            }
        }
    }

    private static void Table(StringBuilder page, TextTable texts, ReportTable table)
    {
        if (table.Caption.Length > 0)
        {
            Line(page, $"**{Escape(table.Caption)}**");
        }
        page.Append('|');
        foreach (var column in table.Columns)
        {
            page.Append(' ').Append(InCell(column.Heading)).Append(" |");
        }
        page.Append("\n|");
        foreach (var column in table.Columns)
        {
            page.Append(column.Align switch { Align.Right => "---:|", Align.Center => ":---:|", _ => "---|" });
        }
        page.Append('\n');
        for (var r = 0; r < table.Shown; r++)
        {
            page.Append('|');
            for (var c = 0; c < table.Columns.Count; c++)
            {
                var cell = table.Rows[r][c];
                var text = InCell(cell.Show(table.Columns[c]));
                page.Append(' ').Append(cell.Best ? $"**{text}**" : text).Append(cell.Note is { Length: > 0 } ? " " + InCell(cell.Note) : "").Append(" |");
            }
            page.Append('\n');
        }
        page.Append('\n');
        if (TableRest.Of(texts, table) is { Length: > 0 } rest)
        {
            Line(page, $"*{Escape(rest)}*");
        }
    }

    // The fence is longer than any run of backticks inside.
    private static void Code(StringBuilder page, string code)
    {
        int longest = 0, run = 0;
        foreach (var c in code)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        var fence = new string('`', Math.Max(3, longest + 1));
        page.Append(fence).Append('\n').Append(code).Append('\n').Append(fence).Append("\n\n");
    }

    private static void Line(StringBuilder page, string text) => page.Append(text).Append("\n\n");

    private static string InCell(string text) => Escape(text).Replace("\n", " ", StringComparison.Ordinal);

    private static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var opens = i == 0 || text[i - 1] == '\n';
            switch (c)
            {
                case '<':
                    safe.Append("&lt;");
                    break;
                case '&' when i + 1 < text.Length && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] == '#'):
                    safe.Append("&amp;");
                    break;
                case '\\' or '`' or '*' or '[' or ']' or '|' or '~':
                case '_' when i == 0 || i + 1 == text.Length || !char.IsLetterOrDigit(text[i - 1]) || !char.IsLetterOrDigit(text[i + 1]):
                case '#' or '>' or '+' or '-' when opens:
                case '.' or ')' when i > 0 && OnlyDigitsBefore(text, i):
                    safe.Append('\\').Append(c);
                    break;
                case '\r':
                    break;
                default:
                    safe.Append(c);
                    break;
            }
        }
        return safe.ToString();
    }

    // "1995. A year" would begin a numbered list.
    private static bool OnlyDigitsBefore(string text, int index)
    {
        var i = index - 1;
        while (i >= 0 && char.IsAsciiDigit(text[i]))
        {
            i--;
        }
        return i < index - 1 && (i < 0 || text[i] == '\n') && (index + 1 == text.Length || text[index + 1] == ' ');
    }
}
