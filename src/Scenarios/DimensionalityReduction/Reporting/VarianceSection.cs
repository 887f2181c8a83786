using DimensionalityReduction.Study;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace DimensionalityReduction.Reporting;

/// <summary>How much each component holds, against what chance gives, and how much they keep together of rows that were held out.</summary>
internal static class VarianceSection
{
    private const int MostShown = 60;

    public static void Add(ReportBuilder report, ReductionFigures figures, TextTable texts) =>
        report.Section("variance", texts["variance.heading"], section =>
        {
            var study = figures.Study;
            section.Lead(study.Chance is { } chance ? texts["variance.lead", chance.Components, figures.Chosen] : texts["variance.lead.plain"]);
            section.Chart(Scree(figures, texts));
            section.Chart(Cumulative(figures, texts));
            section.Table(table => table.Key("variance").Text(texts["word.components"]).Number(texts["variance.fitted"], NumberFormat.Percent(1), texts["variance.fitted.meaning"])
                .Number(texts["variance.held"], NumberFormat.Percent(1), texts["variance.held.meaning"]).Number(texts["screen.rmse"], NumberFormat.Auto, texts["metric.reconstruction_rmse.meaning"])
                .Rows(study.Tried, k => [texts[k == figures.Chosen ? "screen.k.chosen" : "screen.k", k], Fitted(study, k), study.KeptAt(k).VarianceKept, study.KeptAt(k).Rmse]));
        });

    private static LineChart Scree(ReductionFigures figures, TextTable texts)
    {
        var study = figures.Study;
        var total = study.Spectrum.TotalVariance;
        var count = Math.Min(MostShown, study.Spectrum.ResultColumns);
        var series = new List<LineSeries> { LineSeries.Of(texts["variance.data"], study.Spectrum.ExplainedVarianceRatio[..count].ToArray()) };
        if (study.Chance is { } chance && total > 0)
        {
            series.Add(LineSeries.Of(texts["variance.chance"], [.. chance.Threshold.Take(count).Select(v => v / total)]) with { Dashed = true });
        }
        return new("scree", texts["variance.scree"], series)
        {
            X = new(texts["word.component"]) { Format = NumberFormat.Whole },
            Y = new(texts["variance.share"]) { Format = NumberFormat.Percent(1), Low = 0 },
            XLines = figures.Chosen <= count ? [new(figures.Chosen, texts["word.chosen"])] : [],
            Caption = texts[study.Chance is null ? "variance.scree.plain" : "variance.scree.caption"],
        };
    }

    private static LineChart Cumulative(ReductionFigures figures, TextTable texts)
    {
        var study = figures.Study;
        double[] x = [.. study.Tried.Select(k => (double)k)];
        return new("cumulative", texts["variance.cumulative"],
        [
            new(texts["variance.held"], x, [.. study.Tried.Select(k => study.KeptAt(k).VarianceKept)]),
            new(texts["variance.fitted"], x, [.. study.Tried.Select(k => Fitted(study, k))]) { Dashed = true },
        ])
        {
            X = AccuracySection.Components(texts),
            Y = new(texts["variance.share"]) { Format = NumberFormat.Percent(0), High = 1 },
            XLines = [new(figures.Chosen, texts["word.chosen"])],
            Caption = texts["variance.cumulative.caption"],
        };
    }

    private static double Fitted(ReductionStudy study, int components)
    {
        var sum = 0.0;
        for (var i = 0; i < Math.Min(components, study.Spectrum.ResultColumns); i++)
        {
            sum += study.Spectrum.ExplainedVarianceRatio[i];
        }
        return sum;
    }
}
