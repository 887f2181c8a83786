using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>
/// Combinations of the long rows of one matrix by the rows of a small one, C += A·B in double with row-major operands: the scores of a few outputs for a block of examples stored column by column.
/// Each element adds its products in the order of k, in the same way wherever the block stands.
/// </summary>
internal static class RowCombinations
{
    /// <summary>C[i, j] += Σₖ A[i, k] B[k, j] for <paramref name="rows"/> x <paramref name="columns"/> cells and k below <paramref name="depth"/>.</summary>
    /// <param name="a">Where A begins; its rows lie <paramref name="aStride"/> apart.</param>
    /// <param name="aStride">From one row of A to the next.</param>
    /// <param name="b">B, its rows of <paramref name="columns"/> values touching.</param>
    /// <param name="c">C, its rows of <paramref name="columns"/> values touching. Must not overlap A or B.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    public static void Add(ReadOnlySpan<double> a, int aStride, ReadOnlySpan<double> b, Span<double> c, int rows, int columns, int depth)
    {
        if (rows == 0 || columns == 0 || depth == 0)
        {
            return;
        }
        // One check for the whole block: the tiles read and write by reference.
        _ = a[((rows - 1) * aStride) + depth - 1];
        _ = b[(depth * columns) - 1];
        _ = c[(rows * columns) - 1];
        var tile = Vector512.IsHardwareAccelerated ? 16 : 8;
        var (tiledRows, tiledColumns) = (rows & ~3, columns / tile * tile);
        for (var i = 0; i < tiledRows; i += 4)
        {
            for (var j = 0; j < tiledColumns; j += tile)
            {
                if (Vector512.IsHardwareAccelerated)
                {
                    Wide(in a[i * aStride], aStride, in b[j], ref c[(i * columns) + j], columns, depth);
                }
                else
                {
                    Narrow(in a[i * aStride], aStride, in b[j], ref c[(i * columns) + j], columns, depth);
                }
            }
        }
        for (var i = 0; i < rows; i++)
        {
            var from = i < tiledRows ? tiledColumns : 0;
            if (from == columns)
            {
                continue;
            }
            var row = c.Slice((i * columns) + from, columns - from);
            for (var k = 0; k < depth; k++)
            {
                TensorPrimitives.MultiplyAddEstimate(b.Slice((k * columns) + from, row.Length), a[(i * aStride) + k], row, row);
            }
        }
    }

    /// <summary>4 rows x 16 columns: eight vectors of sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide(ref readonly double a, int aStride, ref readonly double b, ref double c, int columns, int depth)
    {
        ref var a0 = ref Unsafe.AsRef(in a);
        ref var a1 = ref Unsafe.Add(ref a0, aStride);
        ref var a2 = ref Unsafe.Add(ref a1, aStride);
        ref var a3 = ref Unsafe.Add(ref a2, aStride);
        ref var bk = ref Unsafe.AsRef(in b);
        ref var c1 = ref Unsafe.Add(ref c, columns);
        ref var c2 = ref Unsafe.Add(ref c1, columns);
        ref var c3 = ref Unsafe.Add(ref c2, columns);
        var (s00, s01) = (Vector512.LoadUnsafe(ref c), Vector512.LoadUnsafe(ref c, 8));
        var (s10, s11) = (Vector512.LoadUnsafe(ref c1), Vector512.LoadUnsafe(ref c1, 8));
        var (s20, s21) = (Vector512.LoadUnsafe(ref c2), Vector512.LoadUnsafe(ref c2, 8));
        var (s30, s31) = (Vector512.LoadUnsafe(ref c3), Vector512.LoadUnsafe(ref c3, 8));
        for (var k = 0; k < depth; k++)
        {
            var (v0, v1) = (Vector512.LoadUnsafe(ref bk), Vector512.LoadUnsafe(ref bk, 8));
            var u = Vector512.Create(Unsafe.Add(ref a0, k));
            (s00, s01) = (Vector512.MultiplyAddEstimate(u, v0, s00), Vector512.MultiplyAddEstimate(u, v1, s01));
            u = Vector512.Create(Unsafe.Add(ref a1, k));
            (s10, s11) = (Vector512.MultiplyAddEstimate(u, v0, s10), Vector512.MultiplyAddEstimate(u, v1, s11));
            u = Vector512.Create(Unsafe.Add(ref a2, k));
            (s20, s21) = (Vector512.MultiplyAddEstimate(u, v0, s20), Vector512.MultiplyAddEstimate(u, v1, s21));
            u = Vector512.Create(Unsafe.Add(ref a3, k));
            (s30, s31) = (Vector512.MultiplyAddEstimate(u, v0, s30), Vector512.MultiplyAddEstimate(u, v1, s31));
            bk = ref Unsafe.Add(ref bk, columns);
        }
        s00.StoreUnsafe(ref c);
        s01.StoreUnsafe(ref c, 8);
        s10.StoreUnsafe(ref c1);
        s11.StoreUnsafe(ref c1, 8);
        s20.StoreUnsafe(ref c2);
        s21.StoreUnsafe(ref c2, 8);
        s30.StoreUnsafe(ref c3);
        s31.StoreUnsafe(ref c3, 8);
    }

    /// <summary>4 rows x 8 columns, for machines with sixteen vector registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(ref readonly double a, int aStride, ref readonly double b, ref double c, int columns, int depth)
    {
        ref var a0 = ref Unsafe.AsRef(in a);
        ref var a1 = ref Unsafe.Add(ref a0, aStride);
        ref var a2 = ref Unsafe.Add(ref a1, aStride);
        ref var a3 = ref Unsafe.Add(ref a2, aStride);
        ref var bk = ref Unsafe.AsRef(in b);
        ref var c1 = ref Unsafe.Add(ref c, columns);
        ref var c2 = ref Unsafe.Add(ref c1, columns);
        ref var c3 = ref Unsafe.Add(ref c2, columns);
        var (s00, s01) = (Vector256.LoadUnsafe(ref c), Vector256.LoadUnsafe(ref c, 4));
        var (s10, s11) = (Vector256.LoadUnsafe(ref c1), Vector256.LoadUnsafe(ref c1, 4));
        var (s20, s21) = (Vector256.LoadUnsafe(ref c2), Vector256.LoadUnsafe(ref c2, 4));
        var (s30, s31) = (Vector256.LoadUnsafe(ref c3), Vector256.LoadUnsafe(ref c3, 4));
        for (var k = 0; k < depth; k++)
        {
            var (v0, v1) = (Vector256.LoadUnsafe(ref bk), Vector256.LoadUnsafe(ref bk, 4));
            var u = Vector256.Create(Unsafe.Add(ref a0, k));
            (s00, s01) = (Vector256.MultiplyAddEstimate(u, v0, s00), Vector256.MultiplyAddEstimate(u, v1, s01));
            u = Vector256.Create(Unsafe.Add(ref a1, k));
            (s10, s11) = (Vector256.MultiplyAddEstimate(u, v0, s10), Vector256.MultiplyAddEstimate(u, v1, s11));
            u = Vector256.Create(Unsafe.Add(ref a2, k));
            (s20, s21) = (Vector256.MultiplyAddEstimate(u, v0, s20), Vector256.MultiplyAddEstimate(u, v1, s21));
            u = Vector256.Create(Unsafe.Add(ref a3, k));
            (s30, s31) = (Vector256.MultiplyAddEstimate(u, v0, s30), Vector256.MultiplyAddEstimate(u, v1, s31));
            bk = ref Unsafe.Add(ref bk, columns);
        }
        s00.StoreUnsafe(ref c);
        s01.StoreUnsafe(ref c, 4);
        s10.StoreUnsafe(ref c1);
        s11.StoreUnsafe(ref c1, 4);
        s20.StoreUnsafe(ref c2);
        s21.StoreUnsafe(ref c2, 4);
        s30.StoreUnsafe(ref c3);
        s31.StoreUnsafe(ref c3, 4);
    }
}
