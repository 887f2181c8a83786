using DataEncoding.Study;
using Pipelines.Data;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace DataEncoding.Reporting;

/// <summary>What codes keep: error, nearest neighbours and a linear method on them, beside components and whole rows, the time of both, and where the errors are.</summary>
internal static class KeepsSection
{
    private const int MostColumns = 30;

    public static void Add(ReportBuilder report, EncodingFigures figures, TextTable texts) =>
        report.Section("keeps", texts["keeps.heading"], section =>
        {
            section.Lead(figures.Labelled ? texts["keeps.lead", figures.Data.Schema.Target!.Name] : texts["keeps.lead.plain"]);
            section.Table(Methods(figures, texts));
            section.Note(Advice(figures.Study, texts));
            if (RowPictures.Of(figures.Data, texts) is { } pictures)
            {
                section.Chart(ErrorPictures(figures, pictures, texts));
            }
            else
            {
                Columns(section, figures, texts);
            }
        });

    /// <summary>Which of the two to take, in a sentence.</summary>
    private static string Advice(EncodingStudy study, TextTable texts)
    {
        var (slow, fast) = (Words.Seconds(study.Seconds), Words.Seconds(study.PcaSeconds));
        return Verdicts.Better(study) switch
        {
            "wide" => texts["keeps.take.wide"],
            "pca" => texts["keeps.take.pca", slow, fast],
            "autoencoder" => texts["keeps.take.autoencoder", slow, fast],
            _ => texts["keeps.take.either", slow, fast],
        };
    }

    private static ReportTable Methods(EncodingFigures figures, TextTable texts)
    {
        var (study, labelled) = (figures.Study, figures.Labelled);
        var (error, percent) = (NumberFormat.Auto, NumberFormat.Percent(1));
        var table = new TableBuilder().Key("methods").Text(texts["keeps.what"]).Number(texts["keeps.numbers"], NumberFormat.Whole)
            .Number(texts["word.error"], error, texts["word.error.meaning"]).Number(texts["word.kept"], percent, texts["word.kept.meaning"]);
        if (labelled)
        {
            table.Number(texts["word.nearest"], percent, texts["word.nearest.meaning"]).Number(texts["word.linear"], percent, texts["word.linear.meaning"]);
        }
        table.Column(new(texts["keeps.time"]) { Align = Align.Right, Meaning = texts["keeps.time.meaning"] });
        var (autoencoder, pca) = (Mean(study), study.PcaQuality);
        Row(texts["method.autoencoder"], study.Model.ResultColumns, autoencoder, Words.Seconds(study.Seconds), study.Qualities, pca);
        Row(texts["method.pca"], study.Pca.ResultColumns, pca, Words.Seconds(study.PcaSeconds), [], autoencoder);
        Row(texts["method.whole"], study.Train.Columns, study.Whole, "\u2013", [], null);
        return table.Caption(texts[study.Models.Count > 1 ? "keeps.table.seeds" : "keeps.table", study.Test.Rows, study.Models.Count]).Build();

        void Row(string name, int numbers, CodeQuality quality, string time, IReadOnlyList<CodeQuality> seeds, CodeQuality? other)
        {
            Cell Of(Func<double, string> show, Func<CodeQuality, double> value, double sign) => new(null, value(quality))
            {
                Note = Words.Range(seeds.Select(value).DefaultIfEmpty().Min(), seeds.Select(value).DefaultIfEmpty().Max(), seeds.Count, show),
                Best = other is not null && sign * value(quality) > sign * value(other),
            };
            var cells = new List<Cell> { name, (long)numbers, Of(Words.Error, q => q.Error, -1), Of(Bare, q => study.Kept(q.Error), 1) };
            if (labelled)
            {
                cells.Add(Of(Bare, q => q.Nearest, 1));
                cells.Add(Of(Bare, q => q.Linear, 1));
            }
            cells.Add(time);
            table.Row([.. cells]);
        }
    }

    /// <summary>A share without its sign, which stands beside it.</summary>
    private static string Bare(double share) => NumberFormat.Fixed(1).Of(100 * share);

    /// <summary>The mean of the seeds.</summary>
    public static CodeQuality Mean(EncodingStudy study) => new(study.Qualities.Average(q => q.Error), study.Qualities.Average(q => q.Nearest), study.Qualities.Average(q => q.Linear));

    private static PictureGrid ErrorPictures(EncodingFigures figures, RowPictures pictures, TextTable texts)
    {
        var study = figures.Study;
        float[] Errors(Matrix from)
        {
            var errors = new double[study.Test.Columns];
            for (var r = 0; r < study.Test.Rows; r++)
            {
                ReadOnlySpan<float> row = study.Test[r], other = from[r];
                for (var c = 0; c < errors.Length; c++)
                {
                    errors[c] += (row[c] - (double)other[c]) * (row[c] - (double)other[c]);
                }
            }
            return Array.ConvertAll(errors, e => (float)Math.Sqrt(e / study.Test.Rows));
        }
        Picture Of(Matrix from, double error) => pictures.Of(Errors(from), Math.Sqrt(error));
        return new("pixel-errors", texts["keeps.pixels"], [texts["keeps.pixels.column"]],
            [new(texts["method.autoencoder"], [Of(figures.Rebuilt, study.Qualities[study.Chosen].Error)]), new(texts["method.pca"], [Of(figures.PcaRebuilt, study.PcaQuality.Error)])])
        {
            Low = 0,
            NumberLabel = texts["rows.off"],
            Caption = texts["keeps.pixels.caption"],
        };
    }

    private static void Columns(SectionBuilder section, EncodingFigures figures, TextTable texts)
    {
        var data = figures.Data;
        var errors = ColumnError.Of(data.Raw.Take(data.TestRows), data.Encoder.Decode(figures.Rebuilt), data.Encoder.Decode(figures.PcaRebuilt));
        if (errors.Count == 0)
        {
            return;
        }
        string Of(ColumnError column, double error) => column.IsText ? Words.Share(error) : NumberFormat.Auto.Of(error);
        section.Table(table => table.Key("columns").Caption(texts["keeps.columns"]).Text(texts["word.column"]).Bar(texts["keeps.left"], NumberFormat.Percent(0), texts["keeps.left.meaning"])
            .Text(texts["method.autoencoder"], texts["keeps.column.meaning"]).Text(texts["method.pca"], texts["keeps.column.meaning"]).Text(texts["keeps.always"], texts["keeps.always.meaning"])
            .Limit(MostColumns)
            .Rows(errors, e => [e.IsText ? texts["keeps.text", e.Name] : e.Name, e.Share, Of(e, e.Autoencoder), Of(e, e.Pca), Of(e, e.Always)]));
    }
}
