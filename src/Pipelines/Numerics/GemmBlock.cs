using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pipelines.Numerics;

/// <summary>One packed group of B and the part of a product it gives: what the pieces of work that threads share have in common.</summary>
/// <param name="a">The left factor, read in place.</param>
/// <param name="c">The result; at least as many rows as a tile has.</param>
/// <param name="epilogue">What follows the last group of k.</param>
/// <param name="packed">Panels of B, as <see cref="GemmPacking"/> lays them.</param>
/// <param name="k0">First k of the group.</param>
/// <param name="depth">How many k the group has.</param>
/// <param name="column0">First column of the group.</param>
/// <param name="panels">How many panels the group has.</param>
/// <param name="accumulate">Add to C instead of replacing it.</param>
/// <param name="last">No further group of k follows.</param>
/// <param name="lower">Elements above the diagonal of C need not be computed.</param>
internal readonly struct GemmBlock<TKernel, TEpilogue>(GemmOperand a, GemmTarget c, TEpilogue epilogue, float[] packed, int k0, int depth, int column0, int panels, bool accumulate, bool last, bool lower)
    where TKernel : struct, IGemmKernel where TEpilogue : struct, IGemmEpilogue
{
    /// <summary>Rows of a narrow panel that are summed beside C at a time.</summary>
    private const int NarrowRows = 192;

    /// <summary>Values of A that are brought into the cache at a time where its rows take two to four cache lines each, a stride that the prefetcher of the tried machine (Zen 5) does not follow.</summary>
    private const int TouchedValues = 1024;
    private const int ShortestTouched = 26;
    private const int LongestTouched = 63;

    /// <summary>Computes rows row0 .. row1 − 1 of panels panel0 .. panel1 − 1.</summary>
    /// <param name="row0">First row; the distance to the next piece is whole tiles.</param>
    /// <param name="row1">Row after the last.</param>
    /// <param name="panel0">First panel.</param>
    /// <param name="panel1">Panel after the last.</param>
    /// <param name="alone">The rows below are computed after these and by the same thread.</param>
    internal void Run(int row0, int row1, int panel0, int panel1, bool alone)
    {
        if (lower)
        {
            panel1 = Math.Min(panel1, Math.Max(panel0, (row1 - column0 + TKernel.Columns - 1) / TKernel.Columns));
        }
        var whole = Math.Min(panel1, (c.Columns - column0) / TKernel.Columns);
        for (var p = 0; p == 0 || p < depth; p += Gemm.Kc)
        {
            for (var panel = panel0; panel < whole; panel++)
            {
                var column = column0 + (panel * TKernel.Columns);
                var from = lower ? row0 + (Math.Max(0, column - row0) / TKernel.Rows * TKernel.Rows) : row0;
                if (from < row1)
                {
                    Rows(p, panel, from, row1, ref c.At(from, column), c.Stride, accumulate || p > 0);
                }
            }
        }
        if (whole < panel1)
        {
            Narrow(whole, row0, row1, alone);
        }
        if (last && typeof(TEpilogue) != typeof(NoEpilogue))
        {
            var from = column0 + (panel0 * TKernel.Columns);
            var width = Math.Min(c.Columns, column0 + (panel1 * TKernel.Columns)) - from;
            for (var row = row0; row < row1; row++)
            {
                epilogue.Apply(c.Row(row, from, width), row, from);
            }
        }
    }

    /// <summary>One block of k for some rows of a panel, at the full width of a tile.</summary>
    private void Rows(int p, int panel, int row, int row1, ref float to, nint stride, bool add)
    {
        var count = Math.Min(Gemm.Kc, depth - p);
        ref var b = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(packed), ((nint)p * panels * TKernel.Columns) + ((nint)panel * count * TKernel.Columns));
        var ahead = panels == 1 && a.ColumnStride == 1 && count is >= ShortestTouched and <= LongestTouched ? Math.Max(1, TouchedValues / count / TKernel.Rows) * TKernel.Rows : int.MaxValue;
        for (var touched = ahead == int.MaxValue ? ahead : row; row + TKernel.Rows <= row1; row += TKernel.Rows)
        {
            if (row == touched)
            {
                touched += ahead;
                Touch(row, Math.Min(row1, touched), k0 + p, count);
            }
            TKernel.Tile(ref a.At(row, k0 + p), a.RowStride, a.ColumnStride, ref b, count, ref to, stride, add);
            to = ref Unsafe.Add(ref to, TKernel.Rows * stride);
        }
        if (row < row1)
        {
            // A tile that reaches up over finished rows instead of past the end of A, of which only the new rows are kept.
            Span<float> tile = stackalloc float[TKernel.Rows * TKernel.Columns];
            TKernel.Tile(ref a.At(row1 - TKernel.Rows, k0 + p), a.RowStride, a.ColumnStride, ref b, count, ref tile[0], TKernel.Columns, false);
            for (tile = tile[((row + TKernel.Rows - row1) * TKernel.Columns)..]; row < row1; row++)
            {
                Keep(tile[..TKernel.Columns], MemoryMarshal.CreateSpan(ref to, TKernel.Columns), add);
                tile = tile[TKernel.Columns..];
                to = ref Unsafe.Add(ref to, stride);
            }
        }
    }

    /// <summary>
    /// Reads one value of every cache line of some rows of A, all at once, where a product has so few columns that it needs each value once and soon:
    /// a tile that waits for each of its lines in turn leaves the memory idle (200,000 x 32 x 20: 77 without, 113 GFLOP/s with it).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Touch(int row, int row1, int k, int count)
    {
        var touching = a.RowStride == count;
        for (var length = (nint)(touching ? (row1 - row) * count : count); row < row1; row += touching ? row1 - row : 1)
        {
            ref var from = ref a.At(row, k);
            for (nint i = 0; i < length; i += 16)
            {
                _ = Volatile.Read(ref Unsafe.Add(ref from, i));
            }
        }
    }

    private static void Keep(ReadOnlySpan<float> from, Span<float> to, bool add)
    {
        if (!add)
        {
            from.CopyTo(to);
            return;
        }
        for (var j = 0; j < to.Length; j++)
        {
            to[j] += from[j];
        }
    }

    /// <summary>The last panel where C is narrower: summed at full width beside C and copied over, or stored over its edge where the next rows repair that.</summary>
    private void Narrow(int panel, int row, int row1, bool alone)
    {
        var column = column0 + (panel * TKernel.Columns);
        var columns = c.Columns - column;
        if (!accumulate && depth <= Gemm.Kc && c.Stride == columns && TKernel.Columns - columns <= TKernel.Rows * columns)
        {
            // Rows of C touch, so what a row spills over its end is overwritten by the rows after it: only the last tiles must be cut to size.
            var direct = Math.Min(row1, (alone ? c.Rows : row1) - TKernel.Rows);
            direct = row + (Math.Max(0, direct - row) / TKernel.Rows * TKernel.Rows);
            if (direct > row)
            {
                Rows(0, panel, row, direct, ref c.At(row, column), c.Stride, false);
                row = direct;
            }
        }
        if (row == row1)
        {
            return;
        }
        var wide = ArrayPool<float>.Shared.Rent(Math.Min(NarrowRows, row1 - row) * TKernel.Columns);
        for (int rows; row < row1; row += rows)
        {
            rows = Math.Min(NarrowRows / TKernel.Rows * TKernel.Rows, row1 - row);
            if (accumulate)
            {
                for (var r = 0; r < rows; r++)
                {
                    c.Row(row + r, column, columns).CopyTo(wide.AsSpan(r * TKernel.Columns, columns));
                }
            }
            for (var p = 0; p == 0 || p < depth; p += Gemm.Kc)
            {
                Rows(p, panel, row, row + rows, ref wide[0], TKernel.Columns, accumulate || p > 0);
            }
            for (var r = 0; r < rows; r++)
            {
                wide.AsSpan(r * TKernel.Columns, columns).CopyTo(c.Row(row + r, column, columns));
            }
        }
        ArrayPool<float>.Shared.Return(wide);
    }
}
