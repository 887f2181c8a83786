using MovieRecommendation.Study;
using Pipelines.Reporting;
using Scenarios.Hosting;

namespace MovieRecommendation.Reporting;

/// <summary>What to do with it, on which data of one's own, and what it cannot do.</summary>
internal static class UseSection
{
    public static void Add(ReportBuilder report, MovieStudy study, TextTable texts, Words words, RunContext run)
    {
        report.Section("use", texts["use.heading"], section => section
            .Lead(texts["use.lead"])
            .Code(string.Join('\n',
                run.CommandLine("recommend", "--user", study.Data.Ratings.Users[0], "--top", "10"),
                run.CommandLine("predict", "--data", "pairs.csv", "--out", "stars.csv"),
                run.CommandLine("inspect", "my.csv"),
                run.CommandLine("train", "--data", "my.csv", "--user-col", "user", "--item-col", "item", "--rating-col", "rating"))));
        report.Section("limits", texts["limits.heading"], section =>
        {
            section.Bullets(texts["limits.offline"], texts["limits.shown"], texts["limits.new", words.Items], texts["limits.personal"]);
            if (study.Data.Bundled)
            {
                section.Note(texts["limits.movielens"]);
            }
        });
    }
}
