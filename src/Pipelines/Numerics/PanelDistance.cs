using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>Squared distances of the rows of a panel (see <see cref="RowPanels"/>) from one point, from their differences: 0 exactly where a row is the point.</summary>
internal static class PanelDistance
{
    /// <summary>Writes for each row of the panel the lesser of its distance from the point and of what it has already.</summary>
    /// <param name="panel">d · <see cref="RowPanels.Width"/> values.</param>
    /// <param name="point">d values, from the same centre as the panel.</param>
    /// <param name="before"><see cref="RowPanels.Width"/> squared distances.</param>
    /// <param name="after">Receives <see cref="RowPanels.Width"/> squared distances; may be <paramref name="before"/>.</param>
    internal static void Lesser(ReadOnlySpan<float> panel, ReadOnlySpan<float> point, ReadOnlySpan<float> before, Span<float> after)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Lesser<Lanes512, Vector512<float>>(panel, point, before, after);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Lesser<Lanes256, Vector256<float>>(panel, point, before, after);
        }
        else
        {
            Lesser<LanesScalar, float>(panel, point, before, after);
        }
    }

    /// <summary>The same on one width of registers; internal so that tests can compare them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Lesser<TLanes, TVector>(ReadOnlySpan<float> panel, ReadOnlySpan<float> point, ReadOnlySpan<float> before, Span<float> after) where TLanes : ILanes<TVector> where TVector : struct
    {
        _ = panel[..(point.Length * RowPanels.Width)];
        ref var values = ref MemoryMarshal.GetReference(panel);
        ref var old = ref MemoryMarshal.GetReference(before[..RowPanels.Width]);
        ref var to = ref MemoryMarshal.GetReference(after[..RowPanels.Width]);
        for (nint at = 0; at < RowPanels.Width; at += 4 * TLanes.Count)
        {
            ref var x = ref Unsafe.Add(ref values, at);
            TVector s0 = TLanes.All(0), s1 = s0, s2 = s0, s3 = s0;
            for (var j = 0; j < point.Length; j++)
            {
                var y = TLanes.All(point[j]);
                var d0 = TLanes.Subtract(TLanes.Load(ref x, 0), y);
                var d1 = TLanes.Subtract(TLanes.Load(ref x, TLanes.Count), y);
                var d2 = TLanes.Subtract(TLanes.Load(ref x, 2 * TLanes.Count), y);
                var d3 = TLanes.Subtract(TLanes.Load(ref x, 3 * TLanes.Count), y);
                s0 = TLanes.MultiplyAdd(d0, d0, s0);
                s1 = TLanes.MultiplyAdd(d1, d1, s1);
                s2 = TLanes.MultiplyAdd(d2, d2, s2);
                s3 = TLanes.MultiplyAdd(d3, d3, s3);
                x = ref Unsafe.Add(ref x, RowPanels.Width);
            }
            Keep<TLanes, TVector>(s0, ref old, ref to, at);
            Keep<TLanes, TVector>(s1, ref old, ref to, at + TLanes.Count);
            Keep<TLanes, TVector>(s2, ref old, ref to, at + (2 * TLanes.Count));
            Keep<TLanes, TVector>(s3, ref old, ref to, at + (3 * TLanes.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep<TLanes, TVector>(TVector distance, ref float before, ref float after, nint at) where TLanes : ILanes<TVector> where TVector : struct
    {
        var old = TLanes.Load(ref before, at);
        TLanes.Store(TLanes.WhereLess(distance, old, distance, old), ref after, at);
    }
}
