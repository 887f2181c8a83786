using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>8 x 32 in 16 accumulators of 512 bits.</summary>
internal readonly struct GemmKernel512 : IGemmKernel
{
    public static int Rows => 8;

    public static int Columns => 32;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile(ref float a, nint aRow, nint aColumn, ref float b, nint k, ref float c, nint cRow, bool accumulate)
    {
        Vector512<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        Vector512<float> c40 = default, c41 = default, c50 = default, c51 = default, c60 = default, c61 = default, c70 = default, c71 = default;
        ref var a3 = ref Unsafe.Add(ref a, 3 * aRow);
        ref var a6 = ref Unsafe.Add(ref a, 6 * aRow);
        for (; k > 0; k--)
        {
            var b0 = Vector512.LoadUnsafe(ref b);
            var b1 = Vector512.LoadUnsafe(ref b, 16);
            var x = Vector512.Create(a);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(Unsafe.Add(ref a, aRow));
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(Unsafe.Add(ref a, 2 * aRow));
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(a3);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            x = Vector512.Create(Unsafe.Add(ref a3, aRow));
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            x = Vector512.Create(Unsafe.Add(ref a3, 2 * aRow));
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            x = Vector512.Create(a6);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            x = Vector512.Create(Unsafe.Add(ref a6, aRow));
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
            a = ref Unsafe.Add(ref a, aColumn);
            a3 = ref Unsafe.Add(ref a3, aColumn);
            a6 = ref Unsafe.Add(ref a6, aColumn);
            b = ref Unsafe.Add(ref b, 32);
        }
        Store(ref c, c00, c01, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c10, c11, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c20, c21, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c30, c31, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c40, c41, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c50, c51, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c60, c61, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c70, c71, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float c, Vector512<float> x, Vector512<float> y, bool accumulate)
    {
        if (accumulate)
        {
            x += Vector512.LoadUnsafe(ref c);
            y += Vector512.LoadUnsafe(ref c, 16);
        }
        x.StoreUnsafe(ref c);
        y.StoreUnsafe(ref c, 16);
    }
}
