using System.Runtime.CompilerServices;

namespace Pipelines.Numerics;

/// <summary>Products of one to five centroids with four registers of rows, four accumulators a centroid: how many a tile holds is what the registers can. The five differ in nothing else.</summary>
internal static class CentroidTile<TLanes, TVector> where TLanes : ILanes<TVector> where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Five(ref float x, ref float c, nint d, CentroidFold<TLanes, TVector> fold)
    {
        TVector a0 = TLanes.All(0), a1 = a0, a2 = a0, a3 = a0;
        TVector b0 = TLanes.All(0), b1 = b0, b2 = b0, b3 = b0;
        TVector c0 = TLanes.All(0), c1 = c0, c2 = c0, c3 = c0;
        TVector d0 = TLanes.All(0), d1 = d0, d2 = d0, d3 = d0;
        TVector e0 = TLanes.All(0), e1 = e0, e2 = e0, e3 = e0;
        for (nint j = 0; j < d; j++)
        {
            var (x0, x1, x2, x3) = (TLanes.Load(ref x, 0), TLanes.Load(ref x, TLanes.Count), TLanes.Load(ref x, 2 * TLanes.Count), TLanes.Load(ref x, 3 * TLanes.Count));
            var y = TLanes.All(c);
            a0 = TLanes.MultiplyAdd(x0, y, a0);
            a1 = TLanes.MultiplyAdd(x1, y, a1);
            a2 = TLanes.MultiplyAdd(x2, y, a2);
            a3 = TLanes.MultiplyAdd(x3, y, a3);
            y = TLanes.All(Unsafe.Add(ref c, d));
            b0 = TLanes.MultiplyAdd(x0, y, b0);
            b1 = TLanes.MultiplyAdd(x1, y, b1);
            b2 = TLanes.MultiplyAdd(x2, y, b2);
            b3 = TLanes.MultiplyAdd(x3, y, b3);
            y = TLanes.All(Unsafe.Add(ref c, 2 * d));
            c0 = TLanes.MultiplyAdd(x0, y, c0);
            c1 = TLanes.MultiplyAdd(x1, y, c1);
            c2 = TLanes.MultiplyAdd(x2, y, c2);
            c3 = TLanes.MultiplyAdd(x3, y, c3);
            y = TLanes.All(Unsafe.Add(ref c, 3 * d));
            d0 = TLanes.MultiplyAdd(x0, y, d0);
            d1 = TLanes.MultiplyAdd(x1, y, d1);
            d2 = TLanes.MultiplyAdd(x2, y, d2);
            d3 = TLanes.MultiplyAdd(x3, y, d3);
            y = TLanes.All(Unsafe.Add(ref c, 4 * d));
            e0 = TLanes.MultiplyAdd(x0, y, e0);
            e1 = TLanes.MultiplyAdd(x1, y, e1);
            e2 = TLanes.MultiplyAdd(x2, y, e2);
            e3 = TLanes.MultiplyAdd(x3, y, e3);
            x = ref Unsafe.Add(ref x, RowPanels.Width);
            c = ref Unsafe.Add(ref c, 1);
        }
        fold.Add(0, a0, a1, a2, a3);
        fold.Add(1, b0, b1, b2, b3);
        fold.Add(2, c0, c1, c2, c3);
        fold.Add(3, d0, d1, d2, d3);
        fold.Add(4, e0, e1, e2, e3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Four(ref float x, ref float c, nint d, CentroidFold<TLanes, TVector> fold)
    {
        TVector a0 = TLanes.All(0), a1 = a0, a2 = a0, a3 = a0;
        TVector b0 = TLanes.All(0), b1 = b0, b2 = b0, b3 = b0;
        TVector c0 = TLanes.All(0), c1 = c0, c2 = c0, c3 = c0;
        TVector d0 = TLanes.All(0), d1 = d0, d2 = d0, d3 = d0;
        for (nint j = 0; j < d; j++)
        {
            var (x0, x1, x2, x3) = (TLanes.Load(ref x, 0), TLanes.Load(ref x, TLanes.Count), TLanes.Load(ref x, 2 * TLanes.Count), TLanes.Load(ref x, 3 * TLanes.Count));
            var y = TLanes.All(c);
            a0 = TLanes.MultiplyAdd(x0, y, a0);
            a1 = TLanes.MultiplyAdd(x1, y, a1);
            a2 = TLanes.MultiplyAdd(x2, y, a2);
            a3 = TLanes.MultiplyAdd(x3, y, a3);
            y = TLanes.All(Unsafe.Add(ref c, d));
            b0 = TLanes.MultiplyAdd(x0, y, b0);
            b1 = TLanes.MultiplyAdd(x1, y, b1);
            b2 = TLanes.MultiplyAdd(x2, y, b2);
            b3 = TLanes.MultiplyAdd(x3, y, b3);
            y = TLanes.All(Unsafe.Add(ref c, 2 * d));
            c0 = TLanes.MultiplyAdd(x0, y, c0);
            c1 = TLanes.MultiplyAdd(x1, y, c1);
            c2 = TLanes.MultiplyAdd(x2, y, c2);
            c3 = TLanes.MultiplyAdd(x3, y, c3);
            y = TLanes.All(Unsafe.Add(ref c, 3 * d));
            d0 = TLanes.MultiplyAdd(x0, y, d0);
            d1 = TLanes.MultiplyAdd(x1, y, d1);
            d2 = TLanes.MultiplyAdd(x2, y, d2);
            d3 = TLanes.MultiplyAdd(x3, y, d3);
            x = ref Unsafe.Add(ref x, RowPanels.Width);
            c = ref Unsafe.Add(ref c, 1);
        }
        fold.Add(0, a0, a1, a2, a3);
        fold.Add(1, b0, b1, b2, b3);
        fold.Add(2, c0, c1, c2, c3);
        fold.Add(3, d0, d1, d2, d3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Three(ref float x, ref float c, nint d, CentroidFold<TLanes, TVector> fold)
    {
        TVector a0 = TLanes.All(0), a1 = a0, a2 = a0, a3 = a0;
        TVector b0 = TLanes.All(0), b1 = b0, b2 = b0, b3 = b0;
        TVector c0 = TLanes.All(0), c1 = c0, c2 = c0, c3 = c0;
        for (nint j = 0; j < d; j++)
        {
            var (x0, x1, x2, x3) = (TLanes.Load(ref x, 0), TLanes.Load(ref x, TLanes.Count), TLanes.Load(ref x, 2 * TLanes.Count), TLanes.Load(ref x, 3 * TLanes.Count));
            var y = TLanes.All(c);
            a0 = TLanes.MultiplyAdd(x0, y, a0);
            a1 = TLanes.MultiplyAdd(x1, y, a1);
            a2 = TLanes.MultiplyAdd(x2, y, a2);
            a3 = TLanes.MultiplyAdd(x3, y, a3);
            y = TLanes.All(Unsafe.Add(ref c, d));
            b0 = TLanes.MultiplyAdd(x0, y, b0);
            b1 = TLanes.MultiplyAdd(x1, y, b1);
            b2 = TLanes.MultiplyAdd(x2, y, b2);
            b3 = TLanes.MultiplyAdd(x3, y, b3);
            y = TLanes.All(Unsafe.Add(ref c, 2 * d));
            c0 = TLanes.MultiplyAdd(x0, y, c0);
            c1 = TLanes.MultiplyAdd(x1, y, c1);
            c2 = TLanes.MultiplyAdd(x2, y, c2);
            c3 = TLanes.MultiplyAdd(x3, y, c3);
            x = ref Unsafe.Add(ref x, RowPanels.Width);
            c = ref Unsafe.Add(ref c, 1);
        }
        fold.Add(0, a0, a1, a2, a3);
        fold.Add(1, b0, b1, b2, b3);
        fold.Add(2, c0, c1, c2, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Two(ref float x, ref float c, nint d, CentroidFold<TLanes, TVector> fold)
    {
        TVector a0 = TLanes.All(0), a1 = a0, a2 = a0, a3 = a0;
        TVector b0 = TLanes.All(0), b1 = b0, b2 = b0, b3 = b0;
        for (nint j = 0; j < d; j++)
        {
            var (x0, x1, x2, x3) = (TLanes.Load(ref x, 0), TLanes.Load(ref x, TLanes.Count), TLanes.Load(ref x, 2 * TLanes.Count), TLanes.Load(ref x, 3 * TLanes.Count));
            var y = TLanes.All(c);
            a0 = TLanes.MultiplyAdd(x0, y, a0);
            a1 = TLanes.MultiplyAdd(x1, y, a1);
            a2 = TLanes.MultiplyAdd(x2, y, a2);
            a3 = TLanes.MultiplyAdd(x3, y, a3);
            y = TLanes.All(Unsafe.Add(ref c, d));
            b0 = TLanes.MultiplyAdd(x0, y, b0);
            b1 = TLanes.MultiplyAdd(x1, y, b1);
            b2 = TLanes.MultiplyAdd(x2, y, b2);
            b3 = TLanes.MultiplyAdd(x3, y, b3);
            x = ref Unsafe.Add(ref x, RowPanels.Width);
            c = ref Unsafe.Add(ref c, 1);
        }
        fold.Add(0, a0, a1, a2, a3);
        fold.Add(1, b0, b1, b2, b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void One(ref float x, ref float c, nint d, CentroidFold<TLanes, TVector> fold)
    {
        TVector a0 = TLanes.All(0), a1 = a0, a2 = a0, a3 = a0;
        for (nint j = 0; j < d; j++)
        {
            var (x0, x1, x2, x3) = (TLanes.Load(ref x, 0), TLanes.Load(ref x, TLanes.Count), TLanes.Load(ref x, 2 * TLanes.Count), TLanes.Load(ref x, 3 * TLanes.Count));
            var y = TLanes.All(c);
            a0 = TLanes.MultiplyAdd(x0, y, a0);
            a1 = TLanes.MultiplyAdd(x1, y, a1);
            a2 = TLanes.MultiplyAdd(x2, y, a2);
            a3 = TLanes.MultiplyAdd(x3, y, a3);
            x = ref Unsafe.Add(ref x, RowPanels.Width);
            c = ref Unsafe.Add(ref c, 1);
        }
        fold.Add(0, a0, a1, a2, a3);
    }
}
