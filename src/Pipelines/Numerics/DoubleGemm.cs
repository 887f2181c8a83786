using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>
/// Product of two matrices of doubles, C = s·A·B or C += s·A·B, each factor read through strides: what the blocked factorisations (<see cref="Cholesky"/>, <see cref="SymmetricEigen"/>) spend their time in. The loops are those of <see cref="Gemm"/> with tiles of half as many columns.
/// <para>
/// Element (i, j) is the sum over blocks of <see cref="Kc"/> products, in order, of the sum within the block, in order: the same bits for any number of rows, columns or threads
/// (on the same instruction set). Cost: 2·m·n·k operations; memory: one packed group of B, at most about 16 MB. NaN and infinities spread as in IEEE arithmetic.
/// </para>
/// </summary>
internal static class DoubleGemm
{
    /// <summary>Products summed in registers before they are added to C: a panel of B (192 x 16) fills half the first-level cache.</summary>
    internal const int Kc = 192;

    private const int RowsOfATile = 96;
    private const int PackedValues = 2 << 20;

    /// <summary>C = scale·A·B, or C += scale·A·B.</summary>
    /// <param name="a">m x k.</param>
    /// <param name="b">k x n.</param>
    /// <param name="c">m x n, row-major; must share no element with A or B.</param>
    /// <param name="scale">What each sum is multiplied by.</param>
    /// <param name="accumulate">True adds to C, false replaces it.</param>
    /// <param name="lower">True leaves every element right of the diagonal of C untouched, and skips its work.</param>
    /// <param name="threads">How many threads may work at once; changes no bit.</param>
    /// <param name="cancellation">Checked between tiles.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    internal static void Multiply(DoubleOperand a, DoubleOperand b, DoubleOperand c, double scale = 1, bool accumulate = false, bool lower = false, int threads = 1, CancellationToken cancellation = default)
    {
        if (a.Columns != b.Rows || a.Rows != c.Rows || b.Columns != c.Columns || c.ColumnStride != 1)
        {
            throw new ArgumentException($"{a.Rows} x {a.Columns} times {b.Rows} x {b.Columns} does not fit into {c.Rows} x {c.Columns}.", nameof(c));
        }
        if (Vector512.IsHardwareAccelerated)
        {
            Blocks<DoubleGemmKernel512>(a, b, c, scale, accumulate, lower, threads, cancellation);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Blocks<DoubleGemmKernel256>(a, b, c, scale, accumulate, lower, threads, cancellation);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Blocks<DoubleGemmKernel128>(a, b, c, scale, accumulate, lower, threads, cancellation);
        }
        else
        {
            Blocks<DoubleGemmKernelScalar>(a, b, c, scale, accumulate, lower, threads, cancellation);
        }
    }

    /// <summary>The product on one chosen kernel; internal so that tests can compare kernels.</summary>
    internal static void Blocks<TKernel>(DoubleOperand a, DoubleOperand b, DoubleOperand c, double scale, bool accumulate, bool lower, int threads, CancellationToken cancellation)
        where TKernel : struct, IDoubleGemmKernel
    {
        int k = a.Columns, panels = (c.Columns + TKernel.Columns - 1) / TKernel.Columns;
        if (c.Rows == 0 || c.Columns == 0)
        {
            return;
        }
        var panelRow = panels * TKernel.Columns;
        var groupK = Math.Max(Kc, PackedValues / panelRow / Kc * Kc);
        var packed = ArrayPool<double>.Shared.Rent(panelRow * Math.Min(groupK, Math.Max(k, 1)));
        try
        {
            for (var k0 = 0; k0 == 0 || k0 < k; k0 += groupK)
            {
                cancellation.ThrowIfCancellationRequested();
                var depth = Math.Min(groupK, k - k0);
                var useful = Tiles.Threads(2.0 * c.Rows * c.Columns * depth, threads);
                var first = k0 > 0 || accumulate;
                for (var panel = 0; panel < panels; panel++)
                {
                    PackPanel<TKernel>(b, k0, depth, panels, panel, packed);
                }
                var rowTile = useful == 1 ? RowsOfATile : Math.Clamp((c.Rows + (4 * useful) - 1) / (4 * useful), TKernel.Rows, RowsOfATile);
                var down = (c.Rows + rowTile - 1) / rowTile;
                if (useful == 1)
                {
                    for (var t = 0; t < down; t++)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        Tile<TKernel>(a, c, packed, k0, depth, panels, t * rowTile, Math.Min(c.Rows, (t + 1) * rowTile), scale, first, lower);
                    }
                }
                else
                {
                    Shared<TKernel>(a, c, packed, k0, depth, panels, rowTile, down, scale, first, lower, useful, cancellation);
                }
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(packed);
        }
    }

    // Apart from Blocks, so that a product on one thread allocates no closure.
    private static void Shared<TKernel>(DoubleOperand a, DoubleOperand c, double[] packed, int k0, int depth, int panels, int rowTile, int down, double scale, bool accumulate, bool lower, int threads,
        CancellationToken cancellation) where TKernel : struct, IDoubleGemmKernel =>
        Tiles.Run(down, threads, t => Tile<TKernel>(a, c, packed, k0, depth, panels, t * rowTile, Math.Min(c.Rows, (t + 1) * rowTile), scale, accumulate, lower), cancellation);

    private static void Tile<TKernel>(DoubleOperand a, DoubleOperand c, double[] packed, int k0, int depth, int panels, int row0, int row1, double scale, bool accumulate, bool lower)
        where TKernel : struct, IDoubleGemmKernel
    {
        ref var b = ref MemoryMarshal.GetArrayDataReference(packed);
        for (var p = 0; p == 0 || p < depth; p += Kc)
        {
            var count = Math.Min(Kc, depth - p);
            ref var block = ref Unsafe.Add(ref b, (nint)p * panels * TKernel.Columns);
            for (var panel = 0; panel < panels; panel++)
            {
                var column = panel * TKernel.Columns;
                if (lower && column >= row1)
                {
                    break;
                }
                var columns = Math.Min(TKernel.Columns, c.Columns - column);
                ref var bPanel = ref Unsafe.Add(ref block, (nint)panel * count * TKernel.Columns);
                for (var row = row0; row < row1; row += TKernel.Rows)
                {
                    var rows = Math.Min(TKernel.Rows, row1 - row);
                    if (lower && column >= row + rows)
                    {
                        continue;
                    }
                    if (rows == TKernel.Rows && columns == TKernel.Columns && !(lower && column + columns - 1 > row))
                    {
                        TKernel.Tile(ref a.At(row, k0 + p), a.RowStride, a.ColumnStride, ref bPanel, count, ref c.At(row, column), c.RowStride, scale, accumulate || p > 0);
                    }
                    else
                    {
                        Edge<TKernel>(a, c, ref bPanel, row, rows, column, columns, k0 + p, count, scale, accumulate || p > 0, lower);
                    }
                }
            }
        }
    }

    /// <summary>A tile cut off by an edge of C or by its diagonal: computed whole in a scratch tile, from which the part that exists is added to C.</summary>
    private static void Edge<TKernel>(DoubleOperand a, DoubleOperand c, ref double b, int row, int rows, int column, int columns, int k0, int count, double scale, bool accumulate, bool lower)
        where TKernel : struct, IDoubleGemmKernel
    {
        Span<double> scratch = stackalloc double[TKernel.Rows * TKernel.Columns];
        var first = Math.Max(0, Math.Min(row, c.Rows - TKernel.Rows)); // reaching up over finished rows instead of past the end
        if (c.Rows >= TKernel.Rows)
        {
            TKernel.Tile(ref a.At(first, k0), a.RowStride, a.ColumnStride, ref b, count, ref scratch[0], TKernel.Columns, scale, false);
        }
        else
        {
            Span<double> padded = stackalloc double[TKernel.Rows * Kc];
            padded.Clear();
            for (var r = 0; r < c.Rows; r++)
            {
                for (var p = 0; p < count; p++)
                {
                    padded[(r * Kc) + p] = a.At(r, k0 + p);
                }
            }
            TKernel.Tile(ref padded[0], Kc, 1, ref b, count, ref scratch[0], TKernel.Columns, scale, false);
        }
        for (var r = 0; r < rows; r++)
        {
            var width = lower ? Math.Min(columns, row + r - column + 1) : columns;
            if (width <= 0)
            {
                continue;
            }
            var from = scratch.Slice((row - first + r) * TKernel.Columns, width);
            var to = MemoryMarshal.CreateSpan(ref c.At(row + r, column), width);
            for (var j = 0; j < to.Length; j++)
            {
                to[j] = accumulate ? to[j] + from[j] : from[j];
            }
        }
    }

    /// <summary>Copies rows k0 .. k0 + depth − 1 of B into a panel as wide as a tile, block of k after block of k, padded with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackPanel<TKernel>(DoubleOperand b, int k0, int depth, int panels, int panel, double[] packed) where TKernel : struct, IDoubleGemmKernel
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
            ref var target = ref MemoryMarshal.GetReference(to);
            if (b.ColumnStride == 1)
            {
                for (var p = 0; p < count; p++)
                {
                    MemoryMarshal.CreateReadOnlySpan(ref b.At(k0 + p0 + p, column), columns).CopyTo(to.Slice(p * TKernel.Columns, columns));
                }
                continue;
            }
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
}
