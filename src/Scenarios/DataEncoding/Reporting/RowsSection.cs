using Pipelines.Data;
using Pipelines.Reporting;

namespace DataEncoding.Reporting;

/// <summary>Test rows beside what comes back from their codes and from components, and those that come back worst.</summary>
internal static class RowsSection
{
    private const int Listed = 8;

    public static void Add(ReportBuilder report, EncodingFigures figures, TextTable texts) =>
        report.Section("rows", texts["rows.heading"], section =>
        {
            var data = figures.Data;
            int[] worst = [.. Enumerable.Range(0, figures.RowErrors.Length).OrderByDescending(r => figures.RowErrors[r])];
            section.Lead(texts["rows.lead", figures.Code, figures.Width]);
            if (RowPictures.Of(data, texts) is { } pictures)
            {
                var most = pictures.Fitting(3);
                (string, Matrix)[] lines = [(texts["rows.original"], data.Test), (texts["method.autoencoder"], figures.Rebuilt), (texts["method.pca"], figures.PcaRebuilt)];
                section.Chart(pictures.Grid("pictures", texts["rows.pictures"], texts["rows.pictures.caption", figures.Code], new HeldOutRows(data, texts).Examples(most), lines));
                section.Chart(pictures.Grid("worst-pictures", texts["rows.worst.pictures"], texts["rows.worst.caption"], [.. worst.Take(most)], lines));
            }
            else
            {
                (string, Matrix)[] ways = [(texts["rows.back"], figures.Rebuilt), (texts["rows.back.pca"], figures.PcaRebuilt)];
                var (typical, last) = (worst[worst.Length / 2], worst[0]);
                section.Table(RowTable.Of("typical", texts["rows.typical", data.TestRows[typical] + 1], typical, figures, texts, ways));
                section.Table(RowTable.Of("worst-row", texts["rows.worst.row", data.TestRows[last] + 1], last, figures, texts, ways));
            }
            section.Table(Worst(figures, worst, texts));
            section.Note(texts["rows.anomaly"]);
        });

    private static ReportTable Worst(EncodingFigures figures, int[] worst, TextTable texts)
    {
        var rows = new HeldOutRows(figures.Data, texts);
        var usual = figures.RowErrors[worst[worst.Length / 2]];
        var table = new TableBuilder().Key("worst").Caption(texts["rows.worst"]).Number(texts["rows.number"], NumberFormat.Whole);
        if (rows.Labelled)
        {
            table.Text(figures.Data.Schema.Target!.Name);
        }
        table.Bar(texts["rows.times"], NumberFormat.Fixed(1), texts["rows.times.meaning"]);
        foreach (var row in worst.Take(Listed))
        {
            Cell number = (long)rows.NumberOf(row), times = usual > 0 ? figures.RowErrors[row] / usual : double.NaN;
            table.Row(rows.Labelled ? [number, rows.ClassOf(row), times] : [number, times]);
        }
        return table.Build();
    }
}
