using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>
/// The few nearest of many reference points for each of m queries by brute force, over tiles of the product queries · referencesᵀ (see <see cref="DistanceBlock{TKernel}"/>): no m x n matrix is kept.
/// A few more than asked for are chosen by score; their distances are computed again from the differences and decide, so that rounding of the scores changes the choice only where
/// more points than the spare ones tie within it. Of equal distances the lower reference comes first.
/// Cost: 2·m·n·d operations and about k² moves a query. Memory: m · k results, one block of references and a tile a thread. A query's result depends on no other query and not on threads.
/// NaN: a distance that is NaN or infinite is never chosen; places that stay empty hold −1 and NaN.
/// </summary>
internal static class NearestK
{
    private const int References = 512;
    private const int Queries = 128;
    private const int Spare = 4;

    /// <summary>Writes each query's nearest references, nearest first.</summary>
    /// <param name="references">n x d, its rows unbroken.</param>
    /// <param name="queries">m x d, its rows unbroken.</param>
    /// <param name="count">How many to find for each: at least 1. Beyond n, places stay empty.</param>
    /// <param name="places">Receives m x count places among the references, row after row.</param>
    /// <param name="squared">Receives m x count squared distances.</param>
    /// <param name="threads">How many threads may share the queries.</param>
    /// <param name="cancellation">Stops between tiles.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    internal static void Find(GemmOperand references, GemmOperand queries, int count, int[] places, float[] squared, int threads = 1, CancellationToken cancellation = default)
    {
        if (references.Columns != queries.Columns || count < 1 || places.Length < (long)queries.Rows * count || squared.Length < (long)queries.Rows * count)
        {
            throw new ArgumentException($"{count} of {references.Rows} x {references.Columns} references for {queries.Rows} x {queries.Columns} queries do not fit into {places.Length} places.", nameof(places));
        }
        Gemm.OnKernel(references.Rows, new Search(references, queries, count, places, squared, threads, cancellation));
    }

    private readonly struct Search(GemmOperand references, GemmOperand queries, int count, int[] places, float[] squared, int threads, CancellationToken cancellation) : IGemmJob
    {
        public void Run<TKernel>() where TKernel : struct, IGemmKernel
        {
            var block = new DistanceBlock<TKernel>(DistanceBlock<TKernel>.CentreOf(references), Math.Min(References, references.Rows));
            var kept = count + Spare;
            var scores = new float[queries.Rows * kept];
            var candidates = new int[queries.Rows * kept];
            Array.Fill(scores, float.PositiveInfinity);
            Array.Fill(candidates, -1);
            var tiles = (queries.Rows + Queries - 1) / Queries;
            var search = this;
            for (var from = 0; from < references.Rows; from += References)
            {
                var size = Math.Min(References, references.Rows - from);
                var first = from;
                block.Load(references, from, size, threads, cancellation);
                Tiles.Run(tiles, Tiles.Threads(2.0 * queries.Rows * size * queries.Columns, threads), t => search.Tile(block, first, t * Queries, scores, candidates), cancellation);
            }
            Tiles.Run(tiles, Tiles.Threads(3.0 * queries.Rows * kept * queries.Columns, threads), t => search.Finish(t * Queries, scores, candidates), cancellation);
        }

        private void Tile<TKernel>(DistanceBlock<TKernel> block, int reference, int query, float[] scores, int[] candidates) where TKernel : struct, IGemmKernel
        {
            var rows = Math.Min(Queries, queries.Rows - query);
            var whole = DistanceBlock<TKernel>.WholeRows(rows);
            var centred = ArrayPool<float>.Shared.Rent(whole * queries.Columns);
            var products = ArrayPool<float>.Shared.Rent(whole * block.Width);
            block.Score(queries, query, rows, centred, products);
            var kept = count + Spare;
            for (var r = 0; r < rows; r++)
            {
                var at = (query + r) * kept;
                Keep(products.AsSpan(r * block.Width, block.Width), block.Offsets, reference, scores.AsSpan(at, kept), candidates.AsSpan(at, kept));
            }
            ArrayPool<float>.Shared.Return(centred);
            ArrayPool<float>.Shared.Return(products);
        }

        private void Finish(int query, float[] scores, int[] candidates)
        {
            var kept = count + Spare;
            for (var q = query; q < Math.Min(queries.Rows, query + Queries); q++)
            {
                var distances = scores.AsSpan(q * kept, kept);
                var found = candidates.AsSpan(q * kept, kept);
                for (var i = 0; i < kept; i++)
                {
                    var (place, distance) = (found[i], found[i] < 0 ? float.PositiveInfinity : SquaredDistance.Of(queries.Row(q), references.Row(found[i])));
                    var to = i;
                    for (; to > 0 && (distance < distances[to - 1] || (distance == distances[to - 1] && (uint)place < (uint)found[to - 1])); to--)
                    {
                        (distances[to], found[to]) = (distances[to - 1], found[to - 1]);
                    }
                    (distances[to], found[to]) = (distance, place);
                }
                for (var i = 0; i < count; i++)
                {
                    var empty = found[i] < 0;
                    (places[(q * count) + i], squared[(q * count) + i]) = (found[i], empty ? float.NaN : distances[i]);
                }
            }
        }
    }

    /// <summary>Turns products into scores and puts those below the worst kept one into their place; references come in rising order, so an equal score never displaces an earlier one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Keep(ReadOnlySpan<float> products, ReadOnlySpan<float> offsets, int reference, Span<float> scores, Span<int> candidates)
    {
        ref var values = ref MemoryMarshal.GetReference(products);
        ref var added = ref MemoryMarshal.GetReference(offsets);
        var minusTwo = Vector256.Create(-2f);
        var worst = Vector256.Create(scores[^1]);
        nuint i = 0;
        for (; i + 8 <= (nuint)products.Length; i += 8)
        {
            var score = Vector256.MultiplyAddEstimate(minusTwo, Vector256.LoadUnsafe(ref values, i), Vector256.LoadUnsafe(ref added, i));
            var better = Vector256.LessThan(score, worst).ExtractMostSignificantBits();
            if (better == 0)
            {
                continue;
            }
            for (; better != 0; better &= better - 1)
            {
                var at = i + (nuint)BitOperations.TrailingZeroCount(better);
                Insert(float.MultiplyAddEstimate(-2, Unsafe.Add(ref values, at), Unsafe.Add(ref added, at)), reference + (int)at, scores, candidates);
            }
            worst = Vector256.Create(scores[^1]);
        }
        for (; i < (nuint)products.Length; i++)
        {
            Insert(float.MultiplyAddEstimate(-2, Unsafe.Add(ref values, i), Unsafe.Add(ref added, i)), reference + (int)i, scores, candidates);
        }
    }

    private static void Insert(float score, int place, Span<float> scores, Span<int> candidates)
    {
        if (!(score < scores[^1]))
        {
            return;
        }
        var to = scores.Length - 1;
        for (; to > 0 && score < scores[to - 1]; to--)
        {
            (scores[to], candidates[to]) = (scores[to - 1], candidates[to - 1]);
        }
        (scores[to], candidates[to]) = (score, place);
    }
}
