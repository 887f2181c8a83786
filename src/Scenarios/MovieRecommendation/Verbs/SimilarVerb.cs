using Pipelines.Models;
using Pipelines.Recommendation;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace MovieRecommendation.Verbs;

/// <summary>Items that go together with one, beyond what all others explain.</summary>
internal static class SimilarVerb
{
    public static Verb Make() => new("similar", Run)
    {
        Options = [MovieOptions.Item, MovieOptions.Top, SharedOptions.Model],
        Examples = [new("similar --item \"Heat (1995)\"", "example.similar")],
    };

    private static ExitCode Run(RunContext run)
    {
        var title = run.Get(MovieOptions.Item) ?? throw new ScenarioException(ExitCode.Usage, "similar.what", MovieOptions.Item.Typed);
        var model = ModelFile.Load<RecommenderModel>(run.ChooseModel().Path);
        var item = ItemTitle.Find(model, title);
        var similar = model.Similar(item, (int)run.Get(MovieOptions.Top)!.Value);
        run.Output.Line(similar.Count == 0 ? run.Texts["similar.none", model.Catalogue.Name(item)] : run.Texts["similar.to", model.Catalogue.Name(item)]);
        var table = new PlainTable("", run.Texts["recommend.item"], run.Texts["similar.strength"]) { AtRight = new HashSet<int> { 0, 2 } };
        for (var i = 0; i < similar.Count; i++)
        {
            table.Add($"{i + 1}", model.Catalogue.Name(similar[i].Item), NumberFormat.Fixed(3).Of(similar[i].Score));
        }
        foreach (var line in similar.Count == 0 ? [] : table.Lines())
        {
            run.Output.Line(line);
        }
        run.Output.JsonDocument(json =>
        {
            json.WriteStartArray();
            foreach (var other in similar)
            {
                json.WriteStartObject();
                json.WriteString("item", model.History.Items[other.Item]);
                json.WriteString("name", model.Catalogue.Name(other.Item));
                json.WriteNumber("similarity", other.Score);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
        return ExitCode.Ok;
    }
}
