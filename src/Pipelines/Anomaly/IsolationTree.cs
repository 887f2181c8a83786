using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelines.Data;

namespace Pipelines.Anomaly;

/// <summary>Grows one isolation tree.</summary>
internal static class IsolationTree
{
    private const double EulerGamma = 0.57721566490153286;

    /// <summary>c(m): the mean depth at which a search among m rows ends without success; 0 for one row.</summary>
    public static double MeanDepth(int rows) => rows switch
    {
        <= 1 => 0,
        2 => 1,
        _ => (2 * (Math.Log(rows - 1.0) + EulerGamma)) - (2 * (rows - 1.0) / rows),
    };

    /// <summary>The deepest a tree of so many rows may grow: ⌈log₂ rows⌉.</summary>
    public static int MostDepth(int rows) => (int)Math.Ceiling(Math.Log2(Math.Max(2, rows)));

    /// <summary>Draws rows and columns and grows a tree of them.</summary>
    /// <param name="data">All rows, finite.</param>
    /// <param name="samples">How many to draw.</param>
    /// <param name="features">How many columns to draw.</param>
    /// <param name="bootstrap">Whether with replacement.</param>
    /// <param name="rng">This tree's own stream.</param>
    public static IsolationNode[] Grow(MatrixView data, int samples, int features, bool bootstrap, Rng rng)
    {
        var columns = ArrayPool<int>.Shared.Rent(data.Columns);
        var order = ArrayPool<int>.Shared.Rent(samples);
        var values = ArrayPool<float>.Shared.Rent(samples * features);
        for (var c = 0; c < data.Columns; c++)
        {
            columns[c] = c;
        }
        for (var f = 0; features < data.Columns && f < features; f++)
        {
            var other = f + rng.NextBelow(data.Columns - f);
            (columns[f], columns[other]) = (columns[other], columns[f]);
        }
        DrawRows(data.Rows, order.AsSpan(0, samples), bootstrap, ref rng);
        // Column by column, so that looking for the range of one reads few lines of the cache.
        for (var r = 0; r < samples; r++)
        {
            var row = data[order[r]];
            for (var f = 0; f < features; f++)
            {
                values[(f * samples) + r] = row[columns[f]];
            }
            order[r] = r;
        }
        var nodes = Split(values, order.AsSpan(0, samples), columns.AsSpan(0, features), ref rng);
        ArrayPool<int>.Shared.Return(columns);
        ArrayPool<int>.Shared.Return(order);
        ArrayPool<float>.Shared.Return(values);
        return nodes;
    }

    private static IsolationNode[] Split(float[] values, Span<int> order, Span<int> columns, ref Rng rng)
    {
        var (samples, most) = (order.Length, MostDepth(order.Length));
        var nodes = ArrayPool<IsolationNode>.Shared.Rent((2 * samples) - 1);
        // What a walk down leaves open is one sibling a level.
        Span<(int Place, int From, int To, int Depth)> open = stackalloc (int, int, int, int)[most + 2];
        Span<int> choice = columns.Length <= 256 ? stackalloc int[columns.Length] : new int[columns.Length];
        for (var f = 0; f < choice.Length; f++)
        {
            choice[f] = f;
        }
        var aside = ArrayPool<int>.Shared.Rent(samples);
        var (count, waiting) = (1, 0);
        open[waiting++] = (0, 0, samples, 0);
        while (waiting > 0)
        {
            var (place, from, to, depth) = open[--waiting];
            var rows = order[from..to];
            if (depth >= most || rows.Length <= 1 || !FindCut(values, samples, rows, choice, ref rng, out var feature, out var cut))
            {
                nodes[place] = new(float.PositiveInfinity, 0, place, (float)(depth + MeanDepth(rows.Length)));
                continue;
            }
            var middle = from + Partition(values.AsSpan(feature * samples, samples), rows, cut, aside);
            nodes[place] = new(cut, columns[feature], count, 0);
            open[waiting++] = (count + 1, middle, to, depth + 1);
            open[waiting++] = (count, from, middle, depth + 1);
            count += 2;
        }
        var tree = nodes.AsSpan(0, count).ToArray();
        ArrayPool<IsolationNode>.Shared.Return(nodes);
        ArrayPool<int>.Shared.Return(aside);
        return tree;
    }

    /// <summary>Draws columns until one varies, and a cut of it that leaves rows on both sides; false where none does.</summary>
    private static bool FindCut(float[] values, int samples, ReadOnlySpan<int> rows, Span<int> choice, ref Rng rng, out int feature, out float cut)
    {
        for (var f = 0; f < choice.Length; f++)
        {
            var other = f + rng.NextBelow(choice.Length - f);
            (choice[f], choice[other]) = (choice[other], choice[f]);
            feature = choice[f];
            var column = values.AsSpan(feature * samples, samples);
            float low = column[rows[0]], high = low;
            foreach (var row in rows)
            {
                var value = column[row];
                low = float.MinNative(value, low);
                high = float.MaxNative(value, high);
            }
            if (high > low)
            {
                cut = (float)(low + (rng.NextDouble() * ((double)high - low)));
                // Rounding may reach the top, which would leave the right side empty.
                cut = cut >= high ? low : cut;
                return true;
            }
        }
        (feature, cut) = (0, 0);
        return false;
    }

    /// <summary>Rows at or below the cut first, both parts in their order. Which side a row is on cannot be foreseen, so nothing is left to a branch.</summary>
    private static int Partition(ReadOnlySpan<float> column, Span<int> rows, float cut, Span<int> right)
    {
        ref var values = ref MemoryMarshal.GetReference(column);
        ref var above = ref MemoryMarshal.GetReference(right[..rows.Length]);
        ref var place = ref MemoryMarshal.GetReference(rows);
        var (left, other) = (0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = Unsafe.Add(ref place, i);
            var goesRight = Unsafe.Add(ref values, row) > cut ? 1 : 0;
            Unsafe.Add(ref place, left) = row;
            Unsafe.Add(ref above, other) = row;
            left += 1 - goesRight;
            other += goesRight;
        }
        right[..other].CopyTo(rows[left..]);
        return left;
    }

    private static void DrawRows(int rows, Span<int> drawn, bool bootstrap, ref Rng rng)
    {
        if (bootstrap)
        {
            foreach (ref var row in drawn)
            {
                row = rng.NextBelow(rows);
            }
            return;
        }
        // R. Floyd, "A sample of brilliance", 1987: each subset is as likely as any other, and only the drawn rows are remembered, here in an open hash table of row + 1.
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(2 * drawn.Length));
        var table = ArrayPool<int>.Shared.Rent(size);
        table.AsSpan(0, size).Clear();
        for (var i = 0; i < drawn.Length; i++)
        {
            var last = rows - drawn.Length + i;
            var row = rng.NextBelow(last + 1);
            drawn[i] = Remember(table, size, row) || Remember(table, size, row = last) ? row : throw new InvalidOperationException("A row beyond all drawn so far cannot be among them.");
        }
        ArrayPool<int>.Shared.Return(table);
    }

    private static bool Remember(int[] table, int size, int row)
    {
        var place = (int)((uint)row * 2654435769u >> 7) & (size - 1);
        while (table[place] != 0)
        {
            if (table[place] == row + 1)
            {
                return false;
            }
            place = (place + 1) & (size - 1);
        }
        table[place] = row + 1;
        return true;
    }
}
