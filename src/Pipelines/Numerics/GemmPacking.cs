using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pipelines.Numerics;

/// <summary>
/// Copies the right factor of a product into panels as wide as a tile, so that a tile reads it in one straight line: for each block of k all panels, in a panel row after row of the block.
/// What a last panel lacks in columns is zero.
/// </summary>
internal static class GemmPacking
{
    /// <summary>Packs <paramref name="panels"/> panels of rows k0 .. k0 + depth − 1 from <paramref name="column"/> on; cost depth · panels · width moves.</summary>
    internal static void Panels<TKernel>(GemmOperand b, int k0, int depth, int column, int panels, float[] packed, int threads, CancellationToken cancellation) where TKernel : struct, IGemmKernel
    {
        if (threads > 1)
        {
            Shared<TKernel>(b, k0, depth, column, panels, packed, threads, cancellation);
            return;
        }
        for (var panel = 0; panel < panels; panel++)
        {
            Panel<TKernel>(b, k0, depth, column, panels, panel, packed);
        }
    }

    // Apart from Panels, so that packing on one thread allocates no closure.
    private static void Shared<TKernel>(GemmOperand b, int k0, int depth, int column, int panels, float[] packed, int threads, CancellationToken cancellation) where TKernel : struct, IGemmKernel =>
        Tiles.Run(panels, threads, panel => Panel<TKernel>(b, k0, depth, column, panels, panel, packed), cancellation);

    private static void Panel<TKernel>(GemmOperand b, int k0, int depth, int column, int panels, int panel, float[] packed) where TKernel : struct, IGemmKernel
    {
        var width = TKernel.Columns;
        for (var p = 0; p < depth; p += Gemm.Kc)
        {
            var count = Math.Min(Gemm.Kc, depth - p);
            Block(b, k0 + p, count, column + (panel * width), width, packed.AsSpan((p * panels * width) + (panel * count * width), count * width));
        }
    }

    /// <summary>Packs rows k0 .. k0 + count − 1 of up to <paramref name="width"/> columns; columns beyond the matrix become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Block(GemmOperand b, int k0, int count, int column, int width, Span<float> to)
    {
        var columns = Math.Min(width, b.Columns - column);
        if (columns < width)
        {
            to.Clear();
        }
        if (b.ColumnStride == 1)
        {
            for (var p = 0; p < count; p++)
            {
                MemoryMarshal.CreateReadOnlySpan(ref b.At(k0 + p, column), columns).CopyTo(to.Slice(p * width, columns));
            }
            return;
        }
        ref var target = ref MemoryMarshal.GetReference(to);
        if (b.RowStride == 1)
        {
            Transpose(ref b.At(k0, column), b.ColumnStride, columns, count, ref target, width);
            return;
        }
        for (nint j = 0; j < columns; j++)
        {
            ref var source = ref b.At(k0, column + (int)j);
            for (nint p = 0; p < count; p++)
            {
                Unsafe.Add(ref target, (p * width) + j) = Unsafe.Add(ref source, p * b.RowStride);
            }
        }
    }

    /// <summary>Writes the transpose of a rows x columns table, in squares of 8 where the machine can turn those in registers. The two must not overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Transpose(ref float from, nint stride, int rows, int columns, ref float to, nint toStride)
    {
        nint row = 0;
        if (Avx.IsSupported)
        {
            for (; row + 8 <= rows; row += 8)
            {
                nint column = 0;
                for (; column + 8 <= columns; column += 8)
                {
                    Turn(ref Unsafe.Add(ref from, (row * stride) + column), stride, ref Unsafe.Add(ref to, (column * toStride) + row), toStride);
                }
                Plain(ref from, stride, row, row + 8, column, columns, ref to, toStride);
            }
        }
        Plain(ref from, stride, row, rows, 0, columns, ref to, toStride);
    }

    private static void Plain(ref float from, nint stride, nint row, nint row1, nint column0, nint column1, ref float to, nint toStride)
    {
        for (; row < row1; row++)
        {
            for (var column = column0; column < column1; column++)
            {
                Unsafe.Add(ref to, (column * toStride) + row) = Unsafe.Add(ref from, (row * stride) + column);
            }
        }
    }

    /// <summary>Turns 8 x 8 values on their diagonal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref float from, nint stride, ref float to, nint width)
    {
        ref var from4 = ref Unsafe.Add(ref from, 4 * stride);
        var (r0, r1, r2, r3) = (Vector256.LoadUnsafe(ref from), Vector256.LoadUnsafe(ref Unsafe.Add(ref from, stride)), Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 2 * stride)), Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 3 * stride)));
        var (r4, r5, r6, r7) = (Vector256.LoadUnsafe(ref from4), Vector256.LoadUnsafe(ref Unsafe.Add(ref from4, stride)), Vector256.LoadUnsafe(ref Unsafe.Add(ref from4, 2 * stride)), Vector256.LoadUnsafe(ref Unsafe.Add(ref from4, 3 * stride)));
        var (a0, a1, a2, a3) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1), Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        var (a4, a5, a6, a7) = (Avx.UnpackLow(r4, r5), Avx.UnpackHigh(r4, r5), Avx.UnpackLow(r6, r7), Avx.UnpackHigh(r6, r7));
        var (b0, b1, b2, b3) = (Avx.Shuffle(a0, a2, 0x44), Avx.Shuffle(a0, a2, 0xEE), Avx.Shuffle(a1, a3, 0x44), Avx.Shuffle(a1, a3, 0xEE));
        var (b4, b5, b6, b7) = (Avx.Shuffle(a4, a6, 0x44), Avx.Shuffle(a4, a6, 0xEE), Avx.Shuffle(a5, a7, 0x44), Avx.Shuffle(a5, a7, 0xEE));
        ref var to4 = ref Unsafe.Add(ref to, 4 * width);
        Avx.Permute2x128(b0, b4, 0x20).StoreUnsafe(ref to);
        Avx.Permute2x128(b1, b5, 0x20).StoreUnsafe(ref Unsafe.Add(ref to, width));
        Avx.Permute2x128(b2, b6, 0x20).StoreUnsafe(ref Unsafe.Add(ref to, 2 * width));
        Avx.Permute2x128(b3, b7, 0x20).StoreUnsafe(ref Unsafe.Add(ref to, 3 * width));
        Avx.Permute2x128(b0, b4, 0x31).StoreUnsafe(ref to4);
        Avx.Permute2x128(b1, b5, 0x31).StoreUnsafe(ref Unsafe.Add(ref to4, width));
        Avx.Permute2x128(b2, b6, 0x31).StoreUnsafe(ref Unsafe.Add(ref to4, 2 * width));
        Avx.Permute2x128(b3, b7, 0x31).StoreUnsafe(ref Unsafe.Add(ref to4, 3 * width));
    }
}
