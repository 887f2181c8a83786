using Pipelines.Reporting;

namespace DataEncoding.Reporting;

/// <summary>What data: rows, columns, what was left out and why, and which rows every figure is of.</summary>
internal static class DataSection
{
    private const int MostListed = 30;

    public static void Add(ReportBuilder report, EncodingFigures figures, TextTable texts)
    {
        var data = figures.Data;
        report.Section("data", texts["data.heading"], section =>
        {
            section.Lead(texts["data.lead", data.Rows, data.Features, figures.Width]);
            section.Paragraph(texts["data.split"]);
            section.Paragraph(texts["data.scale", FirstScreen.Scale(data, texts)]);
            section.Table(Rows(figures, texts));
            if (data.Ignored.Count > 0)
            {
                section.Table(table => table.Key("ignored").Caption(texts["data.ignored"]).Text(texts["word.column"]).Text(texts["data.why"])
                    .Limit(MostListed)
                    .Rows(data.Ignored, i => [i.Name, texts[$"ignored.{i.Reason}", i.Count]]));
            }
            if (data.Unreadable.Count > 0)
            {
                section.Table(table => table.Key("unreadable").Caption(texts["data.unreadable"]).Text(texts["data.where"]).Text(texts["data.why"])
                    .Limit(10, total: data.Unreadable.Count)
                    .Rows(data.Unreadable.Take(10), row => [$"{Path.GetFileName(row.File)}({row.Line})", texts.Of(row.Problem)]));
            }
        });
    }

    private static ReportTable Rows(EncodingFigures figures, TextTable texts)
    {
        var data = figures.Data;
        var table = new TableBuilder().Key("rows").Text(texts["data.what"]).Number(texts["data.count"], NumberFormat.Whole);
        table.Row(texts["data.read"], data.RowsRead);
        if (data.Unreadable.Count > 0)
        {
            table.Row(texts["data.unreadable.rows"], (long)data.Unreadable.Count);
        }
        table.Row(texts["data.train"], (long)data.Train.Rows).Row(texts["data.test"], (long)data.Test.Rows);
        if (data.MissingCells > 0)
        {
            table.Row(texts["data.missing"], data.MissingCells);
        }
        return table.Build();
    }
}
