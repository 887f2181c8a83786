using System.Runtime.Intrinsics;
using Pipelines.Data;

namespace Pipelines.Neighbors;

/// <summary>
/// A minimum spanning tree by comparing all rows: the tree grows by the row nearest to it (V. Jarník, 1930; R. C. Prim, "Shortest connection networks and some generalizations", 1957).
/// n² d / 2 operations, 4 n d bytes: for rows with many columns, where no tree of boxes helps. Distances are float32 where they choose, within 1e-7 of each other of no consequence, and exact in the result.
/// </summary>
internal sealed class Prim
{
    private readonly MatrixView _points;
    private readonly double[] _cores;
    private readonly int _stride;

    /// <summary>The rows that are not in the tree yet, column after column.</summary>
    private readonly float[] _values;

    private readonly int[] _rows, _from;
    private readonly float[] _squares, _coreSquares;

    private Prim(MatrixView points, double[] cores)
    {
        (_points, _cores) = (points, cores);
        _stride = (points.Rows + 15) / 16 * 16;
        _values = new float[Matrix.Size(points.Columns, _stride)];
        (_rows, _from, _squares, _coreSquares) = (new int[_stride], new int[_stride], new float[_stride], new float[_stride]);
        Array.Fill(_squares, float.PositiveInfinity);
        for (var r = 0; r < points.Rows; r++)
        {
            _rows[r] = r;
            _coreSquares[r] = cores.Length == 0 ? 0 : (float)cores[r];
            var row = points[r];
            for (var c = 0; c < row.Length; c++)
            {
                _values[(c * _stride) + r] = row[c];
            }
        }
    }

    /// <summary>The n − 1 edges, in the order the tree grew; of each the lower row comes first.</summary>
    public static List<(int From, int To, double Square)> Edges(MatrixView points, double[] cores, FitControl control)
    {
        var edges = new List<(int From, int To, double Square)>(points.Rows);
        var tree = new Prim(points, cores);
        var (row, left) = (0, points.Rows);
        var checkEvery = Math.Max(1, (1 << 20) / points.Rows);
        tree.Remove(0, --left);
        while (left > 0)
        {
            if (left % checkEvery == 0)
            {
                control.Cancellation.ThrowIfCancellationRequested();
            }
            var place = tree.Approach(row, left);
            row = tree._rows[place];
            var from = tree._from[place];
            edges.Add((Math.Min(from, row), Math.Max(from, row), tree.Reach(from, row)));
            tree.Remove(place, --left);
        }
        return edges;
    }

    /// <summary>Lets a row that has come into the tree shorten the ways of those that are not; returns the place of the nearest, the first of equal ones.</summary>
    private int Approach(int row, int left)
    {
        var query = _points[row];
        var core = Vector512.Create(_cores.Length == 0 ? 0 : (float)_cores[row]);
        var (least, leastAt) = (Vector512.Create(float.PositiveInfinity), Vector512<int>.Zero);
        for (var at = 0; at < left; at += 16)
        {
            Vector512<float> sum = default;
            var i = at;
            foreach (var value in query)
            {
                var difference = Vector512.Create(value) - Vector512.LoadUnsafe(ref _values[i]);
                sum = Vector512.MultiplyAddEstimate(difference, difference, sum);
                i += _stride;
            }
            sum = Vector512.Max(Vector512.Max(sum, core), Vector512.LoadUnsafe(ref _coreSquares[at]));
            var known = Vector512.LoadUnsafe(ref _squares[at]);
            var nearer = Vector512.LessThan(sum, known);
            known = Vector512.ConditionalSelect(nearer, sum, known);
            known.StoreUnsafe(ref _squares[at]);
            Vector512.ConditionalSelect(nearer.AsInt32(), Vector512.Create(row), Vector512.LoadUnsafe(ref _from[at])).StoreUnsafe(ref _from[at]);
            if (left - at < 16)
            {
                known = Vector512.ConditionalSelect(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(left - at)).AsSingle(), known, Vector512.Create(float.PositiveInfinity));
            }
            var better = Vector512.LessThan(known, least);
            least = Vector512.ConditionalSelect(better, known, least);
            leastAt = Vector512.ConditionalSelect(better.AsInt32(), Vector512.Create(at), leastAt);
        }
        var (best, place) = (float.PositiveInfinity, -1);
        for (var lane = 0; lane < 16; lane++)
        {
            var own = leastAt[lane] + lane;
            if (own < left && (least[lane] < best || (least[lane] == best && (place < 0 || own < place))))
            {
                (best, place) = (least[lane], own);
            }
        }
        return place;
    }

    /// <summary>Moves the last place into that of a row which has come into the tree.</summary>
    private void Remove(int place, int last)
    {
        (_rows[place], _from[place], _squares[place], _coreSquares[place]) = (_rows[last], _from[last], _squares[last], _coreSquares[last]);
        for (var i = 0; i < _values.Length; i += _stride)
        {
            _values[i + place] = _values[i + last];
        }
    }

    private double Reach(int row, int other)
    {
        var square = ExactDistance.Between(_points[row], _points[other]);
        return _cores.Length == 0 ? square : Math.Max(square, Math.Max(_cores[row], _cores[other]));
    }
}
