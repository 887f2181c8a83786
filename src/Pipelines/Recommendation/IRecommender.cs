namespace Pipelines.Recommendation;

/// <summary>Scores every item for a person described by what they already used or rated, so that people who were not in the training data are served too. Thread-safe.</summary>
public interface IRecommender
{
    /// <summary>How many items it knows, by index.</summary>
    int Items { get; }

    /// <summary>Writes one score an item: larger means more worth showing. Items of the history are scored too; leave them out when showing a list.</summary>
    /// <param name="history">Indices of the items used, all different.</param>
    /// <param name="weights">Rating or count of each; same length, or empty for all 1.</param>
    /// <param name="scores">Receives the scores; length <see cref="Items"/>.</param>
    void Score(ReadOnlySpan<int> history, ReadOnlySpan<float> weights, Span<float> scores);
}
