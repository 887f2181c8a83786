namespace Pipelines.Recommendation;

/// <summary>Predicts how a user would rate an item. Thread-safe. Every pair gets a score: what the model has not seen falls back to averages.</summary>
public interface IRatingModel
{
    /// <summary>How many users it knows, by index.</summary>
    int Users { get; }

    /// <summary>How many items it knows, by index.</summary>
    int Items { get; }

    /// <summary>Writes the predicted rating of each (user, item) pair.</summary>
    /// <param name="users">User indices; −1 for a user never seen.</param>
    /// <param name="items">Item indices; −1 for an item never seen. Same length.</param>
    /// <param name="ratings">Receives the predictions, in the scale of the training ratings and within their range. Same length.</param>
    void Predict(ReadOnlySpan<int> users, ReadOnlySpan<int> items, Span<float> ratings);
}
