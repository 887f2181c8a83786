namespace Pipelines.Clustering;

/// <summary>
/// Joins clusters that are each other's nearest: a chain of nearest neighbours always ends in such a pair, and where joining never brings a cluster nearer to a third than its parts were (Ward, average, complete),
/// the rest of the chain stays valid. Sorted by height the joins are those of the plain algorithm.
/// </summary>
internal static class NearestNeighborChain
{
    public static Dendrogram Run<TDistances>(int rows, TDistances distances, CancellationToken cancellation) where TDistances : IChainDistances
    {
        var joins = rows - 1;
        var (first, second, heights) = (new int[joins], new int[joins], new double[joins]);
        var heightOf = new double[rows];
        var gone = new bool[rows];
        var inChain = new bool[rows];
        var chain = new int[rows];
        var (length, start) = (0, 0);
        for (var join = 0; join < joins; join++)
        {
            if (length == 0)
            {
                while (gone[start])
                {
                    start++;
                }
                chain[length++] = start;
                inChain[start] = true;
            }
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                var last = chain[length - 1];
                var previous = length > 1 ? chain[length - 2] : -1;
                var nearest = distances.Nearest(last, previous);
                if (nearest == previous)
                {
                    break;
                }
                if (inChain[nearest])
                {
                    // Only rounding can lead back into the chain: begin anew from here.
                    for (; length > 1; length--)
                    {
                        inChain[chain[length - 2]] = false;
                    }
                    chain[0] = last;
                }
                chain[length++] = nearest;
                inChain[nearest] = true;
            }
            var (a, b) = (Math.Min(chain[length - 1], chain[length - 2]), Math.Max(chain[length - 1], chain[length - 2]));
            length -= 2;
            (inChain[a], inChain[b], gone[b]) = (false, false, true);
            // Rounding must not let a join come before those of its parts.
            var height = Math.Max(distances.Height(a, b), Math.Max(heightOf[a], heightOf[b]));
            distances.Merge(a, b);
            heightOf[a] = height;
            (first[join], second[join], heights[join]) = (a, b, height);
        }
        var order = new int[joins];
        for (var i = 0; i < joins; i++)
        {
            order[i] = i;
        }
        // Equal heights stay in the order of the joins, so that parts come before the whole.
        Array.Sort(order, (x, y) => heights[x] != heights[y] ? heights[x].CompareTo(heights[y]) : x.CompareTo(y));
        return new(Array.ConvertAll(order, i => first[i]), Array.ConvertAll(order, i => second[i]), Array.ConvertAll(order, i => heights[i]));
    }
}
