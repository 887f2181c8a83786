using System.Numerics;

namespace Pipelines.Numerics;

/// <summary>
/// The best few of many scores in one pass: a heap of the k best so far, and whole vectors of scores below its worst skipped with one comparison.
/// About n comparisons plus k log k log n moves on scores in random order; no allocation.
/// </summary>
public static class TopK
{
    /// <summary>Writes the places of the largest scores, best first; of equal scores the lower place comes first.</summary>
    /// <param name="scores">One score a place. A NaN is never chosen; infinities are ordinary scores.</param>
    /// <param name="excluded">Places never to choose, rising; may be empty.</param>
    /// <param name="top">Receives the chosen places; its length is how many are wanted.</param>
    /// <returns>How many places were written: fewer than asked for where not enough are left.</returns>
    public static int Select(ReadOnlySpan<float> scores, ReadOnlySpan<int> excluded, Span<int> top)
    {
        if (top.IsEmpty)
        {
            return 0;
        }
        int count = 0, skip = 0;
        var place = 0;
        while (place < scores.Length)
        {
            if (count == top.Length)
            {
                place = NextAbove(scores, place, scores[top[0]]);
                if (place == scores.Length)
                {
                    break;
                }
            }
            while (skip < excluded.Length && excluded[skip] < place)
            {
                skip++;
            }
            var left = skip < excluded.Length && excluded[skip] == place;
            if (!left && !float.IsNaN(scores[place]))
            {
                if (count < top.Length)
                {
                    top[count++] = place;
                    Raise(scores, top, count - 1);
                }
                else
                {
                    // Places rise, so an equal score never displaces an earlier one: only strictly better ones get here.
                    top[0] = place;
                    Sink(scores, top[..count], 0);
                }
            }
            place++;
        }
        for (var end = count - 1; end > 0; end--)
        {
            (top[0], top[end]) = (top[end], top[0]);
            Sink(scores, top[..end], 0);
        }
        return count;
    }

    /// <summary>The first place from <paramref name="place"/> on whose score is larger than <paramref name="limit"/>, or the length.</summary>
    private static int NextAbove(ReadOnlySpan<float> scores, int place, float limit)
    {
        var limits = new Vector<float>(limit);
        while (place + Vector<float>.Count <= scores.Length && !Vector.GreaterThanAny(new Vector<float>(scores[place..]), limits))
        {
            place += Vector<float>.Count;
        }
        while (place < scores.Length && !(scores[place] > limit))
        {
            place++;
        }
        return place;
    }

    /// <summary>True where place <paramref name="a"/> ranks after place <paramref name="b"/>.</summary>
    private static bool IsWorse(ReadOnlySpan<float> scores, int a, int b) => scores[a] < scores[b] || (scores[a] == scores[b] && a > b);

    private static void Raise(ReadOnlySpan<float> scores, Span<int> heap, int child)
    {
        while (child > 0)
        {
            var parent = (child - 1) / 2;
            if (!IsWorse(scores, heap[child], heap[parent]))
            {
                return;
            }
            (heap[child], heap[parent]) = (heap[parent], heap[child]);
            child = parent;
        }
    }

    private static void Sink(ReadOnlySpan<float> scores, Span<int> heap, int parent)
    {
        while (true)
        {
            var child = (2 * parent) + 1;
            if (child >= heap.Length)
            {
                return;
            }
            if (child + 1 < heap.Length && IsWorse(scores, heap[child + 1], heap[child]))
            {
                child++;
            }
            if (!IsWorse(scores, heap[child], heap[parent]))
            {
                return;
            }
            (heap[child], heap[parent]) = (heap[parent], heap[child]);
            parent = child;
        }
    }
}
