using MovieRecommendation.Study;
using Pipelines.Evaluation;
using Pipelines.Recommendation;
using Pipelines.Reporting;
using Scenarios.Hosting;

namespace MovieRecommendation.Reporting;

/// <summary>The report of a study, from its verdict to its limits.</summary>
internal static class MovieReport
{
    /// <summary>Builds it.</summary>
    /// <param name="study">What was measured.</param>
    /// <param name="model">The model that was saved.</param>
    /// <param name="run">The run it belongs to.</param>
    public static Report Build(MovieStudy study, RecommenderModel model, RunContext run)
    {
        var texts = run.Texts;
        var words = new Words(texts, study.Data.Films);
        var (tone, sentences) = Verdicts.Of(study, texts);
        var report = new ReportBuilder(texts, texts["report.title", words.Items])
            .Subtitle(texts["report.subtitle", study.Data.Ratings.Count, study.Data.Ratings.Users.Count, study.Data.Ratings.Items.Count, words.Counted, string.Join(", ", study.Data.Files)])
            .Verdict(tone, sentences);
        Cards(report, study, texts, run);
        DataSection.Add(report, study, texts, words);
        SplitSection.Add(report, study, texts, words);
        if (study.Stars is { } stars)
        {
            StarsSection.Add(report, study, stars, texts, words);
        }
        ListsSection.Add(report, study, texts, words);
        PeopleSection.Add(report, study, model, texts, words);
        ItemsSection.Add(report, study, model, texts, words);
        if (study.Search is { } search)
        {
            SearchSection.Add(report, search, texts);
        }
        TrainingSection.Add(report, study, texts, words);
        UseSection.Add(report, study, texts, words, run);
        report.Metrics([.. MetricSets(study, words)]);
        Facts(report, study, run);
        return report.RepeatLine(run.RepeatLine).Build();
    }

    /// <summary>The metrics the run is judged by: ours, stars first.</summary>
    public static IReadOnlyList<Metric> OwnMetrics(MovieStudy study)
    {
        var metrics = new List<Metric>();
        if (study.Stars is { } stars)
        {
            metrics.AddRange(stars.Ours.Metrics.All);
            metrics.AddRange(stars.Intervals.All);
            metrics.Add(new("coverage", 1, Better.Higher));
        }
        // The first metric is the one that retraining compares by.
        metrics.Add(study.Lists.Ours[ListStudy.Main]);
        metrics.AddRange(study.Lists.Ours.Shown.Where(m => m.Key != ListStudy.Main));
        return metrics;
    }

    private static IEnumerable<MetricSet> MetricSets(MovieStudy study, Words words)
    {
        yield return new("model", words.Model("own"), OwnMetrics(study));
        foreach (var model in study.Stars?.Models.Skip(1) ?? [])
        {
            yield return MetricSet.Of(model.Key, words.Model(model.Key), model.Metrics);
        }
        foreach (var model in study.Lists.Models.Skip(1))
        {
            yield return new(model.Key, words.Model(model.Key), model.Shown);
        }
    }

    private static void Cards(ReportBuilder report, MovieStudy study, TextTable texts, RunContext run)
    {
        if (study.Stars is { } stars)
        {
            var averages = NumberFormat.Fixed(3).Of(stars[StarStudy.Averages].Metrics.Rmse);
            report.Card(Card.Of(texts, stars.Ours.Metrics.All.First(m => m.Key == "rmse"), texts["card.averages", averages],
                Verdicts.ToneOf(stars)));
        }
        var popular = NumberFormat.Fixed(3).Of(study.Lists[ListStudy.Popular][ListStudy.Main].Value);
        report.Card(Card.Of(texts, study.Lists.Ours[ListStudy.Main], texts["card.popular", popular], study.Lists.AgainstPopular?.Verdict switch
        {
            PairedVerdict.Better => Tone.Good,
            PairedVerdict.Worse => Tone.Poor,
            _ => Tone.Mixed,
        }));
        if (study.Stars is null)
        {
            report.Card(Card.Of(texts, study.Lists.Ours["hit_rate@10"], texts["card.popular", NumberFormat.Percent(1).Of(study.Lists[ListStudy.Popular]["hit_rate@10"].Value)]));
        }
        report.Card(new("rows", texts["card.rows"], NumberFormat.Percent(0).Of(1)) { Number = 1, Baseline = texts["card.rows.detail", study.Test.Count, study.NewItemRows], Tone = Tone.Good });
        var seconds = run.Elapsed.TotalSeconds;
        report.Card(new("time", texts["card.time"], NumberFormat.Seconds.Of(seconds)) { Number = seconds, Baseline = texts["card.time.detail", RunContext.PeakMegabytes, run.Threads] });
    }

    private static void Facts(ReportBuilder report, MovieStudy study, RunContext run)
    {
        report.Fact("data", string.Join(", ", study.Data.Files))
            .Fact("data.hash", study.Data.Hash)
            .Fact("data.rows", study.Data.RowsRead)
            .Fact("data.dropped", study.Data.Dropped)
            .Fact("train.rows", (long)study.Train.Count)
            .Fact("test.rows", (long)study.Test.Count)
            .Fact("split", study.Options.Split)
            .Fact("test.share", study.Options.TestShare)
            .Fact("seed", study.Options.Seed);
        if (study.Stars is not null)
        {
            report.Options("stars", study.Options.Stars);
        }
        report.Options("lists", study.Options.Lists)
            .Fact("time.seconds", Math.Round(run.Elapsed.TotalSeconds, 2))
            .Fact("memory.bytes", (long)(RunContext.PeakMegabytes * 1e6))
            .Fact("threads", (long)run.Threads)
            .Fact("version", run.Scenario.Version);
    }
}
