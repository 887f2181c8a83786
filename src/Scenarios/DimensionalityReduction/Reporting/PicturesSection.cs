using DimensionalityReduction.Data;
using DimensionalityReduction.Study;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace DimensionalityReduction.Reporting;

/// <summary>Where rows are pictures: what they look like when rebuilt from fewer and fewer numbers.</summary>
internal static class PicturesSection
{
    private const int Most = 10;

    /// <summary>About so many pixels are drawn, to keep the page small.</summary>
    private const int MostPixels = 20_000;

    public static void Add(ReportBuilder report, ReductionStudy study, TextTable texts)
    {
        if (study.Data.Image is not { } image)
        {
            return;
        }
        var chosen = study.Decision.Components;
        int[] shown = [.. study.Tried.Where(k => k == 2 || k == 8 || k == chosen || (k < chosen && k > chosen / 3 && k <= chosen * 3 / 4 && k % 10 == 0)).Where(k => k <= study.Spectrum.ResultColumns)];
        var rows = Examples(study, Fitting(image, shown.Length + 1));
        report.Section("pictures", texts["pictures.heading"], section => section
            .Lead(texts["pictures.lead", chosen])
            .Chart(Grid("pictures", texts["pictures.title"], study, image, rows, [.. rows.Select(r => Label(study, r, texts))], shown, texts) with { Caption = texts["pictures.caption"] }));
    }

    /// <summary>Rows as they are and as rebuilt from each number of components.</summary>
    public static PictureGrid Grid(string key, string title, ReductionStudy study, ImageLayout image, int[] rows, string[] labels, int[] components, TextTable texts)
    {
        var lines = new List<PictureRow> { new(texts["pictures.original"], [.. rows.Select(r => new Picture(image.Width, image.Pixels(study.Encoded[r]), 0))]) };
        foreach (var k in components)
        {
            var model = study.Spectrum.Keep(Math.Min(k, study.Spectrum.ResultColumns));
            lines.Add(new(texts["pictures.from", k], [.. rows.Select(r =>
            {
                var rebuilt = FarRow.RowRebuilt(study, model, r);
                return new Picture(image.Width, image.Pixels(rebuilt), Off(study.Encoded[r], rebuilt));
            })]));
        }
        var (low, high) = study.Data.Scale is { } scale ? (scale.Low, scale.High) : (double.NaN, double.NaN);
        return new(key, title, labels, lines) { Low = low, High = high, NumberLabel = texts["pictures.off"], Format = NumberFormat.Auto };
    }

    /// <summary>How many pictures a line may have.</summary>
    public static int Fitting(ImageLayout image, int lines) => Math.Clamp(MostPixels / (image.Places.Length * lines), 3, Most);

    /// <summary>The first row of each class, or the first rows.</summary>
    private static int[] Examples(ReductionStudy study, int most)
    {
        var data = study.Data;
        if (data.Task != TargetTask.Classes)
        {
            return [.. Enumerable.Range(0, Math.Min(most, data.Table.Rows))];
        }
        var target = data.Table[data.Schema.Target!.Name];
        return [.. data.Schema.Classes.Take(most).Select(c => Enumerable.Range(0, target.Rows).First(r => !target.IsMissing(r) && target.Text(r) == c))];
    }

    private static string Label(ReductionStudy study, int row, TextTable texts)
    {
        var target = study.Data.Schema.Target is { } column ? study.Data.Table[column.Name] : null;
        return target is null || target.IsMissing(row) ? texts["map.row", row + 1] : target.Text(row);
    }

    private static double Off(ReadOnlySpan<float> row, ReadOnlySpan<float> rebuilt)
    {
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            sum += (row[i] - (double)rebuilt[i]) * (row[i] - (double)rebuilt[i]);
        }
        return Math.Sqrt(sum / row.Length);
    }
}
