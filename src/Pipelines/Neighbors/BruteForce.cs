using System.Buffers;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Neighbors;

/// <summary>Compares every query with every row, as a product of matrices. Exact, and the fastest for many columns or few rows.</summary>
/// <remarks>
/// A query costs 2 (d + 1) n operations at the speed of the matrix product, and an exact measurement of the few rows that may be near enough (see <see cref="INeighborIndex"/>), so digits lost by
/// cancellation never reach an answer; rows that crowd together far from their mean only take longer. Memory beside the rows: 4 n (d + 1) bytes, and while it is asked .5 MB a thread.
/// Reference: scikit-learn's brute-force NearestNeighbors. Departures: it measures exactly before it decides, and ties go to the lower row.
/// </remarks>
public sealed class BruteForce : INeighborIndex
{
    private readonly BruteForceSweep _sweep;

    /// <summary>Prepares the rows.</summary>
    /// <param name="points">n x d, finite, at least one row; not copied, must not change afterwards.</param>
    /// <exception cref="DataException">There is no row or column, or a cell is NaN or infinite.</exception>
    public BruteForce(MatrixView points)
    {
        points.NeedRows(nameof(BruteForce));
        points.NeedFinite(nameof(BruteForce));
        Points = points;
        _sweep = new(points);
    }

    /// <inheritdoc/>
    public MatrixView Points { get; }

    /// <inheritdoc/>
    public void Nearest(MatrixView queries, int k, Span<int> indices, Span<float> squaredDistances, FitControl? control = null)
    {
        this.NeedQueries(queries, nameof(BruteForce));
        NeighborChecks.NeedNeighbors(k, Points.Rows, queries.Rows, indices.Length, squaredDistances.Length, nameof(BruteForce));
        Find(queries, k, indices, squaredDistances, own: false, control ?? FitControl.Default);
    }

    /// <inheritdoc/>
    public void NearestOthers(int k, Span<int> indices, Span<float> squaredDistances, FitControl? control = null)
    {
        NeighborChecks.NeedNeighbors(k, Points.Rows - 1, Points.Rows, indices.Length, squaredDistances.Length, nameof(BruteForce));
        Find(Points, k, indices, squaredDistances, own: true, control ?? FitControl.Default);
    }

    /// <inheritdoc/>
    public void CountWithin(MatrixView queries, double radius, Span<int> counts, int enough = int.MaxValue, FitControl? control = null)
    {
        this.NeedQueries(queries, nameof(BruteForce));
        NeighborChecks.NeedRadius(radius, nameof(BruteForce));
        NeighborChecks.NeedEnough(enough, nameof(BruteForce));
        MatrixChecks.NeedLength(counts.Length, queries.Rows, nameof(BruteForce), nameof(counts));
        control ??= FitControl.Default;
        if (control.Threads == 1 || queries.Rows <= BruteForceSweep.Lanes)
        {
            for (var from = 0; from < queries.Rows; from += BruteForceSweep.Lanes)
            {
                CountBlock(queries, from, radius, counts, enough, control.Cancellation);
            }
        }
        else
        {
            CountShared(queries, radius, counts, enough, control);
        }
    }

    /// <inheritdoc/>
    public void Within(MatrixView queries, double radius, NeighborVisitor visit, FitControl? control = null)
    {
        this.NeedQueries(queries, nameof(BruteForce));
        NeighborChecks.NeedRadius(radius, nameof(BruteForce));
        control ??= FitControl.Default;
        if (control.Threads == 1 || queries.Rows <= BruteForceSweep.Lanes)
        {
            for (var from = 0; from < queries.Rows; from += BruteForceSweep.Lanes)
            {
                VisitBlock(queries, from, radius, visit, control.Cancellation);
            }
        }
        else
        {
            VisitShared(queries, radius, visit, control);
        }
    }

    /// <inheritdoc/>
    public void FirstWithin(MatrixView queries, double radius, Span<int> first, FitControl? control = null)
    {
        this.NeedQueries(queries, nameof(BruteForce));
        NeighborChecks.NeedRadius(radius, nameof(BruteForce));
        MatrixChecks.NeedLength(first.Length, queries.Rows, nameof(BruteForce), nameof(first));
        control ??= FitControl.Default;
        if (control.Threads == 1 || queries.Rows <= BruteForceSweep.Lanes)
        {
            for (var from = 0; from < queries.Rows; from += BruteForceSweep.Lanes)
            {
                FirstBlock(queries, from, radius, first, control.Cancellation);
            }
        }
        else
        {
            FirstShared(queries, radius, first, control);
        }
    }

    private void Find(MatrixView queries, int k, Span<int> indices, Span<float> squaredDistances, bool own, FitControl control)
    {
        if (control.Threads == 1 || queries.Rows <= BruteForceSweep.Lanes)
        {
            for (var from = 0; from < queries.Rows; from += BruteForceSweep.Lanes)
            {
                FindBlock(queries, from, k, indices, squaredDistances, own, control.Cancellation);
            }
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
        Blocks(queries.Rows, control, from => FindBlock(queries, from, k, rows, distances, own, control.Cancellation));
        rows.AsSpan(0, indices.Length).CopyTo(indices);
        distances.AsSpan(0, indices.Length).CopyTo(squaredDistances);
        ArrayPool<int>.Shared.Return(rows);
        ArrayPool<float>.Shared.Return(distances);
    }

    private void CountShared(MatrixView queries, double radius, Span<int> counts, int enough, FitControl control)
    {
        var shared = ArrayPool<int>.Shared.Rent(counts.Length);
        Blocks(queries.Rows, control, from => CountBlock(queries, from, radius, shared, enough, control.Cancellation));
        shared.AsSpan(0, counts.Length).CopyTo(counts);
        ArrayPool<int>.Shared.Return(shared);
    }

    private void FirstShared(MatrixView queries, double radius, Span<int> first, FitControl control)
    {
        var shared = ArrayPool<int>.Shared.Rent(first.Length);
        Blocks(queries.Rows, control, from => FirstBlock(queries, from, radius, shared, control.Cancellation));
        shared.AsSpan(0, first.Length).CopyTo(first);
        ArrayPool<int>.Shared.Return(shared);
    }

    private void VisitShared(MatrixView queries, double radius, NeighborVisitor visit, FitControl control) =>
        Blocks(queries.Rows, control, from => VisitBlock(queries, from, radius, visit, control.Cancellation));

    private static void Blocks(int rows, FitControl control, Action<int> block) =>
        Tiles.Run((rows + BruteForceSweep.Lanes - 1) / BruteForceSweep.Lanes, control.Threads, b => block(b * BruteForceSweep.Lanes), control.Cancellation);

    private static MatrixView BlockOf(MatrixView queries, int from) => queries[from..Math.Min(queries.Rows, from + BruteForceSweep.Lanes)];

    private void FindBlock(MatrixView queries, int from, int k, Span<int> indices, Span<float> squaredDistances, bool own, CancellationToken cancellation)
    {
        var block = BlockOf(queries, from);
        var distances = ArrayPool<double>.Shared.Rent(block.Rows * k);
        var rows = ArrayPool<int>.Shared.Rent(block.Rows * k);
        var sink = new NearestSink(Points, block, k, distances, rows, own ? from : -1 - block.Rows);
        _sweep.Run(block, ref sink, cancellation);
        for (var lane = 0; lane < block.Rows; lane++)
        {
            sink.HeapOf(lane).Drain(indices.Slice((from + lane) * k, k), squaredDistances.Slice((from + lane) * k, k));
        }
        ArrayPool<double>.Shared.Return(distances);
        ArrayPool<int>.Shared.Return(rows);
    }

    private void CountBlock(MatrixView queries, int from, double radius, Span<int> counts, int enough, CancellationToken cancellation)
    {
        var block = BlockOf(queries, from);
        var sink = new CountSink(Points, block, radius * radius, counts.Slice(from, block.Rows), enough);
        _sweep.Run(block, ref sink, cancellation);
    }

    private void FirstBlock(MatrixView queries, int from, double radius, Span<int> first, CancellationToken cancellation)
    {
        var block = BlockOf(queries, from);
        var sink = new FirstSink(Points, block, radius * radius, first.Slice(from, block.Rows));
        _sweep.Run(block, ref sink, cancellation);
    }

    private void VisitBlock(MatrixView queries, int from, double radius, NeighborVisitor visit, CancellationToken cancellation)
    {
        var block = BlockOf(queries, from);
        var sink = new ListSink(Points, block, radius * radius, stackalloc int[BruteForceSweep.Lanes + 1]);
        _sweep.Run(block, ref sink, cancellation);
        sink.Visit(from, visit);
    }

    /// <summary>The k nearest of each query; a row that is the query itself is left out; its row number is that of the first query and its lane.</summary>
    private readonly ref struct NearestSink : IBruteForceSink
    {
        private readonly MatrixView _points, _queries;
        private readonly int _k, _first;
        private readonly Span<double> _distances;
        private readonly Span<int> _rows;

        public NearestSink(MatrixView points, MatrixView queries, int k, Span<double> distances, Span<int> rows, int first)
        {
            (_points, _queries, _k, _first) = (points, queries, k, first);
            _distances = distances;
            _rows = rows;
            for (var lane = 0; lane < queries.Rows; lane++)
            {
                HeapOf(lane).Clear();
            }
        }

        public NearestHeap HeapOf(int lane) => new(_distances.Slice(lane * _k, _k), _rows.Slice(lane * _k, _k));

        public double Limit(int lane) => _distances[lane * _k];

        public void Take(int lane, int row, bool surely)
        {
            if (row != _first + lane)
            {
                HeapOf(lane).Add(ExactDistance.Between(_queries[lane], _points[row]), row);
            }
        }
    }

    private readonly ref struct CountSink : IBruteForceSink
    {
        private readonly MatrixView _points, _queries;
        private readonly double _squaredRadius;
        private readonly Span<int> _counts;
        private readonly int _enough;

        public CountSink(MatrixView points, MatrixView queries, double squaredRadius, Span<int> counts, int enough)
        {
            (_points, _queries, _squaredRadius, _enough) = (points, queries, squaredRadius, enough);
            _counts = counts;
            counts.Clear();
        }

        public double Limit(int lane) => _counts[lane] < _enough ? _squaredRadius : double.NegativeInfinity;

        public void Take(int lane, int row, bool surely)
        {
            if (_counts[lane] < _enough && (surely || ExactDistance.Between(_queries[lane], _points[row]) <= _squaredRadius))
            {
                _counts[lane]++;
            }
        }
    }

    /// <summary>The first row of each query: rows come in rising order, so no other is wanted afterwards.</summary>
    private readonly ref struct FirstSink : IBruteForceSink
    {
        private readonly MatrixView _points, _queries;
        private readonly double _squaredRadius;
        private readonly Span<int> _first;

        public FirstSink(MatrixView points, MatrixView queries, double squaredRadius, Span<int> first)
        {
            (_points, _queries, _squaredRadius) = (points, queries, squaredRadius);
            _first = first;
            first.Fill(-1);
        }

        public double Limit(int lane) => _first[lane] < 0 ? _squaredRadius : double.NegativeInfinity;

        public void Take(int lane, int row, bool surely)
        {
            if (_first[lane] < 0 && (surely || ExactDistance.Between(_queries[lane], _points[row]) <= _squaredRadius))
            {
                _first[lane] = row;
            }
        }
    }

    /// <summary>Pairs of lane and row as they come, row after row; sorted by lane at the end.</summary>
    private ref struct ListSink(MatrixView points, MatrixView queries, double squaredRadius, Span<int> ends) : IBruteForceSink
    {
        private readonly Span<int> _ends = ends;
        private RowBuffer _lanes = new(4096), _rows = new(4096);

        public readonly double Limit(int lane) => squaredRadius;

        public void Take(int lane, int row, bool surely)
        {
            if (surely || ExactDistance.Between(queries[lane], points[row]) <= squaredRadius)
            {
                _lanes.Add(lane);
                _rows.Add(row);
                _ends[lane + 1]++;
            }
        }

        public readonly void Visit(int first, NeighborVisitor visit)
        {
            for (var lane = 0; lane < queries.Rows; lane++)
            {
                _ends[lane + 1] += _ends[lane];
            }
            var sorted = ArrayPool<int>.Shared.Rent(_rows.Rows.Length);
            for (var i = 0; i < _rows.Rows.Length; i++)
            {
                sorted[_ends[_lanes.Rows[i]]++] = _rows.Rows[i];
            }
            for (var lane = 0; lane < queries.Rows; lane++)
            {
                // Each end has moved on to where the next lane begins.
                var start = lane == 0 ? 0 : _ends[lane - 1];
                visit(first + lane, sorted.AsSpan(start, _ends[lane] - start));
            }
            ArrayPool<int>.Shared.Return(sorted);
            _rows.Return();
            _lanes.Return();
        }
    }
}
