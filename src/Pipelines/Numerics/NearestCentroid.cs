using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>
/// The nearest of k centroids for each of n rows, over tiles of the product rows · centroidsᵀ (see <see cref="DistanceBlock{TKernel}"/>): no n x k matrix is kept.
/// Of equal scores the lower centroid wins. The winner's distance is computed again from the differences, so it carries no cancellation;
/// which of two centroids wins is open where their distances agree to the rounding of the scores.
/// Cost: 2·n·k·d operations. Memory: the packed centroids and a tile a thread. A row's result depends on no other row and not on threads.
/// NaN: a distance that is NaN or infinite never wins; a row without any other gets place −1 and distance NaN.
/// </summary>
internal static class NearestCentroid
{
    private const int RowsOfATile = 192;
    private const int ValuesOfATile = 1 << 17;

    /// <summary>Writes each row's nearest centroid.</summary>
    /// <param name="rows">n x d, its rows unbroken.</param>
    /// <param name="centroids">k x d, its rows unbroken.</param>
    /// <param name="nearest">Receives n places.</param>
    /// <param name="squared">Receives n squared distances to them; null where not wanted.</param>
    /// <param name="second">Receives n squared distances to the second nearest (from the scores' winner, recomputed exactly; NaN where there is none); null where not wanted.</param>
    /// <param name="threads">How many threads may share the rows.</param>
    /// <param name="cancellation">Stops between tiles.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    internal static void Find(GemmOperand rows, GemmOperand centroids, int[] nearest, float[]? squared = null, float[]? second = null, int threads = 1, CancellationToken cancellation = default)
    {
        if (rows.Columns != centroids.Columns || nearest.Length < rows.Rows || squared?.Length < rows.Rows || second?.Length < rows.Rows)
        {
            throw new ArgumentException($"{rows.Rows} x {rows.Columns} rows against {centroids.Rows} x {centroids.Columns} centroids do not fit into {nearest.Length} places.", nameof(nearest));
        }
        Gemm.OnKernel(centroids.Rows, new Search(rows, centroids, nearest, squared, second, threads, cancellation));
    }

    private readonly struct Search(GemmOperand rows, GemmOperand centroids, int[] nearest, float[]? squared, float[]? second, int threads, CancellationToken cancellation) : IGemmJob
    {
        public void Run<TKernel>() where TKernel : struct, IGemmKernel
        {
            var block = new DistanceBlock<TKernel>(DistanceBlock<TKernel>.CentreOf(centroids), centroids.Rows);
            block.Load(centroids, 0, centroids.Rows, threads, cancellation);
            var tile = Math.Clamp(ValuesOfATile / Math.Max(1, Math.Max(block.Width, rows.Columns)) / TKernel.Rows * TKernel.Rows, TKernel.Rows, RowsOfATile / TKernel.Rows * TKernel.Rows);
            var useful = Tiles.Threads(2.0 * rows.Rows * block.Width * rows.Columns, threads);
            var search = this;
            Tiles.Run((rows.Rows + tile - 1) / tile, useful, t => search.Tile(block, t * tile, Math.Min(tile, search.Count - (t * tile))), cancellation);
        }

        private int Count => rows.Rows;

        private void Tile<TKernel>(DistanceBlock<TKernel> block, int from, int count) where TKernel : struct, IGemmKernel
        {
            var whole = DistanceBlock<TKernel>.WholeRows(count);
            var centred = ArrayPool<float>.Shared.Rent(whole * rows.Columns);
            var products = ArrayPool<float>.Shared.Rent(whole * block.Width);
            block.Score(rows, from, count, centred, products);
            Least(products, block.Offsets, nearest.AsSpan(from, count));
            for (var r = 0; squared is not null && r < count; r++)
            {
                squared[from + r] = Distance(from + r, nearest[from + r]);
            }
            for (var r = 0; second is not null && r < count; r++)
            {
                var scores = products.AsSpan(r * block.Width, block.Width);
                if (nearest[from + r] >= 0)
                {
                    scores[nearest[from + r]] = float.PositiveInfinity;
                }
                second[from + r] = Distance(from + r, Second(scores));
            }
            ArrayPool<float>.Shared.Return(centred);
            ArrayPool<float>.Shared.Return(products);
        }

        private float Distance(int row, int place) => place < 0 ? float.NaN : SquaredDistance.Of(rows.Row(row), centroids.Row(place));
    }

    /// <summary>Turns rows of products into scores and finds the place of the least in each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Least(Span<float> products, ReadOnlySpan<float> offsets, Span<int> places)
    {
        ref var values = ref MemoryMarshal.GetReference(products);
        ref var added = ref MemoryMarshal.GetReference(offsets);
        var width = (nuint)offsets.Length;
        for (var row = 0; row < places.Length; row++)
        {
            var least = Vector256.Create(float.PositiveInfinity);
            nuint i = 0;
            for (; i + 8 <= width; i += 8)
            {
                var score = Vector256.MultiplyAddEstimate(Vector256.Create(-2f), Vector256.LoadUnsafe(ref values, i), Vector256.LoadUnsafe(ref added, i));
                score.StoreUnsafe(ref values, i);
                least = Vector256.ConditionalSelect(Vector256.LessThan(score, least), score, least);
            }
            var minimum = Minimum(least);
            for (; i < width; i++)
            {
                ref var value = ref Unsafe.Add(ref values, i);
                value = float.MultiplyAddEstimate(-2, value, Unsafe.Add(ref added, i));
                minimum = value < minimum ? value : minimum;
            }
            places[row] = First(ref values, width, minimum);
            values = ref Unsafe.Add(ref values, width);
        }
    }

    /// <summary>The place of the least of finished scores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Second(Span<float> scores)
    {
        ref var values = ref MemoryMarshal.GetReference(scores);
        var least = Vector256.Create(float.PositiveInfinity);
        nuint i = 0;
        for (; i + 8 <= (nuint)scores.Length; i += 8)
        {
            var score = Vector256.LoadUnsafe(ref values, i);
            least = Vector256.ConditionalSelect(Vector256.LessThan(score, least), score, least);
        }
        var minimum = Minimum(least);
        for (; i < (nuint)scores.Length; i++)
        {
            minimum = scores[(int)i] < minimum ? scores[(int)i] : minimum;
        }
        return First(ref values, (nuint)scores.Length, minimum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Minimum(Vector256<float> lanes)
    {
        var four = Vector128.Min(lanes.GetLower(), lanes.GetUpper());
        four = Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return MathF.Min(four.ToScalar(), four[1]);
    }

    /// <summary>The first place that holds the minimum, or −1 where that is infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int First(ref float values, nuint width, float minimum)
    {
        if (minimum == float.PositiveInfinity)
        {
            return -1;
        }
        var sought = Vector256.Create(minimum);
        nuint i = 0;
        // Several comparisons to a branch: one branch decides among up to 32 centroids.
        for (; i + 32 <= width; i += 32)
        {
            var found = Equal(ref values, i, sought) | (Equal(ref values, i + 8, sought) << 8) | (Equal(ref values, i + 16, sought) << 16) | (Equal(ref values, i + 24, sought) << 24);
            if (found != 0)
            {
                return (int)i + BitOperations.TrailingZeroCount(found);
            }
        }
        for (; i + 16 <= width; i += 16)
        {
            var found = Equal(ref values, i, sought) | (Equal(ref values, i + 8, sought) << 8);
            if (found != 0)
            {
                return (int)i + BitOperations.TrailingZeroCount(found);
            }
        }
        while (Unsafe.Add(ref values, i) != minimum)
        {
            i++;
        }
        return (int)i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Equal(ref float values, nuint at, Vector256<float> sought) => Vector256.Equals(Vector256.LoadUnsafe(ref values, at), sought).ExtractMostSignificantBits();
}
