using Pipelines.Recommendation;
using Scenarios.Hosting;

namespace MovieRecommendation.Verbs;

/// <summary>The item that a typed title or id means.</summary>
internal static class ItemTitle
{
    private const int MostNear = 5, MostFitting = 10;

    /// <summary>Finds it.</summary>
    /// <exception cref="ScenarioException">Several items fit (they are listed with their ids), or none does.</exception>
    public static int Find(RecommenderModel model, string text)
    {
        var match = model.FindItems(text);
        if (match.Item >= 0)
        {
            return match.Item;
        }
        var listed = string.Join(", ", match.Items.Take(match.Kind == ItemMatchKind.Near ? MostNear : MostFitting).Select(i => model.Catalogue.HasNames ? $"{model.Catalogue.Name(i)} [{model.History.Items[i]}]" : model.History.Items[i]));
        throw match.Kind switch
        {
            ItemMatchKind.None => new ScenarioException(ExitCode.Data, "title.unknown", text),
            ItemMatchKind.Near => new ScenarioException(ExitCode.Data, "title.near", text, listed),
            _ => new ScenarioException(ExitCode.Data, "title.ambiguous", text, listed),
        };
    }
}
