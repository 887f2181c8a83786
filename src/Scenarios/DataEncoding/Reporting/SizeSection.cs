using DataEncoding.Study;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace DataEncoding.Reporting;

/// <summary>Bytes against error: packing without loss, codes of components and of the autoencoder in more and fewer bits, what the model takes, and from how many rows on that pays.</summary>
internal static class SizeSection
{
    /// <summary>Bits that lose little and take half of what eight do.</summary>
    public const int Usual = 4;

    private const double Nearest = 5;

    public static void Add(ReportBuilder report, EncodingFigures figures, TextTable texts) =>
        report.Section("size", texts["size.heading"], section =>
        {
            section.Lead(texts["size.lead"]);
            section.Chart(Curves(figures, texts));
            section.Table(Table(figures, texts));
            section.Note(Paying(figures, texts));
        });

    /// <summary>From how many rows on the codes of the autoencoder pay, said for the four bits that usually do.</summary>
    private static string Paying(EncodingFigures figures, TextTable texts)
    {
        RatePoint At(string method) => figures.Study.Rates.First(r => r.Method == method && r.Bits == Usual);
        var (own, other) = (At("autoencoder"), At("pca"));
        string Rows(RatePoint point) => point.BreakEven(figures.Data.LosslessBytesPerRow) is { } rows ? texts["size.rows", rows] : texts["size.never"];
        return texts["size.pays", own.Bits, NumberFormat.Bytes.Of(own.ModelBytes), Rows(own), NumberFormat.Bytes.Of(other.ModelBytes), Rows(other), figures.Data.Rows];
    }

    private static LineChart Curves(EncodingFigures figures, TextTable texts)
    {
        var series = new List<LineSeries>();
        foreach (var points in figures.Study.Rates.GroupBy(r => r.Method).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            RatePoint[] sorted = [.. points.OrderBy(p => p.BytesPerRow)];
            series.Add(new(Name(points.Key, texts), [.. sorted.Select(p => p.BytesPerRow)], [.. sorted.Select(p => p.Error)]));
        }
        // Further away it would press the curves against the axis.
        var lossless = figures.Data.LosslessBytesPerRow;
        var near = lossless < Nearest * figures.Study.Rates.Max(r => r.BytesPerRow);
        return new("rate-distortion", texts["size.title"], series)
        {
            X = new(texts["size.bytes"]) { Format = NumberFormat.Fixed(1), Low = 0 },
            Y = new(texts["word.error"]) { Low = 0 },
            XLines = near ? [new(lossless, texts["size.lossless.short"])] : [],
            Caption = near ? texts["size.caption"] : texts["size.caption.far", lossless],
            Aspect = 0.38,
        };
    }

    private static string Name(string method, TextTable texts) => texts[method == "pca" ? "method.pca" : "method.autoencoder"];

    private static ReportTable Table(EncodingFigures figures, TextTable texts)
    {
        var (study, lossless) = (figures.Study, figures.Data.LosslessBytesPerRow);
        var table = new TableBuilder().Key("rates").Text(texts["size.what"]).Number(texts["size.bits"], NumberFormat.Whole, texts["size.bits.meaning"]).Number(texts["size.bytes"], NumberFormat.Fixed(1), texts["size.bytes.meaning"])
            .Number(texts["word.error"], NumberFormat.Auto, texts["word.error.meaning"]).Number(texts["word.kept"], NumberFormat.Percent(1), texts["word.kept.meaning"]).Number(texts["size.model.column"], NumberFormat.Bytes)
            .Number(texts["size.from"], NumberFormat.Whole, texts["size.from.meaning"]);
        table.Row(texts["size.lossless"], double.NaN, lossless, 0, 1, double.NaN, double.NaN);
        foreach (var point in study.Rates)
        {
            table.Row(Name(point.Method, texts), (long)point.Bits, point.BytesPerRow, point.Error, study.Kept(point.Error), point.ModelBytes, point.BreakEven(lossless) is { } rows ? rows : texts["size.never"]);
        }
        return table.Build();
    }
}
