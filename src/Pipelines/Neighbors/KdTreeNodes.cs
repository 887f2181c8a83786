using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Neighbors;

/// <summary>
/// The memory of a <see cref="KdTree"/>: rows in leaves of <see cref="LeafRows"/>, column after column, and above them nodes with the boxes of <see cref="Children"/> children, column after column.
/// A node with 16 children is four levels of halving at once: one look costs as much as one vector of distances, and needs no pointers, since the children of node i are 16i to 16i + 15.
/// Level 0 are the leaves; the last level is the root.
/// </summary>
internal sealed class KdTreeNodes
{
    /// <summary>Rows of a leaf: two vectors of the widest registers.</summary>
    public const int LeafRows = 32;

    /// <summary>Children of a node: one vector of the widest registers.</summary>
    public const int Children = 16;

    private readonly int _columns;
    private readonly float[] _leaves;
    private readonly float[][] _boxes;
    private readonly int[] _counts;

    public KdTreeNodes(MatrixView points, FitControl control)
    {
        _columns = points.Columns;
        var leaves = (points.Rows + LeafRows - 1) / LeafRows;
        var counts = new List<int> { leaves };
        do
        {
            counts.Add((counts[^1] + Children - 1) / Children);
        }
        while (counts[^1] > 1);
        _counts = [.. counts];
        Rows = KdTreeOrder.Of(points, leaves, control);
        _leaves = new float[Matrix.Size(leaves, LeafRows * _columns)];
        _boxes = new float[_counts.Length][];
        for (var level = 1; level < _counts.Length; level++)
        {
            _boxes[level] = new float[Matrix.Size(_counts[level], 2 * Children * _columns)];
        }
        Tiles.Run(_counts[1], control.Threads, node => FillLeaves(points, node), control.Cancellation);
        for (var level = 2; level < _counts.Length; level++)
        {
            FillBoxes(level);
        }
    }

    /// <summary>The row number at each place; leaf i holds places 32i to 32i + 31.</summary>
    public int[] Rows { get; }

    /// <summary>The level of the root.</summary>
    public int Root => _counts.Length - 1;

    /// <summary>How many nodes a level has.</summary>
    public int CountOf(int level) => _counts[level];

    /// <summary>How many children a node has.</summary>
    public int ChildrenOf(int level, int node) => Math.Min(Children, _counts[level - 1] - (node * Children));

    /// <summary>The places below a node.</summary>
    public Range PlacesOf(int level, int node)
    {
        long rows = LeafRows;
        for (var i = 0; i < level; i++)
        {
            rows *= Children;
        }
        return (int)(node * rows)..(int)Math.Min(Rows.Length, (node + 1) * rows);
    }

    /// <summary>Writes the float32 squared distance of each of a leaf's places from the query (NaN where there is no row); bit i of the result is set where it is at most <paramref name="limit"/>.</summary>
    public uint Leaf(int leaf, ReadOnlySpan<float> query, float limit, ref float distances)
    {
        ref var x = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_leaves), (nint)leaf * LeafRows * _columns);
        Vector512<float> first = default, second = default;
        for (var c = 0; c < query.Length; c++)
        {
            var q = Vector512.Create(query[c]);
            var a = q - Vector512.LoadUnsafe(ref x);
            var b = q - Vector512.LoadUnsafe(ref x, 16);
            first = Vector512.MultiplyAddEstimate(a, a, first);
            second = Vector512.MultiplyAddEstimate(b, b, second);
            x = ref Unsafe.Add(ref x, LeafRows);
        }
        first.StoreUnsafe(ref distances);
        second.StoreUnsafe(ref distances, 16);
        var most = Vector512.Create(limit);
        return (uint)Vector512.LessThanOrEqual(first, most).ExtractMostSignificantBits() | ((uint)Vector512.LessThanOrEqual(second, most).ExtractMostSignificantBits() << 16);
    }

    /// <summary>Writes the float32 squared distance from the query to the nearest point of each child's box; bit i of the result is set where it is at most <paramref name="limit"/>.</summary>
    public uint Near(int level, int node, ReadOnlySpan<float> query, float limit, ref float distances)
    {
        ref var box = ref BoxesOf(level, node);
        Vector512<float> sum = default;
        for (var c = 0; c < query.Length; c++)
        {
            var q = Vector512.Create(query[c]);
            var gap = Vector512.MaxNative(Vector512.MaxNative(Vector512.LoadUnsafe(ref box) - q, q - Vector512.LoadUnsafe(ref box, Children)), Vector512<float>.Zero);
            sum = Vector512.MultiplyAddEstimate(gap, gap, sum);
            box = ref Unsafe.Add(ref box, 2 * Children);
        }
        sum.StoreUnsafe(ref distances);
        return (uint)Vector512.LessThanOrEqual(sum, Vector512.Create(limit)).ExtractMostSignificantBits() & (uint)((1 << ChildrenOf(level, node)) - 1);
    }

    /// <summary>Writes the bounds of a leaf's rows.</summary>
    public void BoxOf(int leaf, Span<float> low, Span<float> high)
    {
        ref var box = ref BoxesOf(1, leaf / Children);
        for (var c = 0; c < _columns; c++)
        {
            low[c] = Unsafe.Add(ref box, (c * 2 * Children) + (leaf % Children));
            high[c] = Unsafe.Add(ref box, (((c * 2) + 1) * Children) + (leaf % Children));
        }
    }

    /// <summary>Bit i of the result is set where child i's box comes within <paramref name="limit"/>, squared, of another box.</summary>
    public uint Near(int level, int node, ReadOnlySpan<float> low, ReadOnlySpan<float> high, float limit)
    {
        ref var box = ref BoxesOf(level, node);
        Vector512<float> sum = default;
        for (var c = 0; c < low.Length; c++)
        {
            var gap = Vector512.MaxNative(Vector512.MaxNative(Vector512.LoadUnsafe(ref box) - Vector512.Create(high[c]), Vector512.Create(low[c]) - Vector512.LoadUnsafe(ref box, Children)), Vector512<float>.Zero);
            sum = Vector512.MultiplyAddEstimate(gap, gap, sum);
            box = ref Unsafe.Add(ref box, 2 * Children);
        }
        return (uint)Vector512.LessThanOrEqual(sum, Vector512.Create(limit)).ExtractMostSignificantBits() & (uint)((1 << ChildrenOf(level, node)) - 1);
    }

    /// <summary>Bit i is set in the first result where child i's box comes within <paramref name="highest"/> of the query, and in the second where all of it lies within <paramref name="surest"/>.</summary>
    public (uint Some, uint All) Around(int level, int node, ReadOnlySpan<float> query, float highest, float surest)
    {
        ref var box = ref BoxesOf(level, node);
        Vector512<float> near = default, far = default;
        for (var c = 0; c < query.Length; c++)
        {
            var q = Vector512.Create(query[c]);
            var below = Vector512.LoadUnsafe(ref box) - q;
            var above = q - Vector512.LoadUnsafe(ref box, Children);
            var gap = Vector512.MaxNative(Vector512.MaxNative(below, above), Vector512<float>.Zero);
            var reach = Vector512.MinNative(below, above);
            near = Vector512.MultiplyAddEstimate(gap, gap, near);
            far = Vector512.MultiplyAddEstimate(reach, reach, far);
            box = ref Unsafe.Add(ref box, 2 * Children);
        }
        var there = (uint)((1 << ChildrenOf(level, node)) - 1);
        return ((uint)Vector512.LessThanOrEqual(near, Vector512.Create(highest)).ExtractMostSignificantBits() & there,
            (uint)Vector512.LessThanOrEqual(far, Vector512.Create(surest)).ExtractMostSignificantBits() & there);
    }

    private ref float BoxesOf(int level, int node) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_boxes[level]), (nint)node * 2 * Children * _columns);

    /// <summary>Copies the rows below a node of level 1 into its leaves and bounds each leaf.</summary>
    private void FillLeaves(MatrixView points, int node)
    {
        for (var child = 0; child < ChildrenOf(1, node); child++)
        {
            var leaf = (node * Children) + child;
            var values = _leaves.AsSpan(leaf * LeafRows * _columns, LeafRows * _columns);
            values.Fill(float.NaN);
            var rows = Rows.AsSpan(leaf * LeafRows, Math.Min(LeafRows, Rows.Length - (leaf * LeafRows)));
            for (var i = 0; i < rows.Length; i++)
            {
                var row = points[rows[i]];
                for (var c = 0; c < row.Length; c++)
                {
                    values[(c * LeafRows) + i] = row[c];
                }
            }
            for (var c = 0; c < _columns; c++)
            {
                var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
                foreach (var value in values.Slice(c * LeafRows, rows.Length))
                {
                    (low, high) = (Math.Min(low, value), Math.Max(high, value));
                }
                SetBox(1, node, child, c, low, high);
            }
        }
    }

    /// <summary>Bounds the children of every node of a level from the boxes below.</summary>
    private void FillBoxes(int level)
    {
        for (var node = 0; node < _counts[level]; node++)
        {
            for (var child = 0; child < ChildrenOf(level, node); child++)
            {
                var below = (node * Children) + child;
                for (var c = 0; c < _columns; c++)
                {
                    var boxes = _boxes[level - 1].AsSpan(((below * _columns) + c) * 2 * Children, 2 * Children);
                    var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
                    for (var i = 0; i < ChildrenOf(level - 1, below); i++)
                    {
                        (low, high) = (Math.Min(low, boxes[i]), Math.Max(high, boxes[Children + i]));
                    }
                    SetBox(level, node, child, c, low, high);
                }
            }
        }
    }

    private void SetBox(int level, int node, int child, int column, float low, float high)
    {
        var box = _boxes[level].AsSpan(((node * _columns) + column) * 2 * Children, 2 * Children);
        (box[child], box[Children + child]) = (low, high);
    }
}
