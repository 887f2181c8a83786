using DimensionalityReduction.Study;
using Pipelines.Data;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace DimensionalityReduction.Reporting;

/// <summary>What the components are made of: which columns go with each, as a table of correlations, as arrows over the rows and, where rows are pictures, as pictures.</summary>
internal static class ComponentsSection
{
    private const int MostComponents = 6;
    private const int MostColumns = 20;
    private const int MostArrows = 12;
    private const int MostPoints = 250;
    private const int MostPictures = 8;

    public static void Add(ReportBuilder report, ReductionStudy study, TextTable texts) =>
        report.Section("components", texts["components.heading"], section =>
        {
            var correlations = Correlations(study);
            var count = Math.Min(MostComponents, Math.Min(correlations.Columns, Math.Max(2, study.Decision.Components)));
            section.Lead(texts["components.lead"]);
            if (study.Data.Image is { } image)
            {
                section.Chart(Pictures(study, image, texts));
            }
            int[] columns = [.. Enumerable.Range(0, correlations.Rows).OrderByDescending(j => Strength(correlations, j, count)).Take(MostColumns).Order()];
            section.Chart(new HeatMap("loadings", texts["components.loadings"], [.. columns.Select(j => study.Encoder.Names[j])], [.. Enumerable.Range(1, count).Select(i => texts["word.pc", i])],
                [.. columns.Select(j => (IReadOnlyList<double>)[.. correlations[j][..count].ToArray().Select(v => (double)v)])])
            {
                Scale = HeatScale.Diverging,
                Format = NumberFormat.Fixed(2),
                Caption = texts[columns.Length < correlations.Rows ? "components.loadings.most" : "components.loadings.all", columns.Length, correlations.Rows],
            });
            if (study.Spectrum.ResultColumns >= 2)
            {
                section.Chart(Biplot(study, correlations, texts));
            }
        });

    /// <summary>Correlation of each encoded column with each component of the spectrum, d x k; 0 for columns that do not vary.</summary>
    private static Matrix Correlations(ReductionStudy study)
    {
        var loadings = study.Spectrum.Loadings();
        var mean = study.Spectrum.Mean;
        var squares = new double[loadings.Rows];
        for (var r = 0; r < study.Encoded.Rows; r++)
        {
            var row = study.Encoded[r];
            for (var j = 0; j < squares.Length; j++)
            {
                squares[j] += (row[j] - mean[j]) * (row[j] - mean[j]);
            }
        }
        for (var j = 0; j < squares.Length; j++)
        {
            var deviation = Math.Sqrt(squares[j] / Math.Max(1, study.Encoded.Rows - 1));
            foreach (ref var value in loadings[j])
            {
                value = deviation > 0 ? (float)Math.Clamp(value / deviation, -1, 1) : 0;
            }
        }
        return loadings;
    }

    private static double Strength(Matrix correlations, int column, int count)
    {
        var sum = 0.0;
        foreach (var value in correlations[column][..count])
        {
            sum += value * value;
        }
        return sum;
    }

    private static PictureGrid Pictures(ReductionStudy study, Data.ImageLayout image, TextTable texts)
    {
        var count = Math.Min(Math.Min(MostPictures, PicturesSection.Fitting(image, 4)), study.Spectrum.ResultColumns);
        return new("component-pictures", texts["components.pictures"], [.. Enumerable.Range(1, count).Select(i => texts["word.pc", i])],
        [
            new(texts["components.pictures.row"], [.. Enumerable.Range(0, count).Select(i => new Picture(image.Width, [.. image.Places.Select(p => p < 0 ? 0 : (double)study.Spectrum.Components[i][p])], study.Spectrum.ExplainedVarianceRatio[i]))]),
        ])
        {
            Scale = HeatScale.Diverging,
            NumberLabel = texts["variance.share"],
            Format = NumberFormat.Percent(1),
            Caption = texts["components.pictures.caption"],
        };
    }

    /// <summary>Rows as points and the columns that go most with the two components as arrows, drawn to the size of the cloud.</summary>
    private static ScatterChart Biplot(ReductionStudy study, Matrix correlations, TextTable texts)
    {
        var points = MapSection.Points(study, texts, MostPoints);
        var reach = points.Max(p => Math.Max(Math.Abs(p.X), Math.Abs(p.Y)));
        var arrows = Enumerable.Range(0, correlations.Rows).OrderByDescending(j => Strength(correlations, j, 2)).Take(MostArrows)
            .Select(j => new ScatterArrow(correlations[j][0] * reach, correlations[j][1] * reach, study.Encoder.Names[j]));
        return new("biplot", texts["components.biplot"], points)
        {
            X = MapSection.Axis(study, 0, texts),
            Y = MapSection.Axis(study, 1, texts),
            Arrows = [.. arrows],
            Caption = texts["components.biplot.caption"],
        };
    }
}
