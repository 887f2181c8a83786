using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>4 x 4 in 8 accumulators of 128 bits (NEON, SSE2).</summary>
internal readonly struct DoubleGemmKernel128 : IDoubleGemmKernel
{
    public static int Rows => 4;

    public static int Columns => 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile(ref double a, nint aRow, nint aColumn, ref double b, nint k, ref double c, nint cRow, double scale, bool accumulate)
    {
        Vector128<double> c00 = default, c01 = default, c10 = default, c11 = default;
        Vector128<double> c20 = default, c21 = default, c30 = default, c31 = default;
        ref var a3 = ref Unsafe.Add(ref a, 3 * aRow);
        for (; k > 0; k--)
        {
            var b0 = Vector128.LoadUnsafe(ref b);
            var b1 = Vector128.LoadUnsafe(ref b, 2);
            var x = Vector128.Create(a);
            c00 = Vector128.MultiplyAddEstimate(x, b0, c00);
            c01 = Vector128.MultiplyAddEstimate(x, b1, c01);
            x = Vector128.Create(Unsafe.Add(ref a, aRow));
            c10 = Vector128.MultiplyAddEstimate(x, b0, c10);
            c11 = Vector128.MultiplyAddEstimate(x, b1, c11);
            x = Vector128.Create(Unsafe.Add(ref a, 2 * aRow));
            c20 = Vector128.MultiplyAddEstimate(x, b0, c20);
            c21 = Vector128.MultiplyAddEstimate(x, b1, c21);
            x = Vector128.Create(a3);
            c30 = Vector128.MultiplyAddEstimate(x, b0, c30);
            c31 = Vector128.MultiplyAddEstimate(x, b1, c31);
            a = ref Unsafe.Add(ref a, aColumn);
            a3 = ref Unsafe.Add(ref a3, aColumn);
            b = ref Unsafe.Add(ref b, 4);
        }
        var by = Vector128.Create(scale);
        Store(ref c, c00, c01, by, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c10, c11, by, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c20, c21, by, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c30, c31, by, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref double c, Vector128<double> x, Vector128<double> y, Vector128<double> scale, bool accumulate)
    {
        x *= scale;
        y *= scale;
        if (accumulate)
        {
            x += Vector128.LoadUnsafe(ref c);
            y += Vector128.LoadUnsafe(ref c, 2);
        }
        x.StoreUnsafe(ref c);
        y.StoreUnsafe(ref c, 2);
    }
}
