using Pipelines.Neighbors;

namespace Pipelines.Clustering;

/// <summary>Joins clusters along the edges of a minimum spanning tree under the rule of <see cref="Genie"/>.</summary>
internal sealed class GenieMerging
{
    private readonly SpanningTree _tree;
    private readonly int[] _sizes;

    /// <summary>The next edge that is not used yet, by edge; the last entry stands before the first edge.</summary>
    private readonly int[] _next, _previous;

    private readonly SizeInequality _inequality;
    private int _clusters;

    public GenieMerging(SpanningTree tree, int rows)
    {
        _tree = tree;
        Sets = new(rows);
        _sizes = new int[rows];
        Array.Fill(_sizes, 1);
        _clusters = rows;
        var edges = tree.Squares.Length;
        (_next, _previous) = (new int[edges + 1], new int[edges + 1]);
        for (var i = 0; i <= edges; i++)
        {
            _next[i] = i == edges ? 0 : i + 1;
            _previous[i] = i == 0 ? edges : i - 1;
        }
        _inequality = new(rows);
    }

    /// <summary>What belongs together so far.</summary>
    public DisjointSets Sets { get; }

    private int End => _tree.Squares.Length;

    /// <summary>Joins until there are no more clusters than asked for.</summary>
    public void MergeTo(int clusters, double threshold, CancellationToken cancellation)
    {
        while (_next[End] < End && _tree.Squares[_next[End]] == 0)
        {
            Use(_next[End]);
        }
        var (smallest, at) = (0, End);
        while (_clusters > clusters)
        {
            if (_clusters % 1024 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            if (_inequality.Gini(_clusters) <= threshold)
            {
                var first = _next[End];
                at = at == first ? _next[at] : at;
                Use(first);
                continue;
            }
            // The shortest edge at a cluster of the least size. New clusters are larger, so edges passed over for a size need no second look while that size is the least.
            if (_inequality.Smallest != smallest)
            {
                (smallest, at) = (_inequality.Smallest, _next[End]);
            }
            while (_sizes[Sets.Find(_tree.From[at])] != smallest && _sizes[Sets.Find(_tree.To[at])] != smallest)
            {
                at = _next[at];
            }
            var used = at;
            at = _next[at];
            Use(used);
        }
    }

    private void Use(int edge)
    {
        var (a, b) = (Sets.Find(_tree.From[edge]), Sets.Find(_tree.To[edge]));
        _inequality.Merge(_sizes[a], _sizes[b]);
        Sets.Join(a, b);
        _sizes[Sets.Find(a)] = _sizes[a] + _sizes[b];
        _clusters--;
        (_next[_previous[edge]], _previous[_next[edge]]) = (_next[edge], _previous[edge]);
    }
}
