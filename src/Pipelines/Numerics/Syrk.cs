namespace Pipelines.Numerics;

/// <summary>
/// Symmetric product of a float32 matrix with itself: C = A·Aᵀ. For AᵀA give <see cref="GemmOperand.Transposed"/>.
/// Only tiles that touch the lower triangle are computed, half the work of <see cref="Gemm"/>; the upper triangle is their mirror image.
/// Cost: about n²·k operations. Every element has the bits that <see cref="Gemm"/> gives it, at any number of threads. NaN and infinities spread as in IEEE arithmetic.
/// </summary>
internal static class Syrk
{
    private const int Side = 64;

    /// <summary>C = A·Aᵀ for A of n x k and C of n x n; C must not overlap A.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    internal static void Multiply(GemmOperand a, GemmTarget c, int threads = 1, CancellationToken cancellation = default)
    {
        if (a.Rows != c.Rows || a.Rows != c.Columns)
        {
            throw new ArgumentException($"{a.Rows} x {a.Columns} times its transpose does not fit into {c.Rows} x {c.Columns}.", nameof(c));
        }
        Gemm.OnKernel(a.Rows, new Lower(a, c, threads, cancellation));
        var bands = (c.Rows + Side - 1) / Side;
        if (Tiles.Threads((double)c.Rows * c.Rows, threads) == 1)
        {
            for (var band = 0; band < bands; band++)
            {
                Mirror(c, band * Side);
            }
        }
        else
        {
            Shared(c, bands, threads, cancellation);
        }
    }

    // Apart from Multiply, so that one thread allocates no closure. The last bands are the longest: they go first.
    private static void Shared(GemmTarget c, int bands, int threads, CancellationToken cancellation) => Tiles.Run(bands, threads, band => Mirror(c, (bands - 1 - band) * Side), cancellation);

    /// <summary>Copies the elements left of the diagonal of some rows to their mirror places, square by square, so that both sides stay in the cache.</summary>
    private static void Mirror(GemmTarget c, int row0)
    {
        var row1 = Math.Min(c.Rows, row0 + Side);
        for (var column0 = 0; column0 < row0; column0 += Side)
        {
            // A square left of the diagonal: its mirror image is a part of the transpose.
            GemmPacking.Transpose(ref c.At(row0, column0), c.Stride, row1 - row0, Math.Min(Side, row0 - column0), ref c.At(column0, row0), c.Stride);
        }
        for (var row = row0; row < row1; row++)
        {
            for (var column = row0; column < row; column++)
            {
                c.At(column, row) = c.At(row, column);
            }
        }
    }

    private readonly struct Lower(GemmOperand a, GemmTarget c, int threads, CancellationToken cancellation) : IGemmJob
    {
        public void Run<TKernel>() where TKernel : struct, IGemmKernel => Gemm.Blocks<TKernel, NoEpilogue>(a, a.Transposed, c, default, false, threads, cancellation, true);
    }
}
