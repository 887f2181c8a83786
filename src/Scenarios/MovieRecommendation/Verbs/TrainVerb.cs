using MovieRecommendation.Data;
using MovieRecommendation.Reporting;
using MovieRecommendation.Study;
using Pipelines.Models;
using Pipelines.Recommendation;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace MovieRecommendation.Verbs;

/// <summary>Read, hold out, fit, measure, learn again from everything, report.</summary>
internal static class TrainVerb
{
    public static Verb Make() => new("train", Run)
    {
        WritesRun = true,
        Options =
        [
            SharedOptions.Data, .. MovieOptions.Columns, MovieOptions.Split, SharedOptions.TestShare, MovieOptions.LikedFrom, MovieOptions.KeepEvaluated, SharedOptions.Optimize, MovieOptions.Search, SharedOptions.TrainTime,
            SharedOptions.Seed, SharedOptions.Bom, .. SharedOptions.Reading,
        ],
        Settings = [MovieOptions.Stars, MovieOptions.Lists],
        Examples =
        [
            new("", "example.default"),
            new("train --data my.csv --user-col user --item-col item --rating-col stars", "example.own"),
            new("train --data plays.csv --feedback implicit --count-col plays", "example.implicit"),
            new("train --require \"rmse<=0.9\"", "example.require"),
            new("train --optimize ndcg@10 --search lambda=50,100,200", "example.optimize"),
        ],
    };

    private static ExitCode Run(RunContext run)
    {
        using var folder = run.NewRun();
        FirstScreen.Opening(run, run.Get(SharedOptions.Data).Count == 0);
        var data = MovieDataReader.Read(run, bundled: true, out var read);
        FirstScreen.Data(run, data);

        var earlier = run.Previous is { } previous ? ModelFile.Load<RecommenderModel>(previous.Model.Path) : null;
        var study = MovieStudy.Run(data, MovieOptions.StudyOf(run, data.Implicit), run, earlier);
        var model = FinalModel(study, run);

        folder.Save(model, InfoOf(study));
        folder.SaveBadRows(read);
        HeldOutFile.Write(folder.FileOf("predictions.csv"), study, run.Get(SharedOptions.Bom) == "yes");
        folder.Save(MovieReport.Build(study, model, run));
        FirstScreen.Results(run, study, model, $"{folder.Shown}/report.html");
        return folder.Complete(new()
        {
            Metrics = MovieReport.OwnMetrics(study),
            Comparison = earlier is null ? null : EarlierModel.Score(earlier, study, run),
            Data = data.Files,
            DataHash = data.Hash,
            Rows = data.Ratings.Count,
            Facts = new Dictionary<string, string>
            {
                ["feedback"] = data.Implicit ? "implicit" : "explicit",
                ["user-col"] = data.Columns.User,
                ["item-col"] = data.Columns.Item,
                ["rating-col"] = data.Columns.Rating ?? "",
            },
        });
    }

    /// <summary>The model for use: it learned from every rating, so that nobody is recommended what they have seen. The measured figures come from the model before.</summary>
    private static RecommenderModel FinalModel(MovieStudy study, RunContext run)
    {
        var feedback = study.Data.Implicit ? Feedback.Implicit : Feedback.Explicit;
        if (run.Get(MovieOptions.KeepEvaluated))
        {
            return new(study.Train, study.Data.Catalogue, study.Lists.Model, new Popularity().Fit(study.Train, run.Control), study.Stars?.Model, feedback);
        }
        using var stage = run.Stage("progress.final");
        var all = study.Data.Ratings;
        var stars = study.Data.Implicit ? null : new BayesianMatrixFactorization(study.Options.Stars).Fit(all, stage.Control);
        var lists = new Ease(study.Options.Lists).Fit(all, run.Control);
        return new(all, study.Data.Catalogue, lists, new Popularity().Fit(all, run.Control), stars, feedback);
    }

    private static ModelInfo InfoOf(MovieStudy study)
    {
        var columns = study.Data.Columns;
        (string? Name, string Type, string Use)[] parts =
            [(columns.User, "text", "user"), (columns.Item, "text", "item"), (columns.Rating, "number", "rating"), (columns.Count, "number", "count"), (columns.Time, "time", "time")];
        return new()
        {
            Seed = study.Options.Seed,
            DataFiles = study.Data.Files,
            DataHash = study.Data.Hash,
            Columns = [.. parts.Where(p => p.Name is not null).Select(p => new ModelColumn(p.Name!, p.Type, p.Use))],
            Rows = new Dictionary<string, long>
            {
                ["read"] = study.Data.RowsRead,
                ["dropped"] = study.Data.Dropped,
                ["train"] = study.Train.Count,
                ["test"] = study.Test.Count,
            },
            Facts = new Dictionary<string, string> { ["films"] = study.Data.Films ? "true" : "false" },
        };
    }
}
