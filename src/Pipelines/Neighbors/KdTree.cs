using System.Buffers;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Neighbors;

/// <summary>A k-d tree: rows halved again and again at a median of their widest column, so that a query looks into few of the parts. Exact, and the fastest up to about 15 columns.</summary>
/// <remarks>
/// J. H. Friedman, J. L. Bentley, R. A. Finkel, An algorithm for finding best matches in logarithmic expected time, ACM TOMS 3(3), 1977; built as scikit-learn's KDTree (tight boxes, leaves of some 30 rows).
/// Departures: four levels of halving are one node of 16 boxes, looked at together; leaves hold 32 rows column by column and are scanned in float32, while double decides (see <see cref="INeighborIndex"/>);
/// cuts fall between full leaves; ties go to the lower row.
/// Building: O(d n log n). A query: O(log n) expected for few columns, O(n) at worst. Memory beside the rows: 4 n d bytes for the leaves, .27 n d for the boxes and 4 n for the row numbers; 8 n more while it is built.
/// Equal rows, constant columns and any number of rows from 1 are fine.
/// </remarks>
public sealed class KdTree : INeighborIndex
{
    private const int QueriesOfABlock = 256;

    /// <summary>What a walk down the tree can leave open: up to 15 siblings on each of at most 7 levels.</summary>
    private const int MostOpen = 128;

    private readonly KdTreeNodes _nodes;

    /// <summary>Builds the tree.</summary>
    /// <param name="points">n x d, finite, at least one row; not copied, must not change afterwards.</param>
    /// <param name="control">Cancellation and threads; null for all cores. The tree is the same for any number of threads.</param>
    /// <exception cref="DataException">There is no row or column, or a cell is NaN or infinite.</exception>
    public KdTree(MatrixView points, FitControl? control = null)
    {
        points.NeedRows(nameof(KdTree));
        points.NeedFinite(nameof(KdTree));
        Points = points;
        _nodes = new(points, control ?? FitControl.Default);
    }

    /// <inheritdoc/>
    public MatrixView Points { get; }

    /// <summary>The tree itself, for searches that compare parts with parts.</summary>
    internal KdTreeNodes Nodes => _nodes;

    /// <inheritdoc/>
    public void Nearest(MatrixView queries, int k, Span<int> indices, Span<float> squaredDistances, FitControl? control = null)
    {
        this.NeedQueries(queries, nameof(KdTree));
        NeighborChecks.NeedNeighbors(k, Points.Rows, queries.Rows, indices.Length, squaredDistances.Length, nameof(KdTree));
        Find(queries, k, indices, squaredDistances, own: false, control ?? FitControl.Default);
    }

    /// <inheritdoc/>
    public void NearestOthers(int k, Span<int> indices, Span<float> squaredDistances, FitControl? control = null)
    {
        NeighborChecks.NeedNeighbors(k, Points.Rows - 1, Points.Rows, indices.Length, squaredDistances.Length, nameof(KdTree));
        Find(Points, k, indices, squaredDistances, own: true, control ?? FitControl.Default);
    }

    /// <inheritdoc/>
    public void CountWithin(MatrixView queries, double radius, Span<int> counts, int enough = int.MaxValue, FitControl? control = null)
    {
        this.NeedQueries(queries, nameof(KdTree));
        NeighborChecks.NeedRadius(radius, nameof(KdTree));
        NeighborChecks.NeedEnough(enough, nameof(KdTree));
        MatrixChecks.NeedLength(counts.Length, queries.Rows, nameof(KdTree), nameof(counts));
        control ??= FitControl.Default;
        if (control.Threads == 1 || queries.Rows <= QueriesOfABlock)
        {
            Count(queries, 0, queries.Rows, radius, counts, enough, control.Cancellation);
        }
        else
        {
            CountShared(queries, radius, counts, enough, control);
        }
    }

    /// <inheritdoc/>
    public void Within(MatrixView queries, double radius, NeighborVisitor visit, FitControl? control = null)
    {
        this.NeedQueries(queries, nameof(KdTree));
        NeighborChecks.NeedRadius(radius, nameof(KdTree));
        control ??= FitControl.Default;
        if (control.Threads == 1 || queries.Rows <= QueriesOfABlock)
        {
            Visit(queries, 0, queries.Rows, radius, visit, control.Cancellation);
        }
        else
        {
            VisitShared(queries, radius, visit, control);
        }
    }

    /// <inheritdoc/>
    public void FirstWithin(MatrixView queries, double radius, Span<int> first, FitControl? control = null)
    {
        this.NeedQueries(queries, nameof(KdTree));
        NeighborChecks.NeedRadius(radius, nameof(KdTree));
        MatrixChecks.NeedLength(first.Length, queries.Rows, nameof(KdTree), nameof(first));
        control ??= FitControl.Default;
        if (control.Threads == 1 || queries.Rows <= QueriesOfABlock)
        {
            First(queries, 0, queries.Rows, radius, first, control.Cancellation);
        }
        else
        {
            FirstShared(queries, radius, first, control);
        }
    }

    private void Find(MatrixView queries, int k, Span<int> indices, Span<float> squaredDistances, bool own, FitControl control)
    {
        if (control.Threads == 1 || queries.Rows <= QueriesOfABlock)
        {
            Find(queries, 0, queries.Rows, k, indices, squaredDistances, own, control.Cancellation);
        }
        else
        {
            FindShared(queries, k, indices, squaredDistances, own, control);
        }
    }

    // The shared forms stand apart, so that work on one thread allocates no closure; threads cannot share a span, so they write to arrays.
    private void FindShared(MatrixView queries, int k, Span<int> indices, Span<float> squaredDistances, bool own, FitControl control)
    {
        var rows = ArrayPool<int>.Shared.Rent(indices.Length);
        var distances = ArrayPool<float>.Shared.Rent(indices.Length);
        Blocks(queries.Rows, control, (from, to) => Find(queries, from, to, k, rows, distances, own, control.Cancellation));
        rows.AsSpan(0, indices.Length).CopyTo(indices);
        distances.AsSpan(0, indices.Length).CopyTo(squaredDistances);
        ArrayPool<int>.Shared.Return(rows);
        ArrayPool<float>.Shared.Return(distances);
    }

    private void CountShared(MatrixView queries, double radius, Span<int> counts, int enough, FitControl control)
    {
        var shared = ArrayPool<int>.Shared.Rent(counts.Length);
        Blocks(queries.Rows, control, (from, to) => Count(queries, from, to, radius, shared, enough, control.Cancellation));
        shared.AsSpan(0, counts.Length).CopyTo(counts);
        ArrayPool<int>.Shared.Return(shared);
    }

    private void FirstShared(MatrixView queries, double radius, Span<int> first, FitControl control)
    {
        var shared = ArrayPool<int>.Shared.Rent(first.Length);
        Blocks(queries.Rows, control, (from, to) => First(queries, from, to, radius, shared, control.Cancellation));
        shared.AsSpan(0, first.Length).CopyTo(first);
        ArrayPool<int>.Shared.Return(shared);
    }

    private void VisitShared(MatrixView queries, double radius, NeighborVisitor visit, FitControl control) =>
        Blocks(queries.Rows, control, (from, to) => Visit(queries, from, to, radius, visit, control.Cancellation));

    private static void Blocks(int rows, FitControl control, Action<int, int> block) =>
        Tiles.Run((rows + QueriesOfABlock - 1) / QueriesOfABlock, control.Threads, b => block(b * QueriesOfABlock, Math.Min(rows, (b + 1) * QueriesOfABlock)), control.Cancellation);

    private void Find(MatrixView queries, int from, int to, int k, Span<int> indices, Span<float> squaredDistances, bool own, CancellationToken cancellation)
    {
        var distances = ArrayPool<double>.Shared.Rent(k);
        var rows = ArrayPool<int>.Shared.Rent(k);
        var heap = new NearestHeap(distances.AsSpan(0, k), rows.AsSpan(0, k));
        var walk = new KdTreeWalk(_nodes, Points, stackalloc float[MostOpen], stackalloc int[MostOpen]);
        for (var i = from; i < to; i++)
        {
            if ((i & (QueriesOfABlock - 1)) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            // Own rows are asked in the order of the leaves: the next one finds what it needs in the cache.
            var query = own ? _nodes.Rows[i] : i;
            heap.Clear();
            walk.Nearest(queries[query], own ? query : -1, heap);
            heap.Drain(indices.Slice(query * k, k), squaredDistances.Slice(query * k, k));
        }
        ArrayPool<double>.Shared.Return(distances);
        ArrayPool<int>.Shared.Return(rows);
    }

    private void Count(MatrixView queries, int from, int to, double radius, Span<int> counts, int enough, CancellationToken cancellation)
    {
        // Own rows are asked in the order of the leaves: the next one finds what it needs in the cache.
        var own = queries.Values == Points.Values;
        var walk = new KdTreeWalk(_nodes, Points, stackalloc float[MostOpen], stackalloc int[MostOpen]);
        for (var i = from; i < to; i++)
        {
            if ((i & (QueriesOfABlock - 1)) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            var query = own ? _nodes.Rows[i] : i;
            counts[query] = Math.Min(enough, walk.Count(queries[query], radius * radius, enough));
        }
    }

    private void First(MatrixView queries, int from, int to, double radius, Span<int> first, CancellationToken cancellation)
    {
        var walk = new KdTreeWalk(_nodes, Points, stackalloc float[MostOpen], stackalloc int[MostOpen]);
        for (var i = from; i < to; i++)
        {
            if ((i & (QueriesOfABlock - 1)) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            first[i] = walk.First(queries[i], radius * radius);
        }
    }

    private void Visit(MatrixView queries, int from, int to, double radius, NeighborVisitor visit, CancellationToken cancellation)
    {
        var walk = new KdTreeWalk(_nodes, Points, stackalloc float[MostOpen], stackalloc int[MostOpen]);
        var found = new RowBuffer(KdTreeNodes.LeafRows * KdTreeNodes.Children);
        for (var i = from; i < to; i++)
        {
            if ((i & (QueriesOfABlock - 1)) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            found.Clear();
            walk.List(queries[i], radius * radius, ref found);
            visit(i, found.Rows);
        }
        found.Return();
    }
}
