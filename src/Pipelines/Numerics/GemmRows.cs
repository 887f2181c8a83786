using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pipelines.Numerics;

/// <summary>
/// The product of few rows, fewer than a tile of <see cref="Gemm"/> has: B is read once and straight through, where packing it would cost more than the product itself.
/// Every element adds its products in the same order and the same blocks of k as the tiles do, so that a row gives the same bits alone and in a batch.
/// Cost: 2·m·n·k operations at the speed at which B can be read.
/// </summary>
internal static class GemmRows
{
    /// <summary>Columns summed at once: eight vectors, enough sums under way to hide how long one takes.</summary>
    private static int Strip => 8 * Vector<float>.Count;

    /// <summary>C = A·B or C += A·B, then the epilogue.</summary>
    internal static void Multiply<TEpilogue>(GemmOperand a, GemmOperand b, GemmTarget c, TEpilogue epilogue, bool accumulate, int threads, CancellationToken cancellation) where TEpilogue : struct, IGemmEpilogue
    {
        var strips = (c.Columns + Strip - 1) / Strip;
        var useful = Tiles.Threads(2.0 * c.Rows * c.Columns * a.Columns, threads);
        if (useful > 1)
        {
            Shared(a, b, c, epilogue, accumulate, strips, useful, cancellation);
            return;
        }
        for (var strip = 0; strip < strips; strip++)
        {
            cancellation.ThrowIfCancellationRequested();
            Columns(a, b, c, epilogue, accumulate, strip * Strip);
        }
    }

    // Apart from Multiply, so that a product on one thread allocates no closure.
    private static void Shared<TEpilogue>(GemmOperand a, GemmOperand b, GemmTarget c, TEpilogue epilogue, bool accumulate, int strips, int threads, CancellationToken cancellation) where TEpilogue : struct, IGemmEpilogue =>
        Tiles.Run(strips, threads, strip => Columns(a, b, c, epilogue, accumulate, strip * Strip), cancellation);

    private static void Columns<TEpilogue>(GemmOperand a, GemmOperand b, GemmTarget c, TEpilogue epilogue, bool accumulate, int column) where TEpilogue : struct, IGemmEpilogue
    {
        var columns = Math.Min(Strip, c.Columns - column);
        // Read in place where a whole strip lies row by row; else through a copy of the strip that stays in the cache.
        var packed = b.ColumnStride == 1 && columns == Strip ? null : ArrayPool<float>.Shared.Rent(Strip * Gemm.Kc);
        Span<float> wide = stackalloc float[Strip];
        for (var k0 = 0; k0 == 0 || k0 < a.Columns; k0 += Gemm.Kc)
        {
            var count = Math.Min(Gemm.Kc, a.Columns - k0);
            if (packed is not null)
            {
                GemmPacking.Block(b, k0, count, column, Strip, packed.AsSpan(0, Strip * count));
            }
            for (var row = 0; row < c.Rows; row++)
            {
                var add = accumulate || k0 > 0;
                if (columns == Strip)
                {
                    Row(ref a.At(row, k0), a.ColumnStride, ref packed is null ? ref b.At(k0, column) : ref packed[0], packed is null ? b.RowStride : Strip, count, ref c.At(row, column), add);
                    continue;
                }
                var to = c.Row(row, column, columns);
                to.CopyTo(wide);
                Row(ref a.At(row, k0), a.ColumnStride, ref packed![0], Strip, count, ref wide[0], add);
                wide[..columns].CopyTo(to);
            }
        }
        if (packed is not null)
        {
            ArrayPool<float>.Shared.Return(packed);
        }
        if (typeof(TEpilogue) != typeof(NoEpilogue))
        {
            for (var row = 0; row < c.Rows; row++)
            {
                epilogue.Apply(c.Row(row, column, columns), row, column);
            }
        }
    }

    /// <summary>One row of a strip: c = (add ? c : 0) + a · B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row(ref float a, nint aColumn, ref float b, nint bRow, nint k, ref float c, bool add)
    {
        Vector<float> c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        var lanes = (nuint)Vector<float>.Count;
        for (; k > 0; k--)
        {
            var x = new Vector<float>(a);
            c0 = Vector.MultiplyAddEstimate(x, Vector.LoadUnsafe(ref b), c0);
            c1 = Vector.MultiplyAddEstimate(x, Vector.LoadUnsafe(ref b, lanes), c1);
            c2 = Vector.MultiplyAddEstimate(x, Vector.LoadUnsafe(ref b, 2 * lanes), c2);
            c3 = Vector.MultiplyAddEstimate(x, Vector.LoadUnsafe(ref b, 3 * lanes), c3);
            c4 = Vector.MultiplyAddEstimate(x, Vector.LoadUnsafe(ref b, 4 * lanes), c4);
            c5 = Vector.MultiplyAddEstimate(x, Vector.LoadUnsafe(ref b, 5 * lanes), c5);
            c6 = Vector.MultiplyAddEstimate(x, Vector.LoadUnsafe(ref b, 6 * lanes), c6);
            c7 = Vector.MultiplyAddEstimate(x, Vector.LoadUnsafe(ref b, 7 * lanes), c7);
            a = ref Unsafe.Add(ref a, aColumn);
            b = ref Unsafe.Add(ref b, bRow);
        }
        Store(ref c, c0, add);
        Store(ref Unsafe.Add(ref c, lanes), c1, add);
        Store(ref Unsafe.Add(ref c, 2 * lanes), c2, add);
        Store(ref Unsafe.Add(ref c, 3 * lanes), c3, add);
        Store(ref Unsafe.Add(ref c, 4 * lanes), c4, add);
        Store(ref Unsafe.Add(ref c, 5 * lanes), c5, add);
        Store(ref Unsafe.Add(ref c, 6 * lanes), c6, add);
        Store(ref Unsafe.Add(ref c, 7 * lanes), c7, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float c, Vector<float> sum, bool add) => (add ? sum + Vector.LoadUnsafe(ref c) : sum).StoreUnsafe(ref c);
}
