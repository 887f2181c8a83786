using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>4 x 8 in 8 accumulators of 128 bits (NEON, and x86 without AVX2, where a product and a sum stand for the fused step that hardware lacks).</summary>
internal readonly struct GemmKernel128 : IGemmKernel
{
    public static int Rows => 4;

    public static int Columns => 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile(ref float a, nint aRow, nint aColumn, ref float b, nint k, ref float c, nint cRow, bool accumulate)
    {
        Vector128<float> c00 = default, c01 = default, c10 = default, c11 = default;
        Vector128<float> c20 = default, c21 = default, c30 = default, c31 = default;
        ref var a3 = ref Unsafe.Add(ref a, 3 * aRow);
        for (; k > 0; k--)
        {
            var b0 = Vector128.LoadUnsafe(ref b);
            var b1 = Vector128.LoadUnsafe(ref b, 4);
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
            b = ref Unsafe.Add(ref b, 8);
        }
        Store(ref c, c00, c01, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c10, c11, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c20, c21, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c30, c31, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float c, Vector128<float> x, Vector128<float> y, bool accumulate)
    {
        if (accumulate)
        {
            x += Vector128.LoadUnsafe(ref c);
            y += Vector128.LoadUnsafe(ref c, 4);
        }
        x.StoreUnsafe(ref c);
        y.StoreUnsafe(ref c, 4);
    }
}
