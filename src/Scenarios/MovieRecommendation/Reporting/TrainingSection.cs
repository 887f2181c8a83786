using MovieRecommendation.Study;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace MovieRecommendation.Reporting;

/// <summary>How learning went, and whether more data would help.</summary>
internal static class TrainingSection
{
    public static void Add(ReportBuilder report, MovieStudy study, TextTable texts, Words words)
    {
        if (study.Stars is not { } stars)
        {
            return;
        }
        report.Section("training", texts["training.heading"], section => section
            .Chart(new LineChart("learning-curve", texts["training.more.title"],
            [
                new(words.Model(StarStudy.Own), [.. stars.LearningCurve.Select(p => p.Share)], [.. stars.LearningCurve.Select(p => p.Own)]),
                new(words.Model(StarStudy.Averages), [.. stars.LearningCurve.Select(p => p.Share)], [.. stars.LearningCurve.Select(p => p.Averages)]) { Dashed = true },
            ])
            {
                X = new(texts["training.share"]) { Format = NumberFormat.Percent(0) },
                Y = new(texts["training.test-rmse"]) { Format = NumberFormat.Fixed(3) },
                Caption = texts["training.more.caption"],
            })
            .Chart(new LineChart("training-curve", texts["training.curve.title"], [LineSeries.Of(texts["training.train-rmse"], stars.TrainingCurve)])
            {
                X = new(texts["training.sweep"]) { Format = NumberFormat.Whole },
                Y = new(texts["training.train-rmse"]) { Format = NumberFormat.Fixed(3) },
                Caption = texts["training.curve.caption"],
            }));
    }
}
