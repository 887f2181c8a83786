using System.Buffers;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pipelines.Numerics;

/// <summary>
/// Product of two float32 matrices: C = A·B or C += A·B, each factor read through strides, so that NN, NT and TN are one routine.
/// <para>
/// The loops are those of Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (2008): B is packed once into panels as wide as a tile and shared by all threads,
/// k is cut into blocks of <see cref="Kc"/>, and a register tile (see <see cref="IGemmKernel"/>) walks down the rows of A, which is read in place. Fewer rows than a tile go through <see cref="GemmRows"/>.
/// Cost: 2·m·n·k operations; memory: one packed group of B, at most about 16 MB.
/// </para>
/// <para>
/// Element (i, j) is the sum over blocks of k, in order, of sums over the block's products, in order: the same bits for any number of rows, columns or threads (on the same instruction set).
/// NaN and infinities spread as in IEEE arithmetic. C must not overlap A or B.
/// </para>
/// </summary>
internal static class Gemm
{
    /// <summary>Products summed in registers before they are added to C: a panel of B (384 x 32) fills the first-level cache.</summary>
    internal const int Kc = 384;

    private const int RowsOfATile = 192;
    private const int PackedValues = 4 << 20;
    private const int PackedColumns = 8192;

    /// <summary>C = A·B, or C += A·B where <paramref name="accumulate"/> is true.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    internal static void Multiply(GemmOperand a, GemmOperand b, GemmTarget c, bool accumulate = false, int threads = 1, CancellationToken cancellation = default) =>
        Multiply(a, b, c, default(NoEpilogue), accumulate, threads, cancellation);

    /// <summary>The same, followed by an epilogue on every element of C.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    internal static void Multiply<TEpilogue>(GemmOperand a, GemmOperand b, GemmTarget c, TEpilogue epilogue, bool accumulate = false, int threads = 1, CancellationToken cancellation = default)
        where TEpilogue : struct, IGemmEpilogue
    {
        if (a.Columns != b.Rows || a.Rows != c.Rows || b.Columns != c.Columns)
        {
            throw new ArgumentException($"{a.Rows} x {a.Columns} times {b.Rows} x {b.Columns} does not fit into {c.Rows} x {c.Columns}.", nameof(c));
        }
        OnKernel(b.Columns, new Product<TEpilogue>(a, b, c, epilogue, accumulate, threads, cancellation));
    }

    /// <summary>Runs a job on the kernel for products of this many columns on this machine. The choice never changes an element's bits, only how many are computed at once.</summary>
    internal static void OnKernel<TJob>(int columns, TJob job) where TJob : struct, IGemmJob
    {
        if (Vector512.IsHardwareAccelerated && columns <= GemmKernel512Narrow.Columns)
        {
            job.Run<GemmKernel512Narrow>();
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            job.Run<GemmKernel512>();
        }
        else if (Vector256.IsHardwareAccelerated && Fma.IsSupported)
        {
            job.Run<GemmKernel256>();
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            job.Run<GemmKernel128>();
        }
        else
        {
            job.Run<GemmKernelScalar>();
        }
    }

    /// <summary>The product on one chosen kernel. Where <paramref name="lower"/> is true, elements above the diagonal of C are left undefined.</summary>
    internal static void Blocks<TKernel, TEpilogue>(GemmOperand a, GemmOperand b, GemmTarget c, TEpilogue epilogue, bool accumulate, int threads, CancellationToken cancellation, bool lower = false)
        where TKernel : struct, IGemmKernel where TEpilogue : struct, IGemmEpilogue
    {
        if (c.Rows < TKernel.Rows)
        {
            GemmRows.Multiply(a, b, c, epilogue, accumulate, threads, cancellation);
            return;
        }
        int k = a.Columns, widest = Math.Min(c.Columns, PackedColumns / TKernel.Columns * TKernel.Columns);
        var panelRow = (widest + TKernel.Columns - 1) / TKernel.Columns * TKernel.Columns;
        if (panelRow == 0)
        {
            return;
        }
        var deepest = Math.Min(Math.Max(k, 1), PackedValues / panelRow / Kc * Kc);
        var packed = ArrayPool<float>.Shared.Rent(panelRow * deepest);
        try
        {
            for (var column = 0; column < c.Columns; column += widest)
            {
                var panels = (Math.Min(widest, c.Columns - column) + TKernel.Columns - 1) / TKernel.Columns;
                for (var k0 = 0; k0 == 0 || k0 < k; k0 += deepest)
                {
                    var depth = Math.Min(deepest, k - k0);
                    var useful = Tiles.Threads(2.0 * c.Rows * panels * TKernel.Columns * depth, threads);
                    GemmPacking.Panels<TKernel>(b, k0, depth, column, panels, packed, Tiles.Threads(8.0 * panels * TKernel.Columns * depth, useful), cancellation);
                    Share(new GemmBlock<TKernel, TEpilogue>(a, c, epilogue, packed, k0, depth, column, panels, accumulate || k0 > 0, k0 + depth >= k, lower), c.Rows, panels, depth, useful, cancellation);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(packed);
        }
    }

    /// <summary>Cuts C into pieces, each as square as the cache likes and enough of them for every thread.</summary>
    private static void Share<TKernel, TEpilogue>(GemmBlock<TKernel, TEpilogue> block, int rows, int panels, int depth, int threads, CancellationToken cancellation)
        where TKernel : struct, IGemmKernel where TEpilogue : struct, IGemmEpilogue
    {
        // A piece of a thin product is longer, so that handing it out does not cost more than computing it.
        var worth = Tiles.WorthAThread / (2.0 * panels * TKernel.Columns * Math.Max(depth, 1));
        var rowTile = Math.Max(RowsOfATile, (int)Math.Min(worth, rows));
        if (threads == 1)
        {
            rowTile = WholeTiles<TKernel>(rowTile);
            for (var row = 0; row < rows; row += rowTile)
            {
                cancellation.ThrowIfCancellationRequested();
                block.Run(row, Math.Min(rows, row + rowTile), 0, panels, true);
            }
            return;
        }
        var pieces = 4 * threads;
        rowTile = WholeTiles<TKernel>(Math.Clamp((rows + pieces - 1) / pieces, 1, rowTile));
        var down = (rows + rowTile - 1) / rowTile;
        var panelTile = down >= threads ? panels : Math.Max(1, panels * down / pieces);
        Pieces(block, rows, panels, rowTile, panelTile, down, (panels + panelTile - 1) / panelTile, threads, cancellation);
    }

    private static int WholeTiles<TKernel>(int rows) where TKernel : struct, IGemmKernel => (rows + TKernel.Rows - 1) / TKernel.Rows * TKernel.Rows;

    // Apart from Share, so that a product on one thread allocates no closure. The lowest pieces go first: of a triangle they are the largest.
    private static void Pieces<TKernel, TEpilogue>(GemmBlock<TKernel, TEpilogue> block, int rows, int panels, int rowTile, int panelTile, int down, int across, int threads, CancellationToken cancellation)
        where TKernel : struct, IGemmKernel where TEpilogue : struct, IGemmEpilogue =>
        Tiles.Run(across * down, threads, t =>
        {
            int row = (down - 1 - (t / across)) * rowTile, panel = t % across * panelTile;
            block.Run(row, Math.Min(rows, row + rowTile), panel, Math.Min(panels, panel + panelTile), false);
        }, cancellation);

    private readonly struct Product<TEpilogue>(GemmOperand a, GemmOperand b, GemmTarget c, TEpilogue epilogue, bool accumulate, int threads, CancellationToken cancellation) : IGemmJob where TEpilogue : struct, IGemmEpilogue
    {
        public void Run<TKernel>() where TKernel : struct, IGemmKernel => Blocks<TKernel, TEpilogue>(a, b, c, epilogue, accumulate, threads, cancellation);
    }
}
