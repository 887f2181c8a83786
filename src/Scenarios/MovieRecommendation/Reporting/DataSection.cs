using System.Globalization;
using MovieRecommendation.Study;
using Pipelines.Data;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace MovieRecommendation.Reporting;

/// <summary>What data: how many, which values, who is active, what is popular, what was left out.</summary>
internal static class DataSection
{
    private const int MostValues = 20;

    public static void Add(ReportBuilder report, MovieStudy study, TextTable texts, Words words)
    {
        var data = study.Data;
        report.Section("data", texts["data.heading"], section =>
        {
            section.Lead(data.Period is { } period
                ? texts["data.lead.period", data.Ratings.Users.Count, data.Ratings.Items.Count, words.Counted, period.First, period.Last, data.Sparsity]
                : texts["data.lead", data.Ratings.Users.Count, data.Ratings.Items.Count, words.Counted, data.Sparsity]);
            section.Table(Rows(data, texts, words));
            if (data.Unreadable.Count > 0)
            {
                section.Table(Unreadable(data, texts));
            }
            // One bar a value where there are few, a histogram otherwise.
            var values = ValueCounts(data.Ratings);
            section.Chart(values.Count <= MostValues ? ValueBars(data, values, texts) : ValueHistogram(data, texts));
            section.Chart(LongTail(data.Ratings, texts, words));
            section.Chart(Activity(data.Ratings, texts));
        });
    }

    private static ReportTable Rows(Data.MovieData data, TextTable texts, Words words)
    {
        var table = new TableBuilder().Key("rows").Text(texts["data.rows.what"]).Number(texts["data.rows.count"], NumberFormat.Whole);
        table.Row(texts["data.rows.read"], data.RowsRead);
        AddIf(texts["data.rows.unreadable"], data.Unreadable.Count);
        AddIf(texts["data.rows.missing-id"], data.Facts.MissingId);
        AddIf(texts["data.rows.missing-rating"], data.Facts.MissingRating);
        AddIf(texts["data.rows.non-finite"], data.Facts.NonFinite);
        AddIf(texts["data.rows.non-positive"], data.Facts.NonPositive);
        AddIf(texts[$"data.rows.merged.{data.Facts.Duplicates.ToString().ToLowerInvariant()}"], data.Facts.Merged);
        table.Row(texts["data.rows.used"], (long)data.Ratings.Count);
        AddIf(texts["data.rows.unnamed", words.Items], data.Unnamed);
        return table.Build();

        void AddIf(string label, long count)
        {
            if (count > 0)
            {
                table.Row(label, count);
            }
        }
    }

    private static ReportTable Unreadable(Data.MovieData data, TextTable texts) => new TableBuilder().Key("unreadable")
        .Caption(texts["data.unreadable"])
        .Text(texts["data.unreadable.place"]).Text(texts["data.unreadable.problem"])
        .Limit(10, total: data.Unreadable.Count)
        .Rows(data.Unreadable.Take(10), row => [$"{Path.GetFileName(row.File)}({row.Line})", texts.Of(row.Problem)])
        .Build();

    private static SortedDictionary<float, double> ValueCounts(Ratings ratings)
    {
        var counts = new SortedDictionary<float, double>();
        foreach (var value in ratings.Cells.Values)
        {
            counts[value] = counts.GetValueOrDefault(value) + 1;
        }
        return counts;
    }

    private static BarChart ValueBars(Data.MovieData data, SortedDictionary<float, double> counts, TextTable texts) =>
        new("values", ValueTitle(data, texts), [.. counts.Keys.Select(v => v.ToString("0.###", CultureInfo.InvariantCulture))], [new(texts["data.rows.count"], [.. counts.Values])])
        {
            Upright = true,
            LabelHeading = ValueName(data, texts),
            Value = new(texts["data.rows.count"]) { Format = NumberFormat.Whole },
        };

    private static Histogram ValueHistogram(Data.MovieData data, TextTable texts)
    {
        var values = new double[data.Ratings.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = data.Ratings.Cells.Values[i];
        }
        return Histogram.Of("values", ValueTitle(data, texts), values) with { X = new(ValueName(data, texts)), Y = new(texts["data.rows.count"]) { Format = NumberFormat.Whole } };
    }

    private static string ValueTitle(Data.MovieData data, TextTable texts) => texts[data.Implicit ? "data.values.counts" : "data.values.ratings"];

    private static string ValueName(Data.MovieData data, TextTable texts) => texts[data.Implicit ? "word.count" : "word.rating"];

    private static LineChart LongTail(Ratings ratings, TextTable texts, Words words)
    {
        var counts = new int[ratings.Items.Count];
        foreach (var item in ratings.Cells.Indices)
        {
            counts[item]++;
        }
        Array.Sort(counts);
        Array.Reverse(counts);
        var half = 0;
        for (long sum = 0; sum * 2 < ratings.Count; half++)
        {
            sum += counts[half];
        }
        // A logarithmic axis of ranks needs few points.
        var ranks = Enumerable.Range(0, 60).Select(i => (int)Math.Round(Math.Pow(counts.Length, i / 59.0))).Distinct().ToArray();
        return new("long-tail", texts["data.tail.title", words.Items], [new(texts["data.rows.count"], [.. ranks.Select(r => (double)r)], [.. ranks.Select(r => (double)counts[r - 1])])])
        {
            X = new(texts["data.tail.rank", words.Item]) { Scale = AxisScale.Log, Format = NumberFormat.Whole },
            Y = new(texts["data.tail.ratings"]) { Format = NumberFormat.Whole },
            Caption = texts["data.tail.caption", (double)half / counts.Length, words.Items],
        };
    }

    private static BarChart Activity(Ratings ratings, TextTable texts)
    {
        var bins = CountBins.Of(Enumerable.Range(0, ratings.Users.Count).Select(u => ratings.Cells[u].Count));
        return new("activity", texts["data.activity.title"], [.. bins.Select(b => b.Label)], [new(texts["word.people"], [.. bins.Select(b => (double)b.Members)])])
        {
            Upright = true,
            LabelHeading = texts["data.activity.ratings"],
            Value = new(texts["word.people"]) { Format = NumberFormat.Whole },
        };
    }
}
