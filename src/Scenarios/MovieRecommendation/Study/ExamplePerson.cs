using Pipelines.Data;
using Pipelines.Recommendation;

namespace MovieRecommendation.Study;

/// <summary>One person with what they liked, what they would be shown, and why.</summary>
/// <param name="Key">Why this person is an example: busy, median or new.</param>
/// <param name="User">Index of the person.</param>
/// <param name="Ratings">How many ratings they have.</param>
/// <param name="History">What they rated highest, best first.</param>
/// <param name="List">What they would be shown.</param>
internal sealed record ExamplePerson(string Key, int User, int Ratings, IReadOnlyList<ScoredItem> History, IReadOnlyList<ExplainedItem> List)
{
    /// <summary>The busiest person, one in the middle, and the one with the fewest ratings.</summary>
    public static IReadOnlyList<ExamplePerson> Of(RecommenderModel model, int history, int list)
    {
        var ratings = model.History;
        var byCount = Enumerable.Range(0, ratings.Users.Count).Where(u => ratings.Cells[u].Count > 0).OrderByDescending(u => ratings.Cells[u].Count).ThenBy(u => u).ToArray();
        (string Key, int User)[] chosen = byCount.Length switch
        {
            0 => [],
            1 => [("median", byCount[0])],
            2 => [("busy", byCount[0]), ("new", byCount[1])],
            _ => [("busy", byCount[0]), ("median", byCount[byCount.Length / 2]), ("new", byCount[^1])],
        };
        return [.. chosen.Select(c => Of(model, c.Key, c.User, history, list))];
    }

    /// <summary>One person.</summary>
    public static ExamplePerson Of(RecommenderModel model, string key, int user, int history, int list) =>
        new(key, user, model.History.Cells[user].Count, Best(model.History.Cells[user], history), [.. model.TopFor(user, list).Select(shown => new ExplainedItem(shown, model.Explain(user, shown.Item, 2)))]);

    private static ScoredItem[] Best(SparseRow row, int count)
    {
        var items = new ScoredItem[row.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = new(row.Indices[i], row.Values[i]);
        }
        return [.. items.OrderByDescending(i => i.Score).ThenBy(i => i.Item).Take(count)];
    }
}
