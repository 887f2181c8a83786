using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>8 x 16 in 8 accumulators of 512 bits, for products of at most 16 columns.</summary>
internal readonly struct GemmKernel512Narrow : IGemmKernel
{
    public static int Rows => 8;

    public static int Columns => 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile(ref float a, nint aRow, nint aColumn, ref float b, nint k, ref float c, nint cRow, bool accumulate)
    {
        Vector512<float> c00 = default, c10 = default, c20 = default, c30 = default;
        Vector512<float> c40 = default, c50 = default, c60 = default, c70 = default;
        ref var a3 = ref Unsafe.Add(ref a, 3 * aRow);
        ref var a6 = ref Unsafe.Add(ref a, 6 * aRow);
        for (; k > 0; k--)
        {
            var b0 = Vector512.LoadUnsafe(ref b);
            var x = Vector512.Create(a);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            x = Vector512.Create(Unsafe.Add(ref a, aRow));
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            x = Vector512.Create(Unsafe.Add(ref a, 2 * aRow));
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            x = Vector512.Create(a3);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            x = Vector512.Create(Unsafe.Add(ref a3, aRow));
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            x = Vector512.Create(Unsafe.Add(ref a3, 2 * aRow));
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            x = Vector512.Create(a6);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            x = Vector512.Create(Unsafe.Add(ref a6, aRow));
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            a = ref Unsafe.Add(ref a, aColumn);
            a3 = ref Unsafe.Add(ref a3, aColumn);
            a6 = ref Unsafe.Add(ref a6, aColumn);
            b = ref Unsafe.Add(ref b, 16);
        }
        Store(ref c, c00, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c10, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c20, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c30, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c40, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c50, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c60, accumulate);
        c = ref Unsafe.Add(ref c, cRow);
        Store(ref c, c70, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float c, Vector512<float> x, bool accumulate)
    {
        if (accumulate)
        {
            x += Vector512.LoadUnsafe(ref c);
        }
        x.StoreUnsafe(ref c);
    }
}
