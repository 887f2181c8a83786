using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>6 x 8 in 12 accumulators of 256 bits.</summary>
internal readonly struct DoubleGemmKernel256 : IDoubleGemmKernel
{
    public static int Rows => 6;

    public static int Columns => 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile(ref double a, nint aRow, nint aColumn, ref double b, nint k, ref double c, nint cRow, double scale, bool accumulate)
    {
        Vector256<double> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector256<double> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        ref var a3 = ref Unsafe.Add(ref a, 3 * aRow);
        for (; k > 0; k--)
        {
            var b0 = Vector256.LoadUnsafe(ref b);
            var b1 = Vector256.LoadUnsafe(ref b, 4);
            var x = Vector256.Create(a);
            c00 = Vector256.MultiplyAddEstimate(x, b0, c00);
            c01 = Vector256.MultiplyAddEstimate(x, b1, c01);
            x = Vector256.Create(Unsafe.Add(ref a, aRow));
            c10 = Vector256.MultiplyAddEstimate(x, b0, c10);
            c11 = Vector256.MultiplyAddEstimate(x, b1, c11);
            x = Vector256.Create(Unsafe.Add(ref a, 2 * aRow));
            c20 = Vector256.MultiplyAddEstimate(x, b0, c20);
            c21 = Vector256.MultiplyAddEstimate(x, b1, c21);
            x = Vector256.Create(a3);
            c30 = Vector256.MultiplyAddEstimate(x, b0, c30);
            c31 = Vector256.MultiplyAddEstimate(x, b1, c31);
            x = Vector256.Create(Unsafe.Add(ref a3, aRow));
            c40 = Vector256.MultiplyAddEstimate(x, b0, c40);
            c41 = Vector256.MultiplyAddEstimate(x, b1, c41);
            x = Vector256.Create(Unsafe.Add(ref a3, 2 * aRow));
            c50 = Vector256.MultiplyAddEstimate(x, b0, c50);
            c51 = Vector256.MultiplyAddEstimate(x, b1, c51);
            a = ref Unsafe.Add(ref a, aColumn);
            a3 = ref Unsafe.Add(ref a3, aColumn);
            b = ref Unsafe.Add(ref b, 8);
        }
        var by = Vector256.Create(scale);
        Store(ref c, c00, c01, by, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c10, c11, by, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c20, c21, by, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c30, c31, by, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c40, c41, by, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c50, c51, by, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref double c, Vector256<double> x, Vector256<double> y, Vector256<double> scale, bool accumulate)
    {
        x *= scale;
        y *= scale;
        if (accumulate)
        {
            x += Vector256.LoadUnsafe(ref c);
            y += Vector256.LoadUnsafe(ref c, 4);
        }
        x.StoreUnsafe(ref c);
        y.StoreUnsafe(ref c, 4);
    }
}
