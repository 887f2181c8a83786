using System.Buffers;
using Pipelines.Numerics;

namespace Pipelines.Recommendation;

/// <summary>From scores to a list: the best items, leaving out those a person already knows. Ties go to the item with the lower index.</summary>
public static class TopItems
{
    /// <summary>Writes the best items, best first. Allocates nothing.</summary>
    /// <param name="scores">One score an item; an item whose score is NaN is never shown.</param>
    /// <param name="excluded">Items to leave out, in any order; repeats, −1 and places beyond the scores are ignored.</param>
    /// <param name="top">Receives the list; its length is how many are wanted.</param>
    /// <returns>How many were written: fewer than wanted where not enough items are left.</returns>
    public static int Select(ReadOnlySpan<float> scores, ReadOnlySpan<int> excluded, Span<ScoredItem> top)
    {
        var places = ArrayPool<int>.Shared.Rent(Math.Min(top.Length, scores.Length));
        var rising = IsRising(excluded) ? null : ArrayPool<int>.Shared.Rent(excluded.Length);
        if (rising is not null)
        {
            excluded.CopyTo(rising);
            var sorted = rising.AsSpan(0, excluded.Length);
            sorted.Sort();
            excluded = sorted;
        }
        var count = TopK.Select(scores, excluded, places.AsSpan(0, Math.Min(top.Length, scores.Length)));
        for (var i = 0; i < count; i++)
        {
            top[i] = new(places[i], scores[places[i]]);
        }
        ArrayPool<int>.Shared.Return(places);
        if (rising is not null)
        {
            ArrayPool<int>.Shared.Return(rising);
        }
        return count;
    }

    /// <summary>The best items of a recommender for one history, leaving out the history itself.</summary>
    /// <param name="recommender">Scores the items.</param>
    /// <param name="history">As in <see cref="IRecommender.Score"/>.</param>
    /// <param name="weights">As in <see cref="IRecommender.Score"/>.</param>
    /// <param name="count">How many to show, 0 or more.</param>
    public static IReadOnlyList<ScoredItem> For(IRecommender recommender, ReadOnlySpan<int> history, ReadOnlySpan<float> weights, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var scores = new float[recommender.Items];
        recommender.Score(history, weights, scores);
        var top = new ScoredItem[Math.Min(count, scores.Length)];
        return top[..Select(scores, history, top)];
    }

    private static bool IsRising(ReadOnlySpan<int> places)
    {
        for (var i = 1; i < places.Length; i++)
        {
            if (places[i] < places[i - 1])
            {
                return false;
            }
        }
        return true;
    }
}
