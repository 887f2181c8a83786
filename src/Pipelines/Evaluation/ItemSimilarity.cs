namespace Pipelines.Evaluation;

/// <summary>How alike two items are, such as the share of genres in common: 1 for the same, 0 for nothing in common. Symmetric; called from several threads at once.</summary>
/// <param name="first">Index of an item.</param>
/// <param name="second">Index of another.</param>
public delegate double ItemSimilarity(int first, int second);
