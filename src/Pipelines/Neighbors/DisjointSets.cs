namespace Pipelines.Neighbors;

/// <summary>
/// Sets of items that are joined again and again (union-find); any number of threads may join at once. The root of a set is its lowest item, so the sets and their roots depend on what was joined
/// and not on the order. R. E. Tarjan, "Efficiency of a good but not linear set union algorithm", JACM 22, 1975; without locks as R. J. Anderson, H. Woll, "Wait-free parallel algorithms for the union-find problem", STOC 1991.
/// </summary>
internal sealed class DisjointSets
{
    private readonly int[] _parents;

    /// <summary>Every item alone.</summary>
    public DisjointSets(int items)
    {
        _parents = new int[items];
        for (var i = 0; i < items; i++)
        {
            _parents[i] = i;
        }
    }

    /// <summary>The lowest item of the set, as far as joined by now.</summary>
    public int Find(int item)
    {
        while (true)
        {
            var parent = Volatile.Read(ref _parents[item]);
            if (parent == item)
            {
                return item;
            }
            // Halve the path. Another thread may write an older ancestor in between, which is still one.
            var above = Volatile.Read(ref _parents[parent]);
            Volatile.Write(ref _parents[item], above);
            item = above;
        }
    }

    /// <summary>Joins the sets of two items; false where they are one already.</summary>
    public bool Join(int a, int b)
    {
        while (true)
        {
            (a, b) = (Find(a), Find(b));
            if (a == b)
            {
                return false;
            }
            // Only a root may be hung below another, and only below a lower one, so there are no cycles.
            var (low, high) = (Math.Min(a, b), Math.Max(a, b));
            if (Interlocked.CompareExchange(ref _parents[high], low, high) == high)
            {
                return true;
            }
        }
    }
}
