using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelines.Data;

namespace Pipelines.Neighbors;

/// <summary>Searches of a <see cref="KdTree"/>, with the memory that one of them needs at a time.</summary>
internal readonly ref struct KdTreeWalk
{
    /// <summary>A part of the tree in one number: the level above these bits, the node in them.</summary>
    private const int NodeBits = 27;

    private readonly KdTreeNodes _nodes;
    private readonly MatrixView _points;
    private readonly Span<float> _gaps;
    private readonly Span<int> _parts;

    /// <summary>A walk.</summary>
    /// <param name="nodes">The tree.</param>
    /// <param name="points">The rows in their own order.</param>
    /// <param name="gaps">Memory for parts still to be visited.</param>
    /// <param name="parts">As much again.</param>
    public KdTreeWalk(KdTreeNodes nodes, MatrixView points, Span<float> gaps, Span<int> parts)
    {
        (_nodes, _points) = (nodes, points);
        _gaps = gaps;
        _parts = parts;
    }

    /// <summary>Fills the heap with the rows nearest to the query, without row <paramref name="except"/>.</summary>
    public void Nearest(ReadOnlySpan<float> query, int except, NearestHeap heap)
    {
        Span<float> distances = stackalloc float[KdTreeNodes.LeafRows];
        ref var d = ref MemoryMarshal.GetReference(distances);
        var limit = float.PositiveInfinity;
        // Straight down into the nearest leaf: its rows set a limit that shuts most of the tree.
        var home = 0;
        for (var level = _nodes.Root; level > 0; level--)
        {
            _nodes.Near(level, home, query, limit, ref d);
            var nearest = 0;
            for (var child = 1; child < _nodes.ChildrenOf(level, home); child++)
            {
                nearest = distances[child] < distances[nearest] ? child : nearest;
            }
            home = (home * KdTreeNodes.Children) + nearest;
        }
        limit = Scan(home, query, except, heap, limit, ref d);
        var open = 1;
        (_gaps[0], _parts[0]) = (0, _nodes.Root << NodeBits);
        while (open > 0)
        {
            open--;
            if (_gaps[open] > limit)
            {
                continue;
            }
            var (level, node) = (_parts[open] >> NodeBits, _parts[open] & ((1 << NodeBits) - 1));
            if (level == 0)
            {
                if (node != home)
                {
                    limit = Scan(node, query, except, heap, limit, ref d);
                }
                continue;
            }
            var first = open;
            for (var mask = _nodes.Near(level, node, query, limit, ref d); mask != 0; mask &= mask - 1)
            {
                // The nearest child on top of the pile, to be visited first.
                var child = BitOperations.TrailingZeroCount(mask);
                var gap = distances[child];
                var place = open++;
                for (; place > first && _gaps[place - 1] < gap; place--)
                {
                    (_gaps[place], _parts[place]) = (_gaps[place - 1], _parts[place - 1]);
                }
                (_gaps[place], _parts[place]) = (gap, ((level - 1) << NodeBits) | ((node * KdTreeNodes.Children) + child));
            }
        }
    }

    /// <summary>How many rows lie within the squared radius; at least <paramref name="enough"/> where there are so many.</summary>
    public int Count(ReadOnlySpan<float> query, double squaredRadius, int enough)
    {
        var count = 0;
        float highest = ExactDistance.Highest(squaredRadius, query.Length), surest = ExactDistance.Surest(squaredRadius, query.Length);
        Span<float> distances = stackalloc float[KdTreeNodes.LeafRows];
        var open = 1;
        _parts[0] = _nodes.Root << NodeBits;
        while (open > 0 && count < enough)
        {
            var (level, node) = (_parts[--open] >> NodeBits, _parts[open] & ((1 << NodeBits) - 1));
            if (level == 0)
            {
                var some = _nodes.Leaf(node, query, highest, ref MemoryMarshal.GetReference(distances));
                for (var left = some; left != 0; left &= left - 1)
                {
                    var i = BitOperations.TrailingZeroCount(left);
                    if (distances[i] > surest && ExactDistance.Between(query, _points[_nodes.Rows[(node * KdTreeNodes.LeafRows) + i]]) > squaredRadius)
                    {
                        some &= ~(1u << i);
                    }
                }
                count += BitOperations.PopCount(some);
                continue;
            }
            var around = _nodes.Around(level, node, query, highest, surest);
            for (var mask = around.All; mask != 0; mask &= mask - 1)
            {
                var places = _nodes.PlacesOf(level - 1, (node * KdTreeNodes.Children) + BitOperations.TrailingZeroCount(mask));
                count += places.End.Value - places.Start.Value;
            }
            open = Open(around.Some & ~around.All, level, node, open);
        }
        return count;
    }

    /// <summary>Adds the rows within the squared radius.</summary>
    public void List(ReadOnlySpan<float> query, double squaredRadius, ref RowBuffer found)
    {
        float highest = ExactDistance.Highest(squaredRadius, query.Length), surest = ExactDistance.Surest(squaredRadius, query.Length);
        Span<float> distances = stackalloc float[KdTreeNodes.LeafRows];
        var open = 1;
        _parts[0] = _nodes.Root << NodeBits;
        while (open > 0)
        {
            var (level, node) = (_parts[--open] >> NodeBits, _parts[open] & ((1 << NodeBits) - 1));
            if (level == 0)
            {
                for (var mask = _nodes.Leaf(node, query, highest, ref MemoryMarshal.GetReference(distances)); mask != 0; mask &= mask - 1)
                {
                    var i = BitOperations.TrailingZeroCount(mask);
                    var row = _nodes.Rows[(node * KdTreeNodes.LeafRows) + i];
                    if (distances[i] <= surest || ExactDistance.Between(query, _points[row]) <= squaredRadius)
                    {
                        found.Add(row);
                    }
                }
                continue;
            }
            var around = _nodes.Around(level, node, query, highest, surest);
            for (var mask = around.All; mask != 0; mask &= mask - 1)
            {
                found.Add(_nodes.Rows.AsSpan(_nodes.PlacesOf(level - 1, (node * KdTreeNodes.Children) + BitOperations.TrailingZeroCount(mask))));
            }
            open = Open(around.Some & ~around.All, level, node, open);
        }
    }

    /// <summary>The lowest row within the squared radius; −1 where there is none.</summary>
    public int First(ReadOnlySpan<float> query, double squaredRadius)
    {
        var first = int.MaxValue;
        float highest = ExactDistance.Highest(squaredRadius, query.Length), surest = ExactDistance.Surest(squaredRadius, query.Length);
        Span<float> distances = stackalloc float[KdTreeNodes.LeafRows];
        var open = 1;
        _parts[0] = _nodes.Root << NodeBits;
        while (open > 0)
        {
            var (level, node) = (_parts[--open] >> NodeBits, _parts[open] & ((1 << NodeBits) - 1));
            if (level == 0)
            {
                for (var mask = _nodes.Leaf(node, query, highest, ref MemoryMarshal.GetReference(distances)); mask != 0; mask &= mask - 1)
                {
                    var i = BitOperations.TrailingZeroCount(mask);
                    var row = _nodes.Rows[(node * KdTreeNodes.LeafRows) + i];
                    if (row < first && (distances[i] <= surest || ExactDistance.Between(query, _points[row]) <= squaredRadius))
                    {
                        first = row;
                    }
                }
                continue;
            }
            var around = _nodes.Around(level, node, query, highest, surest);
            for (var mask = around.All; mask != 0; mask &= mask - 1)
            {
                first = Math.Min(first, TensorPrimitives.Min<int>(_nodes.Rows.AsSpan(_nodes.PlacesOf(level - 1, (node * KdTreeNodes.Children) + BitOperations.TrailingZeroCount(mask)))));
            }
            open = Open(around.Some & ~around.All, level, node, open);
        }
        return first == int.MaxValue ? -1 : first;
    }

    private int Open(uint children, int level, int node, int open)
    {
        for (; children != 0; children &= children - 1)
        {
            _parts[open++] = ((level - 1) << NodeBits) | ((node * KdTreeNodes.Children) + BitOperations.TrailingZeroCount(children));
        }
        return open;
    }

    /// <summary>Offers a leaf's rows to the heap; returns the limit that holds afterwards.</summary>
    private float Scan(int leaf, ReadOnlySpan<float> query, int except, NearestHeap heap, float limit, ref float distances)
    {
        for (var mask = _nodes.Leaf(leaf, query, limit, ref distances); mask != 0; mask &= mask - 1)
        {
            var i = BitOperations.TrailingZeroCount(mask);
            var row = _nodes.Rows[(leaf * KdTreeNodes.LeafRows) + i];
            if (Unsafe.Add(ref distances, i) <= limit && row != except && heap.Add(ExactDistance.Between(query, _points[row]), row))
            {
                limit = ExactDistance.Highest(heap.Limit, query.Length);
            }
        }
        return limit;
    }
}
