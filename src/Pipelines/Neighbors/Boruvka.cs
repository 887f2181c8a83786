using System.Numerics;
using System.Runtime.InteropServices;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Neighbors;

/// <summary>
/// A minimum spanning tree over a k-d tree: in each round every part of the forest finds its shortest edge to another part, and these join parts, so that their number at least halves
/// (O. Borůvka, 1926; over trees W. March, P. Ram, A. Gray, "Fast Euclidean minimum spanning tree", KDD 2010).
/// <para>
/// What was found is kept: a row's nearest row in another part stays the nearest until both are one part, and a row known to have nothing nearer than the shortest edge of its part is not asked again.
/// The first answers come from a list of a few nearest rows. Walks pass over nodes whose rows all belong to the asking part.
/// </para>
/// </summary>
internal sealed class Boruvka
{
    /// <summary>A part of the tree in one number: the level above these bits, the node in them.</summary>
    private const int NodeBits = 27;

    private const int MostOpen = 128;
    private const int RowsOfATile = 512;
    private const int Listed = 8;

    private readonly KdTree _tree;
    private readonly KdTreeNodes _nodes;
    private readonly MatrixView _points;
    private readonly double[] _cores;
    private readonly DisjointSets _sets;
    private readonly int[] _parts;

    /// <summary>The part that all rows of a node belong to, by level; −1 where they belong to several.</summary>
    private readonly int[][] _partOf;

    /// <summary>The nearest row in another part, where it is known; −1 where it is not.</summary>
    private readonly int[] _targets;

    /// <summary>The squared length to the target; where it is not known, no edge out of the part is shorter than this.</summary>
    private readonly double[] _squares;

    /// <summary>The bits of the squared length of an edge out of each part, the least found so far in the round; bits of positive numbers rank as the numbers do.</summary>
    private readonly long[] _bounds;

    private readonly int _listed;
    private readonly int[] _nearest;
    private readonly float[] _nearestSquares;

    private Boruvka(KdTree tree, double[] cores, FitControl control)
    {
        (_tree, _nodes, _points, _cores) = (tree, tree.Nodes, tree.Points, cores);
        var rows = _points.Rows;
        _sets = new(rows);
        (_parts, _targets, _squares, _bounds) = (new int[rows], new int[rows], new double[rows], new long[rows]);
        Array.Fill(_targets, -1);
        _partOf = new int[_nodes.Root + 1][];
        for (var level = 0; level < _partOf.Length; level++)
        {
            _partOf[level] = new int[_nodes.CountOf(level)];
        }
        _listed = Math.Min(Listed, rows - 1);
        (_nearest, _nearestSquares) = (new int[Matrix.Size(rows, _listed)], new float[Matrix.Size(rows, _listed)]);
        _tree.NearestOthers(_listed, _nearest, _nearestSquares, control);
    }

    /// <summary>The n − 1 edges, in no order; of each the lower row comes first.</summary>
    public static List<(int From, int To, double Square)> Edges(KdTree tree, double[] cores, FitControl control)
    {
        var edges = new List<(int From, int To, double Square)>();
        if (tree.Points.Rows > 1)
        {
            var forest = new Boruvka(tree, cores, control);
            while (edges.Count < tree.Points.Rows - 1)
            {
                forest.Round(edges, control);
            }
        }
        return edges;
    }

    private void Round(List<(int From, int To, double Square)> edges, FitControl control)
    {
        var rows = _points.Rows;
        for (var i = 0; i < rows; i++)
        {
            _parts[i] = _sets.Find(i);
        }
        MarkNodes();
        Array.Fill(_bounds, BitConverter.DoubleToInt64Bits(double.PositiveInfinity));
        var tiles = (rows + RowsOfATile - 1) / RowsOfATile;
        Tiles.Run(tiles, control.Threads, t =>
        {
            for (var place = t * RowsOfATile; place < Math.Min(rows, (t + 1) * RowsOfATile); place++)
            {
                LookUp(_nodes.Rows[place]);
            }
        }, control.Cancellation);
        Tiles.Run(tiles, control.Threads, t => Search(t * RowsOfATile, Math.Min(rows, (t + 1) * RowsOfATile), control.Cancellation), control.Cancellation);

        // The shortest edge of each part; of equal ones that of its first row.
        var best = new int[rows];
        Array.Fill(best, -1);
        for (var row = 0; row < rows; row++)
        {
            if (_targets[row] >= 0)
            {
                ref var first = ref best[_parts[row]];
                first = first < 0 || _squares[row] < _squares[first] ? row : first;
            }
        }
        foreach (var row in best)
        {
            // Equally short edges may close a circle: the last of them is not needed.
            if (row >= 0 && _sets.Join(row, _targets[row]))
            {
                edges.Add((Math.Min(row, _targets[row]), Math.Max(row, _targets[row]), _squares[row]));
            }
        }
    }

    /// <summary>Uses what is known of a row already: its target of an earlier round, or the list of rows nearest to it.</summary>
    private void LookUp(int row)
    {
        var part = _parts[row];
        if (_targets[row] >= 0 && _parts[_targets[row]] != part)
        {
            Propose(part, _squares[row]);
            return;
        }
        _targets[row] = -1;
        var list = _nearest.AsSpan(row * _listed, _listed);
        var squares = _nearestSquares.AsSpan(row * _listed, _listed);
        var (best, square) = (-1, double.PositiveInfinity);
        for (var i = 0; i < list.Length && MathF.BitDecrement(squares[i]) <= square; i++)
        {
            if (_parts[list[i]] != part)
            {
                var reach = Reach(row, list[i]);
                if (reach < square || (reach == square && list[i] < best))
                {
                    (best, square) = (list[i], reach);
                }
            }
        }
        // Rows that are not in the list lie at least as far as the last that is.
        var beyond = Math.Max(MathF.BitDecrement(squares[^1]), Core(row));
        if (best >= 0)
        {
            Propose(part, square);
        }
        if (best >= 0 && (square < beyond || list.Length == _points.Rows - 1))
        {
            (_targets[row], _squares[row]) = (best, square);
        }
        else
        {
            _squares[row] = Math.Max(_squares[row], beyond);
        }
    }

    /// <summary>Walks the tree for rows that may have the shortest edge of their part and do not know it.</summary>
    private void Search(int from, int to, CancellationToken cancellation)
    {
        Span<float> gaps = stackalloc float[MostOpen], distances = stackalloc float[KdTreeNodes.LeafRows];
        Span<int> open = stackalloc int[MostOpen];
        for (var place = from; place < to; place++)
        {
            if (place % 64 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            var row = _nodes.Rows[place];
            var part = _parts[row];
            var bound = BitConverter.Int64BitsToDouble(Volatile.Read(ref _bounds[part]));
            // Equal is not skipped: who decides a tie must not depend on what other threads have found by now.
            if (_targets[row] >= 0 || _squares[row] > bound)
            {
                continue;
            }
            var (square, target) = Nearest(row, part, bound, gaps, open, distances);
            (_targets[row], _squares[row]) = (target, square);
            if (target >= 0)
            {
                Propose(part, square);
            }
        }
    }

    /// <summary>The nearest row of another part within a squared length, the lowest of equally near ones; −1 where there is none.</summary>
    private (double Square, int Row) Nearest(int row, int part, double limit, Span<float> gaps, Span<int> open, Span<float> distances)
    {
        ref var d = ref MemoryMarshal.GetReference(distances);
        var query = _points[row];
        var core = Core(row);
        var (best, square) = (-1, limit);
        var highest = ExactDistance.Highest(square, query.Length);
        var count = 1;
        (gaps[0], open[0]) = (0, _nodes.Root << NodeBits);
        while (count > 0)
        {
            count--;
            if (gaps[count] > highest)
            {
                continue;
            }
            var (level, node) = (open[count] >> NodeBits, open[count] & ((1 << NodeBits) - 1));
            if (level == 0)
            {
                for (var near = _nodes.Leaf(node, query, highest, ref d); near != 0; near &= near - 1)
                {
                    var i = BitOperations.TrailingZeroCount(near);
                    var other = _nodes.Rows[(node * KdTreeNodes.LeafRows) + i];
                    if (_parts[other] == part || distances[i] > highest)
                    {
                        continue;
                    }
                    var reach = Math.Max(core, Reach(row, other));
                    if (reach < square || (reach == square && (best < 0 || other < best)))
                    {
                        (best, square) = (other, reach);
                        highest = ExactDistance.Highest(square, query.Length);
                    }
                }
                continue;
            }
            var first = count;
            for (var near = _nodes.Near(level, node, query, highest, ref d); near != 0; near &= near - 1)
            {
                // The nearest child on top of the pile, to be visited first.
                var child = BitOperations.TrailingZeroCount(near);
                var below = (node * KdTreeNodes.Children) + child;
                if (_partOf[level - 1][below] == part)
                {
                    continue;
                }
                var gap = distances[child];
                var place = count++;
                for (; place > first && gaps[place - 1] < gap; place--)
                {
                    (gaps[place], open[place]) = (gaps[place - 1], open[place - 1]);
                }
                (gaps[place], open[place]) = (gap, ((level - 1) << NodeBits) | below);
            }
        }
        return (square, best);
    }

    private double Core(int row) => _cores.Length == 0 ? 0 : _cores[row];

    private double Reach(int row, int other)
    {
        var square = ExactDistance.Between(_points[row], _points[other]);
        return _cores.Length == 0 ? square : Math.Max(square, Math.Max(_cores[row], _cores[other]));
    }

    private void Propose(int part, double square)
    {
        var bits = BitConverter.DoubleToInt64Bits(square);
        var known = Volatile.Read(ref _bounds[part]);
        while (bits < known)
        {
            var seen = Interlocked.CompareExchange(ref _bounds[part], bits, known);
            if (seen == known)
            {
                return;
            }
            known = seen;
        }
    }

    private void MarkNodes()
    {
        for (var leaf = 0; leaf < _partOf[0].Length; leaf++)
        {
            var rows = _nodes.Rows.AsSpan(_nodes.PlacesOf(0, leaf));
            var part = _parts[rows[0]];
            for (var i = 1; i < rows.Length && part >= 0; i++)
            {
                part = _parts[rows[i]] == part ? part : -1;
            }
            _partOf[0][leaf] = part;
        }
        for (var level = 1; level < _partOf.Length; level++)
        {
            for (var node = 0; node < _partOf[level].Length; node++)
            {
                var children = _partOf[level - 1].AsSpan(node * KdTreeNodes.Children, _nodes.ChildrenOf(level, node));
                _partOf[level][node] = children.ContainsAnyExcept(children[0]) ? -1 : children[0];
            }
        }
    }
}
