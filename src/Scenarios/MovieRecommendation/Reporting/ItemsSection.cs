using MovieRecommendation.Study;
using Pipelines.Recommendation;
using Pipelines.Reporting;

namespace MovieRecommendation.Reporting;

/// <summary>Items like well-known ones, the items and people predicted best and worst, and why.</summary>
internal static class ItemsSection
{
    private const int Titles = 5, Similar = 5, Listed = 8, LeastRatings = 5;

    public static void Add(ReportBuilder report, MovieStudy study, RecommenderModel model, TextTable texts, Words words)
    {
        report.Section("similar", texts["similar.heading", words.Items], section => section
            .Lead(texts["similar.lead", words.Items])
            .Table(table => table.Key("similar").Text(words.ItemHeading).Text(texts["similar.like"])
                .Rows(Popular(model), item => [model.Catalogue.Name(item), string.Join(texts["word.list"], model.Similar(item, Similar).Select(s => model.Catalogue.Name(s.Item)))])));
        if (study.Stars is not { } stars)
        {
            return;
        }
        report.Section("worst", texts["worst.heading"], section => section
            .Lead(texts["worst.lead", LeastRatings])
            .Table(Items("worst-items", texts["worst.items", words.Items], Hardest(stars, stars.Items).Take(Listed), study, stars, texts, words))
            .Table(Items("best-items", texts["worst.best-items", words.Items], Hardest(stars, stars.Items).Reverse().Take(Listed), study, stars, texts, words))
            .Table(People(study, stars, texts)));
    }

    private static IEnumerable<int> Popular(RecommenderModel model)
    {
        var counts = StarsSection.ItemCounts(model.History);
        return Enumerable.Range(0, counts.Length).OrderByDescending(i => counts[i]).ThenBy(i => i).Take(Titles);
    }

    /// <summary>Users or items with enough held-out ratings, the largest error first.</summary>
    private static IEnumerable<(int Member, double Rmse, double Bias, int Rows)> Hardest(StarStudy stars, int[] members)
    {
        var sums = new Dictionary<int, (double Squares, double Errors, int Rows)>();
        for (var i = 0; i < members.Length; i++)
        {
            double error = stars.Ours.Predictions[i] - stars.Truth[i];
            var (squares, errors, rows) = sums.GetValueOrDefault(members[i]);
            sums[members[i]] = (squares + (error * error), errors + error, rows + 1);
        }
        return sums.Where(s => s.Value.Rows >= LeastRatings)
            .Select(s => (s.Key, Math.Sqrt(s.Value.Squares / s.Value.Rows), s.Value.Errors / s.Value.Rows, s.Value.Rows))
            .OrderByDescending(s => s.Item2).ThenBy(s => s.Key);
    }

    private static ReportTable Items(string key, string caption, IEnumerable<(int Member, double Rmse, double Bias, int Rows)> members, MovieStudy study, StarStudy stars, TextTable texts, Words words)
    {
        var counts = StarsSection.ItemCounts(study.Train);
        return new TableBuilder().Key(key).Caption(caption).Text(words.ItemHeading)
            .Number(texts["metric.rmse"], NumberFormat.Fixed(2)).Number(texts["worst.test-rows"], NumberFormat.Whole).Number(texts["worst.train-rows"], NumberFormat.Whole)
            .Text(texts["worst.reason"])
            .Rows(members, m => [study.Data.Catalogue.Name(m.Member), m.Rmse, m.Rows, counts[m.Member], Reason(m.Rmse, m.Bias, counts[m.Member], stars, texts)])
            .Build();
    }

    private static ReportTable People(MovieStudy study, StarStudy stars, TextTable texts)
    {
        var counts = StarsSection.UserCounts(study.Train);
        return new TableBuilder().Key("worst-people").Caption(texts["worst.people"]).Text(texts["word.person.heading"])
            .Number(texts["metric.rmse"], NumberFormat.Fixed(2)).Number(texts["worst.test-rows"], NumberFormat.Whole).Number(texts["worst.train-rows"], NumberFormat.Whole)
            .Text(texts["worst.reason"])
            .Rows(Hardest(stars, stars.Users).Take(Listed), m => [study.Data.Ratings.Users[m.Member], m.Rmse, m.Rows, counts[m.Member], Reason(m.Rmse, m.Bias, counts[m.Member], stars, texts)])
            .Build();
    }

    /// <summary>Too little to learn from, a shift in one direction, or simply divided opinions.</summary>
    private static string Reason(double rmse, double bias, int trainRows, StarStudy stars, TextTable texts) =>
        rmse <= stars.Ours.Metrics.Rmse ? texts["worst.reason.good"]
        : trainRows < LeastRatings ? texts["worst.reason.few", trainRows]
        : Math.Abs(bias) > 0.6 * rmse ? texts[bias > 0 ? "worst.reason.high" : "worst.reason.low", Math.Abs(bias)]
        : texts["worst.reason.divided"];
}
