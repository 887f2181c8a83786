using MovieRecommendation.Study;
using Pipelines.Reporting;

namespace MovieRecommendation.Reporting;

/// <summary>What was held out, and what that can and cannot show.</summary>
internal static class SplitSection
{
    public static void Add(ReportBuilder report, MovieStudy study, TextTable texts, Words words) =>
        report.Section("split", texts["split.heading"], section => section
            .Lead(texts[$"split.lead.{study.Options.Split}", study.Train.Count, study.Test.Count, study.Options.Seed])
            .Bullets(
                texts["split.new-items", study.NewItemRows, words.Items],
                texts["split.fitted"],
                texts[study.ByTime ? "split.leak.time" : "split.leak.random"],
                texts["split.refit"]));
}
