using System.Buffers;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Neighbors;

/// <summary>
/// The order of rows in a <see cref="KdTree"/>: leaf after leaf, found by halving the rows at a median of their widest column until each part is a leaf.
/// A cut falls where a whole number of leaves (and of nodes above them) lies before it, so that all leaves and nodes but the last are full.
/// Rows are ranked by value and then by number, so the rows of each leaf depend on the data only.
/// </summary>
internal sealed class KdTreeOrder
{
    private const int RowsOfAPiece = 1 << 13;

    private readonly MatrixView _points;
    private readonly int[] _rows;
    private readonly ulong[] _keys;

    private KdTreeOrder(MatrixView points)
    {
        (_points, _rows, _keys) = (points, new int[points.Rows], new ulong[points.Rows]);
        for (var i = 0; i < _rows.Length; i++)
        {
            _rows[i] = i;
        }
    }

    /// <summary>The row number at each place.</summary>
    public static int[] Of(MatrixView points, int leaves, FitControl control)
    {
        var order = new KdTreeOrder(points);
        List<(int From, int To)> open = [(0, leaves)], small = [];
        while (open.Count > 0)
        {
            // Level by level: the parts of one level are independent of each other.
            var cuts = new int[open.Count];
            var level = open;
            Tiles.Run(level.Count, control.Threads, i => cuts[i] = order.Cut(level[i].From, level[i].To), control.Cancellation);
            open = [];
            for (var i = 0; i < cuts.Length; i++)
            {
                foreach (var part in new[] { (level[i].From, To: cuts[i]), (From: cuts[i], level[i].To) })
                {
                    ((part.To - part.From) * KdTreeNodes.LeafRows > RowsOfAPiece ? open : small).Add(part);
                }
            }
        }
        Tiles.Run(small.Count, control.Threads, i => order.Divide(small[i].From, small[i].To), control.Cancellation);
        return order._rows;
    }

    private void Divide(int from, int to)
    {
        if (to - from > 1)
        {
            var cut = Cut(from, to);
            Divide(from, cut);
            Divide(cut, to);
        }
    }

    /// <summary>Brings the rows of leaves <paramref name="from"/> to <paramref name="to"/> − 1 on the right side of a cut; returns the leaf that begins the second part.</summary>
    private int Cut(int from, int to)
    {
        if (to - from < 2)
        {
            return to;
        }
        var unit = 1;
        while (unit * KdTreeNodes.Children < to - from)
        {
            unit *= KdTreeNodes.Children;
        }
        var cut = from + (((to - from + unit - 1) / unit) + 1) / 2 * unit;
        var first = from * KdTreeNodes.LeafRows;
        var rows = _rows.AsSpan(first, Math.Min(to * KdTreeNodes.LeafRows, _rows.Length) - first);
        var keys = _keys.AsSpan(first, rows.Length);
        var column = Widest(rows);
        for (var i = 0; i < rows.Length; i++)
        {
            keys[i] = Key(_points[rows[i]][column], rows[i]);
        }
        Select(keys, (cut - from) * KdTreeNodes.LeafRows);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (int)(uint)keys[i];
        }
        return cut;
    }

    /// <summary>The column in which these rows differ most; of equally wide ones the first.</summary>
    private int Widest(ReadOnlySpan<int> rows)
    {
        var columns = _points.Columns;
        var bounds = ArrayPool<float>.Shared.Rent(2 * columns);
        Span<float> low = bounds.AsSpan(0, columns), high = bounds.AsSpan(columns, columns);
        _points[rows[0]].CopyTo(low);
        _points[rows[0]].CopyTo(high);
        foreach (var row in rows)
        {
            var values = _points[row];
            for (var c = 0; c < low.Length; c++)
            {
                low[c] = Math.Min(low[c], values[c]);
                high[c] = Math.Max(high[c], values[c]);
            }
        }
        var widest = 0;
        for (var c = 1; c < columns; c++)
        {
            widest = (double)high[c] - low[c] > (double)high[widest] - low[widest] ? c : widest;
        }
        ArrayPool<float>.Shared.Return(bounds);
        return widest;
    }

    /// <summary>A number that rises with the value and, among equal values, with the row.</summary>
    private static ulong Key(float value, int row)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        bits = (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
        return ((ulong)bits << 32) | (uint)row;
    }

    /// <summary>Hoare's selection: afterwards the smallest <paramref name="place"/> keys come first. Keys are distinct.</summary>
    private static void Select(Span<ulong> keys, int place)
    {
        // Halving takes about log2 rounds; where medians of three keep failing, sorting bounds the time.
        for (var rounds = 3 * (int)Math.Log2(keys.Length + 1); keys.Length > 32 && rounds > 0; rounds--)
        {
            var pivot = Median(keys[keys.Length / 4], keys[keys.Length / 2], keys[keys.Length / 4 * 3]);
            int i = -1, j = keys.Length;
            while (true)
            {
                while (keys[++i] < pivot)
                {
                }
                while (keys[--j] > pivot)
                {
                }
                if (i >= j)
                {
                    break;
                }
                (keys[i], keys[j]) = (keys[j], keys[i]);
            }
            // Now keys[..i] < pivot <= keys[i..].
            if (place == i)
            {
                return;
            }
            if (place < i)
            {
                keys = keys[..i];
            }
            else
            {
                keys = keys[i..];
                place -= i;
            }
        }
        keys.Sort();
    }

    private static ulong Median(ulong a, ulong b, ulong c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
