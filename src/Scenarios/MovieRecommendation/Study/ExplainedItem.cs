using Pipelines.Recommendation;

namespace MovieRecommendation.Study;

/// <summary>One line of a list with the items of the history that brought it up.</summary>
/// <param name="Shown">The line.</param>
/// <param name="Reasons">The strongest reasons first; empty where there are none to give.</param>
internal sealed record ExplainedItem(RecommendedItem Shown, IReadOnlyList<ScoredItem> Reasons);
