using MovieRecommendation.Study;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Recommendation;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace MovieRecommendation.Verbs;

/// <summary>A list for one person, for a new person who names what they liked, or for everyone.</summary>
internal static class RecommendVerb
{
    private const int Reasons = 2;

    public static Verb Make() => new("recommend", Run)
    {
        Options = [MovieOptions.User, MovieOptions.Liked, MovieOptions.All, MovieOptions.Top, SharedOptions.Model, SharedOptions.Out, SharedOptions.Bom],
        Examples =
        [
            new("recommend --user 42 --top 10", "example.recommend.user"),
            new("recommend --liked \"Heat (1995); Fargo\"", "example.recommend.liked"),
            new("recommend --all --out lists.csv", "example.recommend.all"),
        ],
    };

    private static ExitCode Run(RunContext run)
    {
        var (user, liked, all) = (run.Get(MovieOptions.User), run.Get(MovieOptions.Liked), run.Get(MovieOptions.All));
        if ((user is null ? 0 : 1) + (liked is null ? 0 : 1) + (all ? 1 : 0) != 1)
        {
            throw new ScenarioException(ExitCode.Usage, "recommend.who", MovieOptions.User.Typed, MovieOptions.Liked.Typed, MovieOptions.All.Typed);
        }
        var model = ModelFile.Load<RecommenderModel>(run.ChooseModel().Path);
        var top = (int)run.Get(MovieOptions.Top)!.Value;
        if (all)
        {
            Everyone(run, model, top);
        }
        else if (user is not null)
        {
            var index = model.User(user);
            Show(run, model, ExamplePerson.Of(model, "", index, 0, top).List, run.Texts["recommend.for", user, model.History.Cells[index].Count]);
        }
        else
        {
            Show(run, model, ForLiked(run, model, liked!, top, out var names), run.Texts["recommend.liked", names]);
        }
        return ExitCode.Ok;
    }

    private static IReadOnlyList<ExplainedItem> ForLiked(RunContext run, RecommenderModel model, string liked, int top, out string names)
    {
        var history = liked.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(title => ItemTitle.Find(model, title)).Distinct().ToArray();
        if (history.Length == 0)
        {
            throw new ScenarioException(ExitCode.Usage, "recommend.liked-empty", MovieOptions.Liked.Typed);
        }
        names = string.Join(run.Texts["word.list"], history.Select(model.Catalogue.Name));
        var weights = new float[history.Length];
        Array.Fill(weights, model.Highest);
        var shown = model.TopForHistory(history, weights, top);
        // A new person's stars come from what they liked, by folding them into the posterior, not from nobody's average.
        var stars = new float[shown.Count];
        if (model.Stars is BayesianMatrixFactorizationModel bayesian)
        {
            bayesian.PredictFor(history, weights, [.. shown.Select(s => s.Item)], stars);
            shown = [.. shown.Select((s, i) => s with { Stars = stars[i] })];
        }
        return [.. shown.Select(s => new ExplainedItem(s, model.ExplainHistory(history, weights, s.Item, Reasons)))];
    }

    private static void Show(RunContext run, RecommenderModel model, IReadOnlyList<ExplainedItem> list, string title)
    {
        if (run.Get(SharedOptions.Out) is not null)
        {
            using var file = run.OpenCsv();
            WriteHeader(file, model);
            WriteRows(file, model, "", list);
            file.Commit();
            return;
        }
        run.Output.Line(title);
        var table = model.Stars is null
            ? new PlainTable("", run.Texts["recommend.item"], run.Texts["people.because"]) { AtRight = new HashSet<int> { 0 } }
            : new PlainTable("", run.Texts["recommend.item"], run.Texts["people.stars"], run.Texts["people.because"]) { AtRight = new HashSet<int> { 0, 2 } };
        for (var i = 0; i < list.Count; i++)
        {
            var (place, name, because) = ($"{i + 1}", model.Catalogue.Name(list[i].Shown.Item), MovieRecommendation.Reporting.PeopleSection.Because(list[i], model, run.Texts));
            if (model.Stars is null)
            {
                table.Add(place, name, because);
            }
            else
            {
                table.Add(place, name, NumberFormat.Fixed(1).Of(list[i].Shown.Stars), because);
            }
        }
        foreach (var line in table.Lines())
        {
            run.Output.Line(line);
        }
        run.Output.JsonDocument(json =>
        {
            json.WriteStartArray();
            foreach (var line in list)
            {
                json.WriteStartObject();
                json.WriteString("item", model.History.Items[line.Shown.Item]);
                json.WriteString("name", model.Catalogue.Name(line.Shown.Item));
                json.WriteNumber("score", line.Shown.Score);
                if (!float.IsNaN(line.Shown.Stars))
                {
                    json.WriteNumber("stars", line.Shown.Stars);
                }
                json.WriteStartArray("because");
                foreach (var reason in line.Reasons)
                {
                    json.WriteStringValue(model.Catalogue.Name(reason.Item));
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    private static void Everyone(RunContext run, RecommenderModel model, int top)
    {
        using var file = run.OpenCsv();
        WriteHeader(file, model);
        using (var stage = run.Stage("recommend.stage"))
        {
            for (var user = 0; user < model.History.Users.Count; user++)
            {
                run.Cancellation.ThrowIfCancellationRequested();
                WriteRows(file, model, model.History.Users[user], ExamplePerson.Of(model, "", user, 0, top).List);
                stage.Report(new(user + 1, model.History.Users.Count, double.NaN));
            }
        }
        file.Commit();
    }

    private static void WriteHeader(CsvOut file, RecommenderModel model)
    {
        if (model.Stars is null)
        {
            file.Row("user", "rank", "item", "name", "score", "because");
        }
        else
        {
            file.Row("user", "rank", "item", "name", "score", "stars", "because");
        }
    }

    private static void WriteRows(CsvOut file, RecommenderModel model, string user, IReadOnlyList<ExplainedItem> list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var shown = list[i].Shown;
            file.Field(user);
            file.Field(i + 1L);
            file.Field(model.History.Items[shown.Item]);
            file.Field(model.Catalogue.Name(shown.Item));
            file.Field(shown.Score);
            if (model.Stars is not null)
            {
                file.Field(shown.Stars);
            }
            file.Field(string.Join("; ", list[i].Reasons.Select(r => model.Catalogue.Name(r.Item))));
            file.EndRow();
        }
    }
}
