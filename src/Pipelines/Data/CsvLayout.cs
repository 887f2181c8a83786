using System.Globalization;

namespace Pipelines.Data;

/// <summary>Where the titles, the header and the data of a file are.</summary>
internal sealed record CsvLayout(int HeaderLine, int SkippedLines, IReadOnlyList<string> Titles, IReadOnlyList<string> Columns)
{
    private const int MostTitles = 10;

    /// <summary>Finds them in the first rows, and says what was found.</summary>
    public static CsvLayout Of(string path, CsvHead head, CsvOptions options, int skip, List<CsvFact> facts)
    {
        var rows = head.Rows;
        var titles = new List<string>();
        var first = 0;
        if (options.HeaderRow is > 0 and var line)
        {
            first = rows.FindIndex(r => r.Line == line);
            if (first < 0)
            {
                throw new DataException("csv.header-row", $"{path}: line {line} holds no header. Lines are counted from 1, with blank lines; the first row with text is line {rows[0].Line}.");
            }
            return Named(rows[first].Fields, line, skip, titles, facts, head.Width);
        }
        while (first < rows.Count - 1 && first < MostTitles && IsTitle(rows, first, head.Width))
        {
            var text = string.Join(' ', rows[first].Fields.Where(f => f.Length > 0));
            titles.Add(text);
            first++;
        }
        if (titles.Count > 0)
        {
            facts.Add(new CsvFact("csv.fact.titles", titles.Count, titles[0]));
        }
        if (options.HeaderRow is null && IsHeader(rows, first, head.Width))
        {
            return Named(rows[first].Fields, (int)rows[first].Line, skip, titles, facts, head.Width);
        }
        var names = new string[head.Width];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Number(i);
        }
        facts.Add(new CsvFact("csv.fact.no-header", names.Length));
        return new(0, (int)rows[first].Line - 1, titles, names);
    }

    private static CsvLayout Named(string[] fields, int line, int skip, List<string> titles, List<CsvFact> facts, int width)
    {
        facts.Add(new CsvFact("csv.fact.header", line));
        // R writes the names of the rows without a name of their own.
        var names = fields.Length == width - 1 ? ["", .. fields] : (string[])[.. fields];
        // Spreadsheets break long names into lines.
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = CsvProblem.OneLine(names[i]);
        }
        var taken = new HashSet<string>(names.Where(n => n.Length > 0), StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0)
            {
                names[i] = Unique(Number(i), taken);
                facts.Add(new CsvFact("csv.fact.unnamed", i + 1, names[i]));
            }
            else if (!seen.Add(names[i]))
            {
                var old = names[i];
                names[i] = Unique(old, taken);
                facts.Add(new CsvFact("csv.fact.renamed", i + 1, old, names[i]));
            }
            seen.Add(names[i]);
        }
        return new(line, skip, titles, names);
    }

    private static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var k = 2; !taken.Add(unique); k++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{k}");
        }
        return unique;
    }

    private static string Number(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index + 1}");

    // A title stands alone in its row above a wider table: 销售明细表, or a date of export.
    private static bool IsTitle(List<(long Line, string[] Fields)> rows, int row, int width)
    {
        var fields = rows[row].Fields;
        var filled = fields.Count(f => f.Length > 0);
        if (fields.Length >= width)
        {
            return fields.Length == width && width > 2 && filled <= 1;
        }
        if (fields.Length == width - 1 && filled == fields.Length)
        {
            // R leaves out the name of the first column: then data follow, and below a title names do.
            return width == 2 && rows[row + 1].Fields.Length == 2 && !rows[row + 1].Fields.Any(CsvHead.IsTyped);
        }
        return filled <= Math.Max(1, width / 2);
    }

    // A text above nothing but numbers or dates is a name, for as data it would not fit its column. Short of that each column votes: a number above numbers is no name.
    private static bool IsHeader(List<(long Line, string[] Fields)> rows, int first, int width)
    {
        var top = rows[first].Fields;
        if (top.Length == width - 1 && width > 2 && !top.Any(CsvHead.IsTyped))
        {
            return true;
        }
        int votes = 0, named = 0;
        var repeated = false;
        for (var c = 0; c < Math.Min(top.Length, width); c++)
        {
            int typed = 0, below = 0, years = 0;
            for (var r = first + 1; r < rows.Count; r++)
            {
                if (c < rows[r].Fields.Length && rows[r].Fields[c] is { Length: > 0 } cell)
                {
                    below++;
                    typed += CsvHead.IsTyped(cell) ? 1 : 0;
                    years += IsYear(cell) ? 1 : 0;
                    repeated |= cell == top[c] && !CsvHead.IsTyped(cell);
                }
            }
            if (top[c].Length == 0)
            {
                continue;
            }
            if (CsvHead.IsTyped(top[c]))
            {
                // 2019, 2020, 2021 are names where what stands below is no year.
                votes -= IsYear(top[c]) && below > 0 && years == 0 ? -1 : CsvTypedAsMissing(top[c]) ? 0 : 2;
            }
            else
            {
                named++;
                if (below > 0 && typed == below && !CsvTypedAsMissing(top[c]))
                {
                    return true;
                }
                votes += below > 0 && typed > 0.8 * below && !CsvOptions.DefaultMissing.Contains(top[c]) ? 2 : 0;
            }
        }
        if (votes != 0)
        {
            return votes > 0;
        }
        // All text: names are all different and are not met again below.
        var distinct = new HashSet<string>(top, StringComparer.Ordinal).Count == top.Length;
        return named > 0 && distinct && (rows.Count - first == 1 || !repeated);
    }

    private static bool CsvTypedAsMissing(string cell) => CsvOptions.DefaultMissing.Contains(cell);

    private static bool IsYear(string cell) => cell.Length == 4 && int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2100;
}
