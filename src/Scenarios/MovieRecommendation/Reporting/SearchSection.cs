using MovieRecommendation.Study;
using Pipelines.Evaluation;
using Pipelines.Reporting;

namespace MovieRecommendation.Reporting;

/// <summary>What <c>--optimize</c> tried and why it took what it took.</summary>
internal static class SearchSection
{
    public static void Add(ReportBuilder report, OptionSearch search, TextTable texts) =>
        report.Section("search", texts["search.heading"], section =>
        {
            var metric = MetricTexts.Label(texts, search.Metric);
            section.Lead(texts["search.lead", search.Candidates.Count, search.Fits, metric]);
            if (!search.MeetsRules)
            {
                section.Warning(texts["search.no-rules"]);
            }
            section.Table(table => table.Key("search").Text(texts["search.options"]).Number(metric, NumberFormat.Fixed(4)).Number(texts["search.error"], NumberFormat.Fixed(4)).Text(texts["search.status"])
                .Rows(search.Candidates, c =>
                [
                    c.Options.Length == 0 ? texts["search.defaults"] : c.Options,
                    new Cell(null, c.Mean) { Best = c.Chosen },
                    c.StandardError,
                    texts[Outcome(c)],
                ]));
        });

    private static string Outcome(SearchedCandidate candidate) => candidate.Status switch
    {
        _ when candidate.Chosen => "search.chosen",
        CandidateStatus.Dropped => "search.dropped",
        CandidateStatus.Failed => "search.failed",
        CandidateStatus.Skipped => "search.skipped",
        _ => candidate.MeetsRules ? "search.tried" : "search.unmet",
    };
}
