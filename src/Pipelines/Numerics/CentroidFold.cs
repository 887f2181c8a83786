using System.Runtime.CompilerServices;

namespace Pipelines.Numerics;

/// <summary>Compares finished scores of four registers of rows with the least ones so far.</summary>
/// <param name="least">Least scores so far.</param>
/// <param name="places">Where they were found.</param>
/// <param name="offsets">‖c‖² of the group's centroids.</param>
/// <param name="first">Place of the first of them.</param>
internal readonly ref struct CentroidFold<TLanes, TVector>(ref float least, ref float places, ref float offsets, int first) where TLanes : ILanes<TVector> where TVector : struct
{
    private readonly ref float _least = ref least;
    private readonly ref float _places = ref places;
    private readonly ref float _offsets = ref offsets;

    /// <summary>Takes the products −2·x·c of one centroid of the group for four registers of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(int centroid, TVector x0, TVector x1, TVector x2, TVector x3)
    {
        var offset = TLanes.All(Unsafe.Add(ref _offsets, centroid));
        var place = TLanes.All(first + centroid);
        Add(0, offset, place, x0);
        Add(TLanes.Count, offset, place, x1);
        Add(2 * TLanes.Count, offset, place, x2);
        Add(3 * TLanes.Count, offset, place, x3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(nint at, TVector offset, TVector place, TVector product)
    {
        var least = TLanes.Load(ref _least, at);
        var score = TLanes.MultiplyAdd(TLanes.All(1), product, offset);
        TLanes.Store(TLanes.WhereLess(score, least, place, TLanes.Load(ref _places, at)), ref _places, at);
        TLanes.Store(TLanes.WhereLess(score, least, score, least), ref _least, at);
    }
}
