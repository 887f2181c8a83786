using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>
/// Centroids made ready to be compared with panels of rows (see <see cref="RowPanels"/>) by their scores ‖c‖² − 2·x·c, which rank as squared distances do. Both are taken from one centre near the centroids,
/// so that no difference of large numbers arises; a score's error is about 1e-7 · ‖x‖·‖c‖ from that centre.
/// <para>
/// A lane is a row: 64 rows by five centroids stay in registers on 512 bits, and the least score is found lane by lane, so that no step across lanes and no scores in memory are needed and any number of
/// centroids fills the registers. Cost: 2·d + 3 operations a row and centroid. A row's result depends on no other row.
/// </para>
/// </summary>
internal sealed class CentroidBlock
{
    private readonly float[] _centre;
    private readonly float[] _table;
    private readonly float[] _offsets;

    /// <summary>Room for some centroids, compared from a centre.</summary>
    internal CentroidBlock(int count, float[] centre) => (Count, _centre, _table, _offsets) = (count, centre, new float[count * centre.Length], new float[count]);

    /// <summary>How many centroids there are.</summary>
    internal int Count { get; }

    /// <summary>What is taken from centroids and rows.</summary>
    internal ReadOnlySpan<float> Centre => _centre;

    /// <summary>Takes the centroids: k x d, row after row.</summary>
    internal void Load(GemmOperand centroids)
    {
        var d = _centre.Length;
        for (var c = 0; c < Count; c++)
        {
            var from = centroids.Row(c);
            var to = _table.AsSpan(c * d, d);
            var square = 0.0;
            for (var j = 0; j < d; j++)
            {
                var value = from[j] - _centre[j];
                square += (double)value * value;
                to[j] = -2 * value;
            }
            _offsets[c] = (float)square;
        }
    }

    /// <summary>The nearest centroid of each row of a panel: of equal scores the lower; −1 where no score is a finite number.</summary>
    /// <param name="panel">d · <see cref="RowPanels.Width"/> values.</param>
    /// <param name="places">Receives <see cref="RowPanels.Width"/> places, as numbers.</param>
    internal void Nearest(ReadOnlySpan<float> panel, Span<float> places)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Nearest<Lanes512, Vector512<float>>(panel, places);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Nearest<Lanes256, Vector256<float>>(panel, places);
        }
        else
        {
            Nearest<LanesScalar, float>(panel, places);
        }
    }

    /// <summary>The same on one width of registers; internal so that tests can compare them.</summary>
    internal void Nearest<TLanes, TVector>(ReadOnlySpan<float> panel, Span<float> places) where TLanes : ILanes<TVector> where TVector : struct
    {
        _ = panel[..(_centre.Length * RowPanels.Width)];
        ref var x = ref MemoryMarshal.GetReference(panel);
        ref var place = ref MemoryMarshal.GetReference(places[..RowPanels.Width]);
        ref var table = ref MemoryMarshal.GetArrayDataReference(_table);
        ref var offsets = ref MemoryMarshal.GetArrayDataReference(_offsets);
        places.Fill(-1);
        Span<float> scores = stackalloc float[RowPanels.Width];
        scores.Fill(float.PositiveInfinity);
        ref var least = ref MemoryMarshal.GetReference(scores);
        nint d = _centre.Length;
        // As even as can be: 13 centroids go as 5, 4, 4, so that no group is too small to fill the pipes.
        var groups = (Count + TLanes.Groups - 1) / TLanes.Groups;
        for (nint at = 0; at < RowPanels.Width; at += 4 * TLanes.Count)
        {
            for (var g = 0; g < groups; g++)
            {
                var first = (int)((long)Count * g / groups);
                var size = (int)((long)Count * (g + 1) / groups) - first;
                var state = new CentroidFold<TLanes, TVector>(ref Unsafe.Add(ref least, at), ref Unsafe.Add(ref place, at), ref Unsafe.Add(ref offsets, first), first);
                ref var rows = ref Unsafe.Add(ref x, at);
                ref var centroid = ref Unsafe.Add(ref table, first * d);
                switch (size)
                {
                    case 5:
                        CentroidTile<TLanes, TVector>.Five(ref rows, ref centroid, d, state);
                        break;
                    case 4:
                        CentroidTile<TLanes, TVector>.Four(ref rows, ref centroid, d, state);
                        break;
                    case 3:
                        CentroidTile<TLanes, TVector>.Three(ref rows, ref centroid, d, state);
                        break;
                    case 2:
                        CentroidTile<TLanes, TVector>.Two(ref rows, ref centroid, d, state);
                        break;
                    default:
                        CentroidTile<TLanes, TVector>.One(ref rows, ref centroid, d, state);
                        break;
                }
            }
        }
    }
}
