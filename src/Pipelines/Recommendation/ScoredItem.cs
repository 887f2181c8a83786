namespace Pipelines.Recommendation;

/// <summary>An item and how strongly it speaks: a score in a list, a similarity, or the weight of a reason.</summary>
/// <param name="Item">Index of the item.</param>
/// <param name="Score">Larger is more; comparable only within one answer.</param>
public readonly record struct ScoredItem(int Item, float Score);
