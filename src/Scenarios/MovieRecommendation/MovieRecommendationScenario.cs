using MovieRecommendation.Verbs;
using Pipelines.Models;
using Pipelines.Recommendation;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;
using Scenarios.Hosting.Runs;

namespace MovieRecommendation;

/// <summary>Which film will a person like, and how sure is that? From ratings, or from traces of use alone; for films or any other items.</summary>
public sealed class MovieRecommendationScenario : Scenario
{
    private readonly IReadOnlyList<Verb> _verbs = [TrainVerb.Make(), EvaluateVerb.Make(), PredictVerb.Make(), RecommendVerb.Make(), SimilarVerb.Make(), RetrainVerb.Make(TrainVerb.Make())];

    /// <inheritdoc/>
    public override string Name => "MovieRecommendation";

    /// <inheritdoc/>
    public override IReadOnlyList<Verb> Verbs => _verbs;

    /// <inheritdoc/>
    public override IReadOnlyList<Role> Roles { get; } = [Role.User, Role.Item, Role.Rating, Role.Time, MovieOptions.ItemName];

    /// <inheritdoc/>
    public override IEnumerable<string> DescribeModel(RunContext run, string path)
    {
        var model = ModelFile.Load<RecommenderModel>(path);
        yield return run.Texts["describe.size", model.History.Users.Count, model.History.Items.Count, model.History.Count];
        yield return run.Texts[model.Stars is null ? "describe.lists" : "describe.stars", model.Lowest, model.Highest];
        yield return run.Texts["describe.personal"];
    }
}
