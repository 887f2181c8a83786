using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>8 x 16 in 16 accumulators of 512 bits.</summary>
internal readonly struct DoubleGemmKernel512 : IDoubleGemmKernel
{
    public static int Rows => 8;

    public static int Columns => 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile(ref double a, nint aRow, nint aColumn, ref double b, nint k, ref double c, nint cRow, double scale, bool accumulate)
    {
        Vector512<double> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        Vector512<double> c40 = default, c41 = default, c50 = default, c51 = default, c60 = default, c61 = default, c70 = default, c71 = default;
        ref var a3 = ref Unsafe.Add(ref a, 3 * aRow);
        ref var a6 = ref Unsafe.Add(ref a, 6 * aRow);
        for (; k > 0; k--)
        {
            var b0 = Vector512.LoadUnsafe(ref b);
            var b1 = Vector512.LoadUnsafe(ref b, 8);
            var x = Vector512.Create(a);
            c00 = Vector512.MultiplyAddEstimate(x, b0, c00);
            c01 = Vector512.MultiplyAddEstimate(x, b1, c01);
            x = Vector512.Create(Unsafe.Add(ref a, aRow));
            c10 = Vector512.MultiplyAddEstimate(x, b0, c10);
            c11 = Vector512.MultiplyAddEstimate(x, b1, c11);
            x = Vector512.Create(Unsafe.Add(ref a, 2 * aRow));
            c20 = Vector512.MultiplyAddEstimate(x, b0, c20);
            c21 = Vector512.MultiplyAddEstimate(x, b1, c21);
            x = Vector512.Create(a3);
            c30 = Vector512.MultiplyAddEstimate(x, b0, c30);
            c31 = Vector512.MultiplyAddEstimate(x, b1, c31);
            x = Vector512.Create(Unsafe.Add(ref a3, aRow));
            c40 = Vector512.MultiplyAddEstimate(x, b0, c40);
            c41 = Vector512.MultiplyAddEstimate(x, b1, c41);
            x = Vector512.Create(Unsafe.Add(ref a3, 2 * aRow));
            c50 = Vector512.MultiplyAddEstimate(x, b0, c50);
            c51 = Vector512.MultiplyAddEstimate(x, b1, c51);
            x = Vector512.Create(a6);
            c60 = Vector512.MultiplyAddEstimate(x, b0, c60);
            c61 = Vector512.MultiplyAddEstimate(x, b1, c61);
            x = Vector512.Create(Unsafe.Add(ref a6, aRow));
            c70 = Vector512.MultiplyAddEstimate(x, b0, c70);
            c71 = Vector512.MultiplyAddEstimate(x, b1, c71);
            a = ref Unsafe.Add(ref a, aColumn);
            a3 = ref Unsafe.Add(ref a3, aColumn);
            a6 = ref Unsafe.Add(ref a6, aColumn);
            b = ref Unsafe.Add(ref b, 16);
        }
        var by = Vector512.Create(scale);
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
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c60, c61, by, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c70, c71, by, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref double c, Vector512<double> x, Vector512<double> y, Vector512<double> scale, bool accumulate)
    {
        x *= scale;
        y *= scale;
        if (accumulate)
        {
            x += Vector512.LoadUnsafe(ref c);
            y += Vector512.LoadUnsafe(ref c, 8);
        }
        x.StoreUnsafe(ref c);
        y.StoreUnsafe(ref c, 8);
    }
}
