using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pipelines.Numerics;

/// <summary>
/// Product of two float32 matrices: C = A·B or C += A·B, each factor read through strides, so that NN, NT and TN are one routine.
/// <para>
/// The loops are those of Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (2008): B is packed once into panels as wide as a tile and shared by all threads,
/// k is cut into blocks of <see cref="Kc"/>, and a register tile (see <see cref="IGemmKernel"/>) walks down the rows of A, which is read in place.
/// Cost: 2·m·n·k operations; memory: one packed group of B, at most about 16 MB.
/// </para>
/// <para>
/// Element (i, j) is the sum over blocks of k, in order, of sums over the block's products, in order: the same bits for any number of rows, columns or threads (on the same instruction set).
/// NaN and infinities spread as in IEEE arithmetic.
/// </para>
/// </summary>
internal static class Gemm
{
    /// <summary>Products summed in registers before they are added to C: a panel of B (384 x 32) fills the first-level cache.</summary>
    internal const int Kc = 384;

    private const int RowsOfATile = 192;
    private const int PackedValues = 4 << 20;

    /// <summary>C = A·B, or C += A·B where <paramref name="accumulate"/> is true.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    internal static void Multiply(GemmOperand a, GemmOperand b, GemmTarget c, bool accumulate = false, int threads = 1, CancellationToken cancellation = default) =>
        Multiply(a, b, c, default(NoEpilogue), accumulate, threads, cancellation);

    /// <summary>The same, followed by an epilogue on every element of C.</summary>
    internal static void Multiply<TEpilogue>(GemmOperand a, GemmOperand b, GemmTarget c, TEpilogue epilogue, bool accumulate = false, int threads = 1, CancellationToken cancellation = default)
        where TEpilogue : struct, IGemmEpilogue
    {
        if (a.Columns != b.Rows || a.Rows != c.Rows || b.Columns != c.Columns)
        {
            throw new ArgumentException($"{a.Rows} x {a.Columns} times {b.Rows} x {b.Columns} does not fit into {c.Rows} x {c.Columns}.", nameof(c));
        }
        if (Vector512.IsHardwareAccelerated && b.Columns <= GemmKernel512Narrow.Columns)
        {
            Blocks<GemmKernel512Narrow, TEpilogue>(a, b, c, epilogue, accumulate, threads, cancellation);
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            Blocks<GemmKernel512, TEpilogue>(a, b, c, epilogue, accumulate, threads, cancellation);
        }
        else if (Vector256.IsHardwareAccelerated && Fma.IsSupported)
        {
            Blocks<GemmKernel256, TEpilogue>(a, b, c, epilogue, accumulate, threads, cancellation);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Blocks<GemmKernel128, TEpilogue>(a, b, c, epilogue, accumulate, threads, cancellation);
        }
        else
        {
            Blocks<GemmKernelScalar, TEpilogue>(a, b, c, epilogue, accumulate, threads, cancellation);
        }
    }

    /// <summary>The product on one chosen kernel; internal so that tests can compare kernels.</summary>
    internal static void Blocks<TKernel, TEpilogue>(GemmOperand a, GemmOperand b, GemmTarget c, TEpilogue epilogue, bool accumulate, int threads, CancellationToken cancellation)
        where TKernel : struct, IGemmKernel where TEpilogue : struct, IGemmEpilogue
    {
        int k = a.Columns, panels = (c.Columns + TKernel.Columns - 1) / TKernel.Columns;
        if (c.Rows == 0 || c.Columns == 0)
        {
            return;
        }
        var panelRow = panels * TKernel.Columns;
        var groupK = Math.Max(Kc, PackedValues / panelRow / Kc * Kc);
        var packed = ArrayPool<float>.Shared.Rent(panelRow * Math.Min(groupK, Math.Max(k, 1)));
        try
        {
            for (var k0 = 0; k0 == 0 || k0 < k; k0 += groupK)
            {
                var depth = Math.Min(groupK, k - k0);
                var useful = Tiles.Threads(2.0 * c.Rows * c.Columns * depth, threads);
                Pack<TKernel>(b, k0, depth, panels, packed, Tiles.Threads(8.0 * panelRow * depth, useful), cancellation);
                var last = k0 + depth >= k;
                var (rowTile, panelTile) = TileShape<TKernel>(c.Rows, panels, useful);
                int across = (panels + panelTile - 1) / panelTile, down = (c.Rows + rowTile - 1) / rowTile;
                if (useful == 1)
                {
                    for (var row = 0; row < c.Rows; row += rowTile)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        Tile<TKernel, TEpilogue>(a, c, epilogue, packed, k0, depth, panels, row, Math.Min(c.Rows, row + rowTile), 0, panels, accumulate || k0 > 0, last);
                    }
                }
                else
                {
                    Shared<TKernel, TEpilogue>(a, c, epilogue, packed, k0, depth, panels, rowTile, panelTile, across, down, accumulate || k0 > 0, last, useful, cancellation);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(packed);
        }
    }

    // Apart from Blocks, so that a product on one thread allocates no closure.
    private static void Shared<TKernel, TEpilogue>(GemmOperand a, GemmTarget c, TEpilogue epilogue, float[] packed, int k0, int depth, int panels, int rowTile, int panelTile, int across, int down,
        bool accumulate, bool last, int threads, CancellationToken cancellation) where TKernel : struct, IGemmKernel where TEpilogue : struct, IGemmEpilogue =>
        Tiles.Run(across * down, threads, t =>
        {
            int row = t / across * rowTile, panel = t % across * panelTile;
            Tile<TKernel, TEpilogue>(a, c, epilogue, packed, k0, depth, panels, row, Math.Min(c.Rows, row + rowTile), panel, Math.Min(panels, panel + panelTile), accumulate, last);
        }, cancellation);

    /// <summary>Rows and panels of one piece of shared work: enough pieces for every thread, each as square as the cache likes.</summary>
    private static (int Rows, int Panels) TileShape<TKernel>(int rows, int panels, int threads) where TKernel : struct, IGemmKernel
    {
        if (threads == 1)
        {
            return (RowsOfATile, panels);
        }
        var pieces = 4 * threads;
        var rowTile = Math.Clamp((rows + pieces - 1) / pieces, TKernel.Rows, RowsOfATile);
        rowTile = (rowTile + TKernel.Rows - 1) / TKernel.Rows * TKernel.Rows;
        var down = (rows + rowTile - 1) / rowTile;
        return (rowTile, down >= threads ? panels : Math.Max(1, panels * down / pieces));
    }

    private static void Tile<TKernel, TEpilogue>(GemmOperand a, GemmTarget c, TEpilogue epilogue, float[] packed, int k0, int depth, int panels, int row0, int row1, int panel0, int panel1, bool accumulate, bool last)
        where TKernel : struct, IGemmKernel where TEpilogue : struct, IGemmEpilogue
    {
        ref var b = ref MemoryMarshal.GetArrayDataReference(packed);
        for (var p = 0; p == 0 || p < depth; p += Kc)
        {
            var count = Math.Min(Kc, depth - p);
            ref var block = ref Unsafe.Add(ref b, (nint)p * panels * TKernel.Columns);
            for (var panel = panel0; panel < panel1; panel++)
            {
                var column = panel * TKernel.Columns;
                var columns = Math.Min(TKernel.Columns, c.Columns - column);
                ref var bPanel = ref Unsafe.Add(ref block, (nint)panel * count * TKernel.Columns);
                var row = row0;
                for (var direct = Direct<TKernel>(c, columns, accumulate || p > 0, row0, row1); row + TKernel.Rows <= direct; row += TKernel.Rows)
                {
                    TKernel.Tile(ref a.At(row, k0 + p), a.RowStride, a.ColumnStride, ref bPanel, count, ref c.At(row, column), c.Stride, accumulate || p > 0);
                }
                for (; row < row1; row += TKernel.Rows)
                {
                    Edge<TKernel>(a, c, ref bPanel, row, Math.Min(TKernel.Rows, row1 - row), column, columns, k0 + p, count, accumulate || p > 0);
                }
            }
        }
        if (last && typeof(TEpilogue) != typeof(NoEpilogue))
        {
            var from = panel0 * TKernel.Columns;
            var width = Math.Min(c.Columns, panel1 * TKernel.Columns) - from;
            for (var row = row0; row < row1; row++)
            {
                epilogue.Apply(c.Row(row, from, width), row, from);
            }
        }
    }

    /// <summary>
    /// The row up to which tiles may be stored at their full width. Where C is narrower than a panel and its rows touch, what a row spills is overwritten by the rows after it,
    /// so only the last two tiles of a piece of work have to be cut to size.
    /// </summary>
    private static int Direct<TKernel>(GemmTarget c, int columns, bool accumulate, int row0, int row1) where TKernel : struct, IGemmKernel
    {
        if (columns == TKernel.Columns)
        {
            return row1;
        }
        var spill = TKernel.Columns - columns;
        return !accumulate && c.Stride == columns && spill <= TKernel.Rows * columns ? row1 - TKernel.Rows : row0;
    }

    /// <summary>A tile cut off at the right or lower edge of C: computed whole in a scratch tile, from which the part that exists is added to C.</summary>
    private static void Edge<TKernel>(GemmOperand a, GemmTarget c, ref float b, int row, int rows, int column, int columns, int k0, int count, bool accumulate) where TKernel : struct, IGemmKernel
    {
        Span<float> scratch = stackalloc float[TKernel.Rows * TKernel.Columns];
        var first = Math.Max(0, Math.Min(row, c.Rows - TKernel.Rows)); // reaching up over finished rows instead of past the end
        if (c.Rows >= TKernel.Rows)
        {
            TKernel.Tile(ref a.At(first, k0), a.RowStride, a.ColumnStride, ref b, count, ref scratch[0], TKernel.Columns, false);
        }
        else
        {
            var padded = ArrayPool<float>.Shared.Rent(TKernel.Rows * Kc);
            padded.AsSpan(0, TKernel.Rows * Kc).Clear();
            for (var r = 0; r < c.Rows; r++)
            {
                for (var p = 0; p < count; p++)
                {
                    padded[(r * Kc) + p] = a.At(r, k0 + p);
                }
            }
            TKernel.Tile(ref padded[0], Kc, 1, ref b, count, ref scratch[0], TKernel.Columns, false);
            ArrayPool<float>.Shared.Return(padded);
        }
        for (var r = 0; r < rows; r++)
        {
            var from = scratch.Slice((row - first + r) * TKernel.Columns, columns);
            var to = c.Row(row + r, column, columns);
            if (!accumulate)
            {
                from.CopyTo(to);
                continue;
            }
            for (var j = 0; j < to.Length; j++)
            {
                to[j] += from[j];
            }
        }
    }

    /// <summary>Copies rows k0 .. k0 + depth − 1 of B into panels as wide as a tile, block of k after block of k, padded with zeros.</summary>
    private static void Pack<TKernel>(GemmOperand b, int k0, int depth, int panels, float[] packed, int threads, CancellationToken cancellation) where TKernel : struct, IGemmKernel
    {
        if (threads == 1)
        {
            for (var panel = 0; panel < panels; panel++)
            {
                PackPanel<TKernel>(b, k0, depth, panels, panel, packed);
            }
        }
        else
        {
            Tiles.Run(panels, threads, panel => PackPanel<TKernel>(b, k0, depth, panels, panel, packed), cancellation);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackPanel<TKernel>(GemmOperand b, int k0, int depth, int panels, int panel, float[] packed) where TKernel : struct, IGemmKernel
    {
        var column = panel * TKernel.Columns;
        var columns = Math.Min(TKernel.Columns, b.Columns - column);
        for (var p0 = 0; p0 < depth; p0 += Kc)
        {
            var count = Math.Min(Kc, depth - p0);
            var to = packed.AsSpan((p0 * panels * TKernel.Columns) + (panel * count * TKernel.Columns), count * TKernel.Columns);
            if (columns < TKernel.Columns)
            {
                to.Clear();
            }
            if (b.ColumnStride == 1)
            {
                for (var p = 0; p < count; p++)
                {
                    MemoryMarshal.CreateReadOnlySpan(ref b.At(k0 + p0 + p, column), columns).CopyTo(to.Slice(p * TKernel.Columns, columns));
                }
                continue;
            }
            ref var target = ref MemoryMarshal.GetReference(to);
            for (var j = 0; j < columns; j++)
            {
                ref var source = ref b.At(k0 + p0, column + j);
                for (nint p = 0; p < count; p++)
                {
                    Unsafe.Add(ref target, (p * TKernel.Columns) + j) = Unsafe.Add(ref source, p * b.RowStride);
                }
            }
        }
    }

    internal readonly struct NoEpilogue : IGemmEpilogue
    {
        public void Apply(Span<float> values, int row, int column) { }
    }
}
