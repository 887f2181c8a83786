using MovieRecommendation.Study;
using Pipelines.Data;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace MovieRecommendation.Reporting;

/// <summary>How far off predicted stars are: by model, for known and new items, by activity and popularity, and whether the intervals keep their promise.</summary>
internal static class StarsSection
{
    public static void Add(ReportBuilder report, MovieStudy study, StarStudy stars, TextTable texts, Words words) =>
        report.Section("stars", texts["stars.heading"], section =>
        {
            section.Lead(texts["stars.lead"]);
            section.Table(Models(stars, texts, words));
            var paired = stars.AgainstAverages;
            section.Note(double.IsNaN(paired.Interval.Low) ? texts["paired.few", paired.Units] : texts["stars.paired", paired.Units, paired.ShareBetter, paired.Interval.Low, paired.Interval.High, Verdict(paired.PValue, texts)]);
            section.Paragraph(texts["stars.intervals", StarStudy.IntervalLevel, stars.Intervals.Coverage, stars.Intervals.MeanWidth]);
            section.Chart(ByCount("error-by-activity", texts["stars.by-activity"], texts["data.activity.ratings"], stars, stars.Users, UserCounts(study.Train), texts, words));
            section.Chart(ByCount("error-by-popularity", texts["stars.by-popularity", words.Item], texts["stars.item-ratings", words.Item], stars, stars.Items, ItemCounts(study.Train), texts, words));
            section.Chart(Histogram.Of("errors", texts["stars.errors"], Errors(stars), 40) with
            {
                X = new(texts["stars.error"]),
                Y = new(texts["data.rows.count"]) { Format = NumberFormat.Whole },
                Caption = texts["stars.errors.caption"],
            });
        });

    /// <summary>How sure a difference is, in words.</summary>
    public static string Verdict(double p, TextTable texts) => p < 0.001 ? texts["p.tiny"] : texts["p.value", p];

    /// <summary>Training ratings of each user.</summary>
    public static int[] UserCounts(Ratings train) => [.. Enumerable.Range(0, train.Users.Count).Select(u => train.Cells[u].Count)];

    /// <summary>Training ratings of each item.</summary>
    public static int[] ItemCounts(Ratings train)
    {
        var counts = new int[train.Items.Count];
        foreach (var item in train.Cells.Indices)
        {
            counts[item]++;
        }
        return counts;
    }

    private static ReportTable Models(StarStudy stars, TextTable texts, Words words)
    {
        var format = NumberFormat.Fixed(3);
        var best = stars.Models.Min(m => m.Metrics.Rmse);
        return new TableBuilder().Key("stars").Text(texts["report.model"])
            .Number(texts["metric.rmse"], format, texts["metric.rmse.meaning"])
            .Number(texts["metric.mae"], format, texts["metric.mae.meaning"])
            .Number(texts["stars.known"], format, texts["stars.known.meaning", words.Items])
            .Number(texts["stars.cold"], format, texts["stars.cold.meaning", words.Items])
            .Number(texts["stars.fit-time"], NumberFormat.Seconds)
            .Rows(stars.Models, model =>
            [
                words.Model(model.Key),
                new Cell(null, model.Metrics.Rmse) { Best = model.Metrics.Rmse == best, Note = model.Metrics.RmseInterval is { } i ? $"[{format.Of(i.Low)}, {format.Of(i.High)}]" : "" },
                model.Metrics.Mae,
                model.KnownRmse,
                model.ColdRmse,
                model.Seconds,
            ])
            .Caption(texts["stars.caption", stars.Truth.Length])
            .Build();
    }

    private static BarChart ByCount(string key, string title, string heading, StarStudy stars, int[] members, int[] counts, TextTable texts, Words words)
    {
        var averages = stars[StarStudy.Averages];
        var bins = new SortedDictionary<int, (double Own, double Averages, int Rows)>();
        for (var i = 0; i < members.Length; i++)
        {
            var bin = CountBins.Index(counts[members[i]]);
            var (own, average, rows) = bins.GetValueOrDefault(bin);
            bins[bin] = (own + Square(stars.Ours.Predictions[i] - stars.Truth[i]), average + Square(averages.Predictions[i] - stars.Truth[i]), rows + 1);
        }
        return new(key, title, [.. bins.Keys.Select(b => CountBins.At(b, 0).Label)],
        [
            new(words.Model(StarStudy.Own), [.. bins.Values.Select(b => Math.Sqrt(b.Own / b.Rows))]),
            new(words.Model(StarStudy.Averages), [.. bins.Values.Select(b => Math.Sqrt(b.Averages / b.Rows))]),
        ])
        {
            Upright = true,
            LabelHeading = heading,
            Value = new(texts["metric.rmse"]) { Format = NumberFormat.Fixed(3) },
        };
    }

    private static double[] Errors(StarStudy stars)
    {
        var errors = new double[stars.Truth.Length];
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = stars.Ours.Predictions[i] - stars.Truth[i];
        }
        return errors;
    }

    private static double Square(double x) => x * x;
}
