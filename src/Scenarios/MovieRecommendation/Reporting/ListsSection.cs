using MovieRecommendation.Study;
using Pipelines.Evaluation;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace MovieRecommendation.Reporting;

/// <summary>How good the lists are beside the most popular items, at three lengths, and whether the difference may be chance.</summary>
internal static class ListsSection
{
    private static readonly string[] Measures = ["precision", "recall", "ndcg", "hit_rate"];
    private static readonly string[] Places = ["map@10", "mrr@10"];
    private static readonly string[] Breadth = ["item_coverage@10", "novelty@10", "diversity@10"];

    public static void Add(ReportBuilder report, MovieStudy study, TextTable texts, Words words) =>
        report.Section("lists", texts["lists.heading"], section =>
        {
            var lists = study.Lists;
            section.Lead(float.IsNegativeInfinity(lists.LikedFrom)
                ? texts["lists.lead.any", lists.Ours.Metrics.Users.Count, lists.Ours.Metrics.Items, words.Counted]
                : texts["lists.lead.liked", lists.Ours.Metrics.Users.Count, lists.Ours.Metrics.Items, words.Counted, lists.LikedFrom]);
            if (lists.AgainstPopular is { Verdict: not PairedVerdict.Better })
            {
                section.Warning(texts["lists.not-better"]);
            }
            foreach (var cutoff in lists.Ours.Metrics.Cutoffs)
            {
                section.Table(Table(lists, $"lists-{cutoff}", texts["lists.table", cutoff], [.. Measures.Select(m => $"{m}@{cutoff}")], texts, words));
            }
            section.Table(Table(lists, "places", texts["lists.places"], Places, texts, words));
            section.Table(Table(lists, "breadth", texts["lists.breadth"], Breadth, texts, words));
            if (lists.AgainstPopular is { } paired)
            {
                section.Note(double.IsNaN(paired.Interval.Low) ? texts["paired.few", paired.Units] : texts["lists.paired", paired.Units, paired.ShareBetter, paired.ShareWorse, paired.Interval.Low, paired.Interval.High, StarsSection.Verdict(paired.PValue, texts)]);
            }
            section.Chart(new BarChart("ndcg", texts["lists.chart"], [.. lists.Models.Select(m => words.Model(m.Key))],
                [new(texts["metric.ndcg"] + "@10", [.. lists.Models.Select(m => m[ListStudy.Main].Value)])
                {
                    Low = [.. lists.Models.Select(m => m[ListStudy.Main].Interval?.Low ?? double.NaN)],
                    High = [.. lists.Models.Select(m => m[ListStudy.Main].Interval?.High ?? double.NaN)],
                }])
            {
                LabelHeading = texts["report.model"],
                Value = new(texts["metric.ndcg"] + "@10") { Format = NumberFormat.Fixed(3) },
                Caption = study.Stars is null ? "" : texts["lists.by-stars"],
            });
        });

    private static ReportTable Table(ListStudy lists, string key, string caption, ReadOnlySpan<string> metrics, TextTable texts, Words words) =>
        MetricTable.Of(texts, [.. lists.Models.Select(m => new MetricSet(m.Key, words.Model(m.Key), m.Shown))], metrics) with { Key = key, Caption = caption };
}
