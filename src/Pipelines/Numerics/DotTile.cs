using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>
/// Dot products of every row of one matrix with every row of another, added to a third: C += sign · A Bᵀ, row-major double.
/// Each product is summed in the same order wherever its row stands in the work, so cutting the rows among threads never changes a bit.
/// </summary>
internal static class DotTile
{
    private const int Depth = 256;

    /// <summary>C[i, j] += sign · Σₖ A[i, k] B[j, k] for <paramref name="rows"/> x <paramref name="columns"/> cells and k below <paramref name="length"/>.</summary>
    /// <param name="a">Where A begins; its rows lie <paramref name="aStride"/> apart.</param>
    /// <param name="aStride">From one row of A to the next.</param>
    /// <param name="b">Where B begins; its rows lie <paramref name="bStride"/> apart.</param>
    /// <param name="bStride">From one row of B to the next.</param>
    /// <param name="c">Where C begins; its rows lie <paramref name="cStride"/> apart. Must not overlap A or B.</param>
    /// <param name="cStride">From one row of C to the next.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="columns">Rows of B, columns of C.</param>
    /// <param name="length">Columns of A and B.</param>
    /// <param name="sign">1 to add, −1 to subtract.</param>
    public static void Add(ReadOnlySpan<double> a, int aStride, ReadOnlySpan<double> b, int bStride, Span<double> c, int cStride, int rows, int columns, int length, double sign)
    {
        if (rows == 0 || columns == 0 || length == 0)
        {
            return;
        }
        // One check for the whole block: the loops below read and write by reference.
        _ = a[((rows - 1) * aStride) + length - 1];
        _ = b[((columns - 1) * bStride) + length - 1];
        _ = c[((rows - 1) * cStride) + columns - 1];
        for (var k = 0; k < length; k += Depth)
        {
            // A slice of 256 columns keeps both operands in the second-level cache.
            var depth = Math.Min(Depth, length - k);
            var wholeRows = rows & ~3;
            var wholeColumns = columns & ~3;
            for (var i = 0; i < wholeRows; i += 4)
            {
                for (var j = 0; j < wholeColumns; j += 4)
                {
                    ref readonly var ai = ref a[(i * aStride) + k];
                    ref readonly var bj = ref b[(j * bStride) + k];
                    ref var cij = ref c[(i * cStride) + j];
                    if (Vector512.IsHardwareAccelerated)
                    {
                        Wide(in ai, aStride, in bj, bStride, ref cij, cStride, depth, sign);
                    }
                    else
                    {
                        Narrow(in ai, aStride, in bj, bStride, ref cij, cStride, depth, sign);
                        Narrow(in ai, aStride, in b[((j + 2) * bStride) + k], bStride, ref c[(i * cStride) + j + 2], cStride, depth, sign);
                    }
                }
                Edge(a, aStride, b, bStride, c, cStride, i, i + 4, wholeColumns, columns, k, depth, sign);
            }
            Edge(a, aStride, b, bStride, c, cStride, wholeRows, rows, 0, columns, k, depth, sign);
        }
    }

    private static void Edge(ReadOnlySpan<double> a, int aStride, ReadOnlySpan<double> b, int bStride, Span<double> c, int cStride, int fromRow, int toRow, int fromColumn, int toColumn, int k, int depth, double sign)
    {
        for (var i = fromRow; i < toRow; i++)
        {
            for (var j = fromColumn; j < toColumn; j++)
            {
                c[(i * cStride) + j] += sign * Dot(a.Slice((i * aStride) + k, depth), b.Slice((j * bStride) + k, depth));
            }
        }
    }

    /// <summary>One dot product.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sums = Vector256<double>.Zero;
        var k = 0;
        for (; k + Vector256<double>.Count <= a.Length; k += Vector256<double>.Count)
        {
            sums = Vector256.MultiplyAddEstimate(Vector256.Create(a[k..]), Vector256.Create(b[k..]), sums);
        }
        var sum = Vector256.Sum(sums);
        for (; k < a.Length; k++)
        {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /// <summary>4 x 4 cells: sixteen vectors of sums, eight loads for sixteen products.</summary>
    // Compiled at full speed at once: a small factorisation is over before a counted call would be.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide(ref readonly double a, int aStride, ref readonly double b, int bStride, ref double c, int cStride, int depth, double sign)
    {
        ref var a0 = ref Unsafe.AsRef(in a);
        ref var a1 = ref Unsafe.Add(ref a0, aStride);
        ref var a2 = ref Unsafe.Add(ref a1, aStride);
        ref var a3 = ref Unsafe.Add(ref a2, aStride);
        ref var b0 = ref Unsafe.AsRef(in b);
        ref var b1 = ref Unsafe.Add(ref b0, bStride);
        ref var b2 = ref Unsafe.Add(ref b1, bStride);
        ref var b3 = ref Unsafe.Add(ref b2, bStride);
        Vector512<double> s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
        Vector512<double> s20 = default, s21 = default, s22 = default, s23 = default, s30 = default, s31 = default, s32 = default, s33 = default;
        var k = 0;
        for (; k + Vector512<double>.Count <= depth; k += Vector512<double>.Count)
        {
            var (v0, v1, v2, v3) = (Vector512.LoadUnsafe(ref b0, (nuint)k), Vector512.LoadUnsafe(ref b1, (nuint)k), Vector512.LoadUnsafe(ref b2, (nuint)k), Vector512.LoadUnsafe(ref b3, (nuint)k));
            var u = Vector512.LoadUnsafe(ref a0, (nuint)k);
            s00 = Vector512.MultiplyAddEstimate(u, v0, s00);
            s01 = Vector512.MultiplyAddEstimate(u, v1, s01);
            s02 = Vector512.MultiplyAddEstimate(u, v2, s02);
            s03 = Vector512.MultiplyAddEstimate(u, v3, s03);
            u = Vector512.LoadUnsafe(ref a1, (nuint)k);
            s10 = Vector512.MultiplyAddEstimate(u, v0, s10);
            s11 = Vector512.MultiplyAddEstimate(u, v1, s11);
            s12 = Vector512.MultiplyAddEstimate(u, v2, s12);
            s13 = Vector512.MultiplyAddEstimate(u, v3, s13);
            u = Vector512.LoadUnsafe(ref a2, (nuint)k);
            s20 = Vector512.MultiplyAddEstimate(u, v0, s20);
            s21 = Vector512.MultiplyAddEstimate(u, v1, s21);
            s22 = Vector512.MultiplyAddEstimate(u, v2, s22);
            s23 = Vector512.MultiplyAddEstimate(u, v3, s23);
            u = Vector512.LoadUnsafe(ref a3, (nuint)k);
            s30 = Vector512.MultiplyAddEstimate(u, v0, s30);
            s31 = Vector512.MultiplyAddEstimate(u, v1, s31);
            s32 = Vector512.MultiplyAddEstimate(u, v2, s32);
            s33 = Vector512.MultiplyAddEstimate(u, v3, s33);
        }
        var sums = Vector512.Create(Vector512.Sum(s00), Vector512.Sum(s01), Vector512.Sum(s02), Vector512.Sum(s03), Vector512.Sum(s10), Vector512.Sum(s11), Vector512.Sum(s12), Vector512.Sum(s13));
        Store(sums.GetLower(), ref a0, ref b0, bStride, k, depth, sign, ref c);
        Store(sums.GetUpper(), ref a1, ref b0, bStride, k, depth, sign, ref Unsafe.Add(ref c, cStride));
        sums = Vector512.Create(Vector512.Sum(s20), Vector512.Sum(s21), Vector512.Sum(s22), Vector512.Sum(s23), Vector512.Sum(s30), Vector512.Sum(s31), Vector512.Sum(s32), Vector512.Sum(s33));
        Store(sums.GetLower(), ref a2, ref b0, bStride, k, depth, sign, ref Unsafe.Add(ref c, 2 * cStride));
        Store(sums.GetUpper(), ref a3, ref b0, bStride, k, depth, sign, ref Unsafe.Add(ref c, 3 * cStride));
    }

    /// <summary>Adds four finished sums, and the last columns that fill no vector, to one row of C.</summary>
    private static void Store(Vector256<double> sums, ref double a, ref double b, int bStride, int k, int depth, double sign, ref double c)
    {
        for (; k < depth; k++)
        {
            var column = Vector256.Create(Unsafe.Add(ref b, k), Unsafe.Add(ref b, bStride + k), Unsafe.Add(ref b, (2 * bStride) + k), Unsafe.Add(ref b, (3 * bStride) + k));
            sums = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref a, k)), column, sums);
        }
        (Vector256.LoadUnsafe(ref c) + (sign * sums)).StoreUnsafe(ref c);
    }

    /// <summary>4 x 2 cells, for machines with sixteen vector registers.</summary>
    // Compiled at full speed at once: a small factorisation is over before a counted call would be.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(ref readonly double a, int aStride, ref readonly double b, int bStride, ref double c, int cStride, int depth, double sign)
    {
        ref var a0 = ref Unsafe.AsRef(in a);
        ref var a1 = ref Unsafe.Add(ref a0, aStride);
        ref var a2 = ref Unsafe.Add(ref a1, aStride);
        ref var a3 = ref Unsafe.Add(ref a2, aStride);
        ref var b0 = ref Unsafe.AsRef(in b);
        ref var b1 = ref Unsafe.Add(ref b0, bStride);
        Vector256<double> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default, s30 = default, s31 = default;
        var k = 0;
        for (; k + Vector256<double>.Count <= depth; k += Vector256<double>.Count)
        {
            var (v0, v1) = (Vector256.LoadUnsafe(ref b0, (nuint)k), Vector256.LoadUnsafe(ref b1, (nuint)k));
            var u = Vector256.LoadUnsafe(ref a0, (nuint)k);
            (s00, s01) = (Vector256.MultiplyAddEstimate(u, v0, s00), Vector256.MultiplyAddEstimate(u, v1, s01));
            u = Vector256.LoadUnsafe(ref a1, (nuint)k);
            (s10, s11) = (Vector256.MultiplyAddEstimate(u, v0, s10), Vector256.MultiplyAddEstimate(u, v1, s11));
            u = Vector256.LoadUnsafe(ref a2, (nuint)k);
            (s20, s21) = (Vector256.MultiplyAddEstimate(u, v0, s20), Vector256.MultiplyAddEstimate(u, v1, s21));
            u = Vector256.LoadUnsafe(ref a3, (nuint)k);
            (s30, s31) = (Vector256.MultiplyAddEstimate(u, v0, s30), Vector256.MultiplyAddEstimate(u, v1, s31));
        }
        Store(Vector128.Create(Vector256.Sum(s00), Vector256.Sum(s01)), ref a0, ref b0, bStride, k, depth, sign, ref c);
        Store(Vector128.Create(Vector256.Sum(s10), Vector256.Sum(s11)), ref a1, ref b0, bStride, k, depth, sign, ref Unsafe.Add(ref c, cStride));
        Store(Vector128.Create(Vector256.Sum(s20), Vector256.Sum(s21)), ref a2, ref b0, bStride, k, depth, sign, ref Unsafe.Add(ref c, 2 * cStride));
        Store(Vector128.Create(Vector256.Sum(s30), Vector256.Sum(s31)), ref a3, ref b0, bStride, k, depth, sign, ref Unsafe.Add(ref c, 3 * cStride));
    }

    private static void Store(Vector128<double> sums, ref double a, ref double b, int bStride, int k, int depth, double sign, ref double c)
    {
        for (; k < depth; k++)
        {
            sums = Vector128.MultiplyAddEstimate(Vector128.Create(Unsafe.Add(ref a, k)), Vector128.Create(Unsafe.Add(ref b, k), Unsafe.Add(ref b, bStride + k)), sums);
        }
        (Vector128.LoadUnsafe(ref c) + (sign * sums)).StoreUnsafe(ref c);
    }
}
