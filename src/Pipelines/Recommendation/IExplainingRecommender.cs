namespace Pipelines.Recommendation;

/// <summary>A recommender that can say which items of a history brought an item up, and which items are alike. Thread-safe.</summary>
public interface IExplainingRecommender : IRecommender
{
    /// <summary>Writes the items of a history that speak most for an item, largest contribution first; contributions of 0 or less are left out.</summary>
    /// <param name="history">As in <see cref="IRecommender.Score"/>.</param>
    /// <param name="weights">As in <see cref="IRecommender.Score"/>.</param>
    /// <param name="item">Index of the item to explain.</param>
    /// <param name="reasons">Receives history items and what each adds to the item's score; its length is how many are wanted.</param>
    /// <returns>How many were written.</returns>
    int Explain(ReadOnlySpan<int> history, ReadOnlySpan<float> weights, int item, Span<ScoredItem> reasons);

    /// <summary>Writes the items most like an item, most alike first, never the item itself; similarities of 0 or less are left out.</summary>
    /// <param name="item">Index of the item.</param>
    /// <param name="similar">Receives items and their similarity; its length is how many are wanted.</param>
    /// <returns>How many were written.</returns>
    int Similar(int item, Span<ScoredItem> similar);
}
