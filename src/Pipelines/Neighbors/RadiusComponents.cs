using System.Numerics;
using System.Runtime.InteropServices;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Neighbors;

/// <summary>
/// Joins chosen rows that lie within a radius of each other, and so finds the connected parts of their graph without listing its edges. Over a k-d tree leaves are compared with leaves, and whatever is already
/// one part is passed over: where a cluster is dense, nearly all pairs are never looked at. Otherwise by brute force.
/// </summary>
internal sealed class RadiusComponents
{
    /// <summary>A part of the tree in one number: the level above these bits, the node in them.</summary>
    private const int NodeBits = 27;

    private const int LeavesOfATile = 16;

    private readonly KdTreeNodes _nodes;
    private readonly MatrixView _points;
    private readonly bool[] _chosen;
    private readonly double _squaredRadius;
    private readonly float _highest, _surest;
    private readonly DisjointSets _sets;

    /// <summary>A row of each node whose chosen rows are known to be one part, by level; −1 where they are not known to be, −2 where there are none.</summary>
    private readonly int[][] _whole;

    private RadiusComponents(KdTree tree, double radius, bool[] chosen, DisjointSets sets)
    {
        (_nodes, _points, _chosen, _sets) = (tree.Nodes, tree.Points, chosen, sets);
        _squaredRadius = radius * radius;
        _highest = ExactDistance.Highest(_squaredRadius, _points.Columns);
        _surest = ExactDistance.Surest(_squaredRadius, _points.Columns);
        _whole = new int[_nodes.Root + 1][];
        for (var level = 0; level < _whole.Length; level++)
        {
            _whole[level] = new int[_nodes.CountOf(level)];
            Array.Fill(_whole[level], -1);
        }
    }

    /// <summary>Joins the chosen rows of an index within the radius, the boundary included. The sets' items are the rows.</summary>
    public static DisjointSets Of(INeighborIndex index, double radius, bool[] chosen, FitControl control)
    {
        var sets = new DisjointSets(chosen.Length);
        if (index is KdTree tree)
        {
            new RadiusComponents(tree, radius, chosen, sets).Join(control);
            return sets;
        }
        index.Within(index.Points, radius, (row, neighbors) =>
        {
            foreach (var other in neighbors)
            {
                if (other < row && chosen[row] && chosen[other])
                {
                    sets.Join(row, other);
                }
            }
        }, control);
        return sets;
    }

    private void Join(FitControl control)
    {
        var leaves = _nodes.CountOf(0);
        // Each leaf within itself first: what is one part then need not be looked at row by row.
        var tiles = (leaves + LeavesOfATile - 1) / LeavesOfATile;
        Tiles.Run(tiles, control.Threads, t =>
        {
            for (var leaf = t * LeavesOfATile; leaf < Math.Min(leaves, (t + 1) * LeavesOfATile); leaf++)
            {
                JoinLeaves(leaf, leaf);
            }
        }, control.Cancellation);
        Tiles.Run(tiles, control.Threads, t =>
        {
            for (var leaf = t * LeavesOfATile; leaf < Math.Min(leaves, (t + 1) * LeavesOfATile); leaf++)
            {
                control.Cancellation.ThrowIfCancellationRequested();
                JoinOthers(leaf);
            }
        }, control.Cancellation);
    }

    /// <summary>Joins the rows of a leaf with those of later leaves.</summary>
    private void JoinOthers(int leaf)
    {
        if (Whole(0, leaf) == -2)
        {
            return;
        }
        Span<int> open = stackalloc int[128];
        var columns = _points.Columns;
        Span<float> bounds = columns <= 64 ? stackalloc float[2 * columns] : new float[2 * columns];
        Span<float> low = bounds[..columns], high = bounds[columns..];
        _nodes.BoxOf(leaf, low, high);
        var count = 1;
        open[0] = _nodes.Root << NodeBits;
        while (count > 0)
        {
            var part = open[--count];
            var (level, node) = (part >> NodeBits, part & ((1 << NodeBits) - 1));
            if (Known(level, node, Whole(0, leaf)))
            {
                continue;
            }
            if (level == 0)
            {
                JoinLeaves(leaf, node);
                continue;
            }
            for (var mask = _nodes.Near(level, node, low, high, _highest); mask != 0; mask &= mask - 1)
            {
                var child = (node * KdTreeNodes.Children) + BitOperations.TrailingZeroCount(mask);
                // Only leaves that come later: each pair once.
                if (_nodes.PlacesOf(level - 1, child).End.Value > (leaf + 1) * KdTreeNodes.LeafRows)
                {
                    open[count++] = ((level - 1) << NodeBits) | child;
                }
            }
        }
    }

    /// <summary>True where nothing below a node can be joined to a leaf any more: it has no chosen row, or leaf and node are one part.</summary>
    private bool Known(int level, int node, int row)
    {
        var whole = Whole(level, node);
        return whole == -2 || (whole >= 0 && row >= 0 && _sets.Find(whole) == _sets.Find(row));
    }

    /// <summary>A row of the node where all its chosen rows are one part; −1 where they are not, −2 where there are none. What was one part stays one, so it is remembered (threads may write the same twice).</summary>
    private int Whole(int level, int node)
    {
        var known = _whole[level][node];
        if (known != -1)
        {
            return known;
        }
        known = -2;
        var root = -1;
        if (level == 0)
        {
            foreach (var row in _nodes.Rows.AsSpan(_nodes.PlacesOf(0, node)))
            {
                if (_chosen[row] && !Same(row, ref known, ref root))
                {
                    return -1;
                }
            }
        }
        else
        {
            for (var child = 0; child < _nodes.ChildrenOf(level, node); child++)
            {
                var below = Whole(level - 1, (node * KdTreeNodes.Children) + child);
                if (below == -1 || (below >= 0 && !Same(below, ref known, ref root)))
                {
                    return -1;
                }
            }
        }
        return _whole[level][node] = known;
    }

    private bool Same(int row, ref int known, ref int root)
    {
        if (known < 0)
        {
            (known, root) = (row, _sets.Find(row));
            return true;
        }
        return root == _sets.Find(row);
    }

    private void JoinLeaves(int first, int second)
    {
        Span<float> distances = stackalloc float[KdTreeNodes.LeafRows];
        var others = _nodes.Rows.AsSpan(_nodes.PlacesOf(0, second));
        foreach (var row in _nodes.Rows.AsSpan(_nodes.PlacesOf(0, first)))
        {
            if (!_chosen[row] || (first != second && Known(0, second, row)))
            {
                continue;
            }
            for (var near = _nodes.Leaf(second, _points[row], _highest, ref MemoryMarshal.GetReference(distances)); near != 0; near &= near - 1)
            {
                var place = BitOperations.TrailingZeroCount(near);
                var other = others[place];
                if (_chosen[other] && other != row && (distances[place] <= _surest || ExactDistance.Between(_points[row], _points[other]) <= _squaredRadius))
                {
                    _sets.Join(row, other);
                }
            }
        }
    }
}
