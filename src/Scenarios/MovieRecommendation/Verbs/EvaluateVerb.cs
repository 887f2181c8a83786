using MovieRecommendation.Data;
using MovieRecommendation.Reporting;
using MovieRecommendation.Study;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Recommendation;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace MovieRecommendation.Verbs;

/// <summary>Scores a model on ratings it has not learned from: rows of its own training are counted and left out.</summary>
internal static class EvaluateVerb
{
    public static Verb Make() => new("evaluate", Run)
    {
        WritesRun = true,
        Options = [SharedOptions.Data, .. MovieOptions.Columns, MovieOptions.LikedFrom, SharedOptions.Model, SharedOptions.Seed, .. SharedOptions.Reading],
        Examples = [new("evaluate --data newer.csv", "example.evaluate")],
    };

    private static ExitCode Run(RunContext run)
    {
        var choice = run.ChooseModel();
        var model = ModelFile.Load<RecommenderModel>(choice.Path);
        using var folder = run.NewRun();
        var data = MovieDataReader.Read(run, bundled: false, out var read);
        if (!data.Implicit && model.Stars is null)
        {
            run.Note("evaluate.no-stars");
        }
        var (seen, fresh) = Divide(data.Ratings, model);
        if (fresh.Count == 0)
        {
            throw new ScenarioException(ExitCode.Data, "evaluate.all-seen", data.Ratings.Count);
        }
        run.Say("evaluate.rows", fresh.Count, seen.Count);
        var metrics = new List<Metric>();
        if (!data.Implicit && model.Stars is not null)
        {
            metrics.AddRange(Stars(fresh, data, model, run));
        }
        metrics.AddRange(Lists(seen, fresh, data, model, run));
        var table = MetricTable.Of(run.Texts, [new("model", run.Texts["model.own"], metrics)]);
        foreach (var metric in metrics)
        {
            run.Output.Line($"  {DisplayWidth.Pad(MetricTexts.Label(run.Texts, metric.Key), 24)} {MetricTexts.Format(metric.Key).Of(metric.Value)}{(metric.Interval is { } i ? $"  [{NumberFormat.Fixed(3).Of(i.Low)}, {NumberFormat.Fixed(3).Of(i.High)}]" : "")}");
        }
        var words = new Words(run.Texts, data.Films);
        folder.SaveBadRows(read);
        folder.Save(new ReportBuilder(run.Texts, run.Texts["evaluate.title", words.Items])
            .Subtitle(run.Texts["evaluate.subtitle", choice.Shown, string.Join(", ", data.Files)])
            .Section("metrics", run.Texts["evaluate.heading"], section => section.Lead(run.Texts["evaluate.rows", fresh.Count, seen.Count]).Table(table))
            .Metrics(new MetricSet("model", run.Texts["model.own"], metrics))
            .Fact("data", string.Join(", ", data.Files)).Fact("data.hash", data.Hash).Fact("data.rows", data.RowsRead).Fact("test.rows", (long)fresh.Count)
            .RepeatLine(run.RepeatLine)
            .Build());
        run.Output.Line();
        run.Say("evaluate.report", $"{folder.Shown}/report.html");
        return folder.Complete(new() { Metrics = metrics, Data = data.Files, DataHash = data.Hash, Rows = fresh.Count });
    }

    /// <summary>The rows the model has learned from, and the others.</summary>
    private static (Ratings Seen, Ratings Fresh) Divide(Ratings ratings, RecommenderModel model)
    {
        var (seen, fresh) = (new List<int>(), new List<int>());
        for (var user = 0; user < ratings.Users.Count; user++)
        {
            var row = ratings.Cells[user];
            var known = model.History.UserIndex(ratings.Users[user]);
            for (var i = 0; i < row.Count; i++)
            {
                var item = known < 0 ? -1 : model.History.ItemIndex(ratings.Items[row.Indices[i]]);
                (item >= 0 && model.History.Cells[known].Contains(item) ? seen : fresh).Add(row.Start + i);
            }
        }
        return (ratings.Select([.. seen]), ratings.Select([.. fresh]));
    }

    private static List<Metric> Stars(Ratings fresh, MovieData data, RecommenderModel model, RunContext run)
    {
        var (users, items, truth) = StarStudy.Pairs(fresh);
        var predictions = EarlierModel.Stars(model, data.Ratings, users, items);
        var metrics = RegressionMetrics.Of(truth, predictions);
        return [.. metrics.WithIntervals(PredictionErrors.WithSign(truth, predictions), new() { Seed = run.Seed }, run.Control, users).All];
    }

    /// <summary>Lists are made from what the model knows of each person, so people it does not know are left out.</summary>
    private static IReadOnlyList<Metric> Lists(Ratings seen, Ratings fresh, MovieData data, RecommenderModel model, RunContext run)
    {
        var known = HistoryOf(data.Ratings, model);
        var liked = new StudyOptions { LikedFrom = run.Get(MovieOptions.LikedFrom) ?? double.NaN }.LikedOn(model.Lowest, model.Highest, data.Implicit);
        try
        {
            return [.. EarlierModel.Lists(model, known, fresh, liked, run).All];
        }
        catch (Pipelines.DataException e) when (e.Code == "ranking.none")
        {
            run.Note("evaluate.no-liked", seen.Count);
            return [];
        }
    }

    /// <summary>The model's own history in the indices of other ratings.</summary>
    private static Ratings HistoryOf(Ratings ratings, RecommenderModel model)
    {
        var starts = new long[ratings.Users.Count + 1];
        var (indices, values) = (new List<int>(), new List<float>());
        for (var user = 0; user < ratings.Users.Count; user++)
        {
            if (model.History.UserIndex(ratings.Users[user]) is >= 0 and var known)
            {
                var row = model.History.Cells[known];
                var cells = new SortedDictionary<int, float>();
                for (var i = 0; i < row.Count; i++)
                {
                    if (ratings.ItemIndex(model.History.Items[row.Indices[i]]) is >= 0 and var item)
                    {
                        cells[item] = row.Values[i];
                    }
                }
                indices.AddRange(cells.Keys);
                values.AddRange(cells.Values);
            }
            starts[user + 1] = indices.Count;
        }
        return new(ratings.Users, ratings.Items, new SparseMatrix(ratings.Items.Count, starts, [.. indices], [.. values]));
    }
}
