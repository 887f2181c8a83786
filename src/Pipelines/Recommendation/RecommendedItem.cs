namespace Pipelines.Recommendation;

/// <summary>One line of a list made for a person.</summary>
/// <param name="Item">Index of the item.</param>
/// <param name="Score">What it was ranked by; comparable only within one list.</param>
/// <param name="Stars">The rating the person would give it, as predicted; NaN where the model predicts none.</param>
public readonly record struct RecommendedItem(int Item, float Score, float Stars);
