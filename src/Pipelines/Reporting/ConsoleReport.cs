using System.Text;

namespace Pipelines.Reporting;

/// <summary>Renders the head of a report for a terminal: title, verdict, cards and the main tables.</summary>
public static class ConsoleReport
{
    /// <summary>The head of the report, with line feeds, ending in one.</summary>
    /// <param name="report">The report.</param>
    /// <param name="width">Columns of the terminal; at least 40 are used.</param>
    /// <param name="unicode">False to keep to ASCII where the text itself does: no rules, dashes or ellipses of ours.</param>
    /// <param name="color">Whether escape codes may be written.</param>
    public static string Render(Report report, int width = 100, bool unicode = true, TerminalColor color = TerminalColor.None)
    {
        var ink = new Ink(new(), Math.Max(40, width), unicode, color == TerminalColor.Ansi);
        ink.Line(ink.Bold(report.Title));
        foreach (var line in report.Subtitle.Length > 0 ? DisplayWidth.Wrap(report.Subtitle, ink.Width) : [])
        {
            ink.Line(line);
        }
        if (report.Cards.Count > 0)
        {
            ink.Line("");
            Cards(ink, report.Cards);
        }
        foreach (var table in report.Main)
        {
            ink.Line("");
            foreach (var line in Table(table, ink.Width, unicode, color))
            {
                ink.Line(line);
            }
            if (TableRest.Of(report.Texts, table) is { Length: > 0 } rest)
            {
                ink.Line("  " + rest);
            }
        }
        if (report.Verdict.Sentences.Count > 0)
        {
            ink.Line("");
            var label = report.Texts["report.verdict"];
            var indent = DisplayWidth.Of(label) + 1;
            var text = string.Join(report.Texts.Language == Language.Chinese ? "" : " ", report.Verdict.Sentences);
            var lines = DisplayWidth.Wrap(text, ink.Width - indent);
            for (var i = 0; i < lines.Count; i++)
            {
                ink.Line((i == 0 ? ink.Toned(label, report.Verdict.Tone) + " " : new string(' ', indent)) + lines[i]);
            }
        }
        return ink.Page.ToString();
    }

    /// <summary>A table as lines of a terminal: the caption, the headings, one line a row; where it is too wide, text columns are cut, then notes and the last columns left out.</summary>
    /// <param name="table">The table.</param>
    /// <param name="width">Columns of the terminal; at least 40 are used.</param>
    /// <param name="unicode">False to draw with ASCII.</param>
    /// <param name="color">Whether escape codes may be written.</param>
    public static IReadOnlyList<string> Table(ReportTable table, int width = 100, bool unicode = true, TerminalColor color = TerminalColor.None)
    {
        var ink = new Ink(new(), Math.Max(40, width), unicode, color == TerminalColor.Ansi);
        var lines = new List<string>();
        if (table.Caption.Length > 0)
        {
            lines.AddRange(DisplayWidth.Wrap(table.Caption, ink.Width));
        }
        // What does not fit goes in this order: text columns narrow, notes such as intervals, columns from the right. The files have them all.
        var columns = table.Columns.Count;
        var (cells, widths) = Measure(ink, table, columns, notes: true);
        if (!Fit(table, widths, ink.Width))
        {
            (cells, widths) = Measure(ink, table, columns, notes: false);
            while (!Fit(table, widths, ink.Width) && columns > 1)
            {
                (cells, widths) = Measure(ink, table, --columns, notes: false);
            }
        }
        string Line(Func<int, string> cell, Func<int, string, string> dress) => ("  " + string.Join("  ", Enumerable.Range(0, columns).Select(c =>
            dress(c, DisplayWidth.Pad(DisplayWidth.Cut(cell(c), widths[c], ink.Ellipsis), widths[c], table.Columns[c].Align))))).TrimEnd(' ');
        lines.Add(Line(c => table.Columns[c].Heading, (_, text) => ink.Dim(text)));
        for (var r = 0; r < cells.Length; r++)
        {
            lines.Add(Line(c => cells[r][c], (c, text) => table.Rows[r][c].Best ? ink.Bold(text) : text));
        }
        return lines;
    }

    private static (string[][] Cells, int[] Widths) Measure(Ink ink, ReportTable table, int columns, bool notes)
    {
        var cells = new string[table.Shown][];
        int[] widths = [.. table.Columns.Take(columns).Select(c => DisplayWidth.Of(c.Heading))];
        for (var r = 0; r < cells.Length; r++)
        {
            cells[r] = new string[columns];
            for (var c = 0; c < columns; c++)
            {
                var cell = table.Rows[r][c];
                var text = cell.Show(table.Columns[c]) + (notes && cell.Note is { Length: > 0 } note ? " " + note : "");
                cells[r][c] = ink.Plain(text.Replace('\n', ' '));
                widths[c] = Math.Max(widths[c], DisplayWidth.Of(cells[r][c]));
            }
        }
        return (cells, widths);
    }

    // Text columns give way, the widest first, down to 8; numbers are never cut.
    private static bool Fit(ReportTable table, int[] widths, int width)
    {
        for (var over = 2 + widths.Sum() + (2 * (widths.Length - 1)) - width; over > 0; over--)
        {
            var widest = -1;
            for (var c = 0; c < widths.Length; c++)
            {
                if (table.Columns[c].Align == Align.Left && widths[c] > 8 && (widest < 0 || widths[c] > widths[widest]))
                {
                    widest = c;
                }
            }
            if (widest < 0)
            {
                return false;
            }
            widths[widest]--;
        }
        return true;
    }

    private static void Cards(Ink ink, IReadOnlyList<Card> cards)
    {
        var label = cards.Max(c => DisplayWidth.Of(c.Label));
        var value = cards.Max(c => DisplayWidth.Of(ink.Plain(c.Value)));
        foreach (var card in cards)
        {
            var rest = string.Join("; ", new[] { card.Interval, card.Baseline }.Where(t => t.Length > 0));
            var line = "  " + DisplayWidth.Pad(card.Label, label) + "  " + ink.Toned(DisplayWidth.Pad(ink.Plain(card.Value), value, Align.Right), card.Tone);
            var room = ink.Width - (label + value + 6);
            ink.Line(rest.Length == 0 ? line : $"{line}  {DisplayWidth.Cut(ink.Plain(rest), Math.Max(10, room), ink.Ellipsis)}");
        }
    }

    private sealed record Ink(StringBuilder Page, int Width, bool Unicode, bool Color)
    {
        internal string Ellipsis => Unicode ? "\u2026" : "...";

        internal void Line(string text) => Page.Append(text).Append('\n');

        internal string Bold(string text) => Dressed(text, "1");

        internal string Dim(string text) => Dressed(text, "2");

        internal string Toned(string text, Tone tone) => tone switch
        {
            Tone.Good => Dressed(text, "1;32"),
            Tone.Mixed => Dressed(text, "1;33"),
            Tone.Poor => Dressed(text, "1;31"),
            _ => Dressed(text, "1"),
        };

        // Our own signs that an old console cannot show.
        internal string Plain(string text) => Unicode ? text : text.Replace("\u2013", "-", StringComparison.Ordinal).Replace("\u221e", "inf", StringComparison.Ordinal);

        private string Dressed(string text, string code) => Color ? $"\e[{code}m{text}\e[0m" : text;
    }
}
