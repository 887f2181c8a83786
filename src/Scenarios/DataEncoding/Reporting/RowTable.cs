using Pipelines.Data;
using Pipelines.Models.Encoders;
using Pipelines.Reporting;

namespace DataEncoding.Reporting;

/// <summary>Single rows of a table as people read them: column by column what stood there and what came back, one way and another.</summary>
internal static class RowTable
{
    private const int MostColumns = 15;
    private const int MostLetters = 40;

    /// <summary>The table of one held-out row.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="row">Which of the held-out rows.</param>
    /// <param name="figures">What was found.</param>
    /// <param name="texts">The language.</param>
    /// <param name="ways">What came back, as encoded numbers of all held-out rows, with a heading.</param>
    public static ReportTable Of(string key, string caption, int row, EncodingFigures figures, TextTable texts, params (string Heading, Matrix From)[] ways)
    {
        var encoder = figures.Data.Encoder;
        // One row, and not all of them: a large table would take long to decode.
        var cells = figures.Data.Raw.Take([figures.Data.TestRows[row]]);
        Table[] back = [.. ways.Select(w => encoder.Decode(w.From.View[row..(row + 1)]))];
        var table = new TableBuilder().Key(key).Caption(caption).Text(texts["word.column"]).Text(texts["rows.value"]).Limit(MostColumns);
        foreach (var (heading, _) in ways)
        {
            table.Text(heading);
        }
        // Times are encoded as days; nobody reads those.
        foreach (var column in encoder.Layout.Where(c => c.Type != EncodedType.Missing).Select(c => c.Name).Where(n => cells.Find(n) is not (null or TimeColumn)))
        {
            table.Row([DisplayWidth.Cut(column, MostLetters), Text(cells[column], texts), .. back.Select(b => (Cell)Text(b[column], texts))]);
        }
        return table.Build();
    }

    private static string Text(Column column, TextTable texts) =>
        column.IsMissing(0) ? texts["rows.missing"] : column is NumberColumn number ? NumberFormat.Auto.Of(number.Values[0]) : DisplayWidth.Cut(column.Text(0), MostLetters);
}
