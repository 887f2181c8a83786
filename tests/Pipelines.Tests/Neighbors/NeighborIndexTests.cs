using Pipelines.Data;
using Pipelines.Neighbors;
using Xunit;

namespace Pipelines.Tests.Neighbors;

/// <summary>Both indices against measuring every pair in double and sorting by distance, then row.</summary>
public sealed class NeighborIndexTests
{
    public static TheoryData<NeighborAlgorithm, string> Cases => [.. from algorithm in (NeighborAlgorithm[])[NeighborAlgorithm.KdTree, NeighborAlgorithm.BruteForce] from name in Samples.Names select (algorithm, name)];

    [Theory, MemberData(nameof(Cases))]
    public void Finds_the_same_rows_as_measuring_every_pair(NeighborAlgorithm algorithm, string name)
    {
        var (points, queries) = Samples.Of(name);
        var index = NeighborIndex.Build(points, algorithm);
        foreach (var k in new[] { 1, 5, points.Rows }.Where(k => k <= points.Rows).Distinct())
        {
            var (indices, distances) = Nearest(index, queries, k);
            for (var q = 0; q < queries.Rows; q++)
            {
                var expected = Oracle.Sorted(points, queries[q], -1).Take(k).ToArray();
                Assert.Equal(expected.Select(e => e.Row), indices.AsSpan(q * k, k).ToArray());
                Assert.Equal(expected.Select(e => (float)e.Distance), distances.AsSpan(q * k, k).ToArray());
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Finds_other_rows_but_never_the_row_itself(NeighborAlgorithm algorithm, string name)
    {
        var points = Samples.Of(name).Points;
        var k = Math.Min(4, points.Rows - 1);
        if (k == 0)
        {
            return;
        }
        int[] indices = new int[points.Rows * k];
        float[] distances = new float[points.Rows * k];
        NeighborIndex.Build(points, algorithm).NearestOthers(k, indices, distances);
        for (var r = 0; r < points.Rows; r++)
        {
            var expected = Oracle.Sorted(points, points[r], r).Take(k).ToArray();
            Assert.Equal(expected.Select(e => e.Row), indices.AsSpan(r * k, k).ToArray());
            Assert.Equal(expected.Select(e => (float)e.Distance), distances.AsSpan(r * k, k).ToArray());
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Finds_and_counts_all_rows_within_a_radius_the_boundary_included(NeighborAlgorithm algorithm, string name)
    {
        var (points, queries) = Samples.Of(name);
        var index = NeighborIndex.Build(points, algorithm);
        // The distance of a row is a radius that just includes it, where its square root squares back to it.
        var all = Oracle.Sorted(points, queries[0], -1);
        foreach (var radius in new[] { 0, Math.Sqrt(all[all.Length / 3].Distance), Math.Sqrt(all[^1].Distance), 1e30 })
        {
            var counts = new int[queries.Rows];
            var few = new int[queries.Rows];
            index.CountWithin(queries, radius, counts);
            index.CountWithin(queries, radius, few, enough: 3);
            var first = new int[queries.Rows];
            index.FirstWithin(queries, radius, first);
            var seen = new int[queries.Rows][];
            index.Within(queries, radius, (query, rows) => seen[query] = rows.ToArray());
            for (var q = 0; q < queries.Rows; q++)
            {
                var expected = Oracle.Sorted(points, queries[q], -1).Where(e => e.Distance <= radius * radius).Select(e => e.Row).Order().ToArray();
                Assert.Equal(expected, seen[q].Order());
                Assert.Equal(expected.Length, counts[q]);
                Assert.Equal(expected is [] ? -1 : expected[0], first[q]);
                Assert.Equal(Math.Min(3, expected.Length), few[q]);
            }
        }
    }

    [Theory]
    [InlineData(NeighborAlgorithm.KdTree)]
    [InlineData(NeighborAlgorithm.BruteForce)]
    public void A_row_exactly_at_the_radius_is_within(NeighborAlgorithm algorithm)
    {
        var points = new Matrix(200, 2);
        for (var i = 0; i < 200; i++)
        {
            (points[i][0], points[i][1]) = (3 * (i % 20), 4 * (i / 20));
        }
        var index = NeighborIndex.Build(points, algorithm);
        int Count(double radius)
        {
            var counts = new int[1];
            index.CountWithin(points.View[105..106], radius, counts);
            return counts[0];
        }
        Assert.Equal([1, 3, 3, 5, 9, 5], new[] { 0, 3, Math.BitDecrement(4.0), 4, 5, Math.BitDecrement(5.0) }.Select(Count));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Answers_the_same_bits_on_any_number_of_threads_and_alone(NeighborAlgorithm algorithm, string name)
    {
        var (points, queries) = Samples.Of(name);
        var k = Math.Min(3, points.Rows);
        var one = Nearest(NeighborIndex.Build(points, algorithm, new() { Threads = 1 }), queries, k, new() { Threads = 1 });
        foreach (var threads in new[] { 2, 8 })
        {
            var control = new FitControl { Threads = threads };
            var index = NeighborIndex.Build(points, algorithm, control);
            var many = Nearest(index, queries, k, control);
            Assert.Equal(one.Indices, many.Indices);
            Assert.Equal(one.Distances, many.Distances);
            for (var q = 0; q < queries.Rows; q++)
            {
                var alone = Nearest(index, queries[q..(q + 1)], k);
                Assert.Equal(one.Indices.AsSpan(q * k, k).ToArray(), alone.Indices);
                Assert.Equal(one.Distances.AsSpan(q * k, k).ToArray(), alone.Distances);
            }
        }
    }

    [Theory]
    [InlineData(NeighborAlgorithm.KdTree)]
    [InlineData(NeighborAlgorithm.BruteForce)]
    public void Shared_work_over_many_blocks_gives_the_bits_of_one_thread(NeighborAlgorithm algorithm)
    {
        var points = Samples.Gaussian(20_000, 3, 5);
        var one = new FitControl { Threads = 1 };
        var two = new FitControl { Threads = 2 };
        var (a, b) = (NeighborIndex.Build(points, algorithm, one), NeighborIndex.Build(points, algorithm, two));
        var queries = points.View[..3000];
        var (first, second) = (Nearest(a, queries, 4, one), Nearest(b, queries, 4, two));
        Assert.Equal(first.Indices, second.Indices);
        Assert.Equal(first.Distances, second.Distances);
        int[] few = new int[3000], many = new int[3000], listed = new int[3000];
        a.CountWithin(queries, 0.3, few, control: one);
        b.CountWithin(queries, 0.3, many, control: two);
        b.Within(queries, 0.3, (query, rows) => listed[query] = rows.Length, two);
        Assert.Equal(few, many);
        Assert.Equal(few, listed);
        Assert.True(few.Max() > 20);
    }

    [Theory]
    [InlineData(NeighborAlgorithm.KdTree)]
    [InlineData(NeighborAlgorithm.BruteForce)]
    public void Asking_on_one_thread_allocates_nothing_after_the_first_time(NeighborAlgorithm algorithm)
    {
        var points = Samples.Gaussian(3000, 4, 7);
        var index = NeighborIndex.Build(points, algorithm);
        var control = new FitControl { Threads = 1 };
        int[] indices = new int[3000 * 5], counts = new int[3000];
        var distances = new float[3000 * 5];
        long found = 0;
        NeighborVisitor visit = (_, rows) => found += rows.Length;
        void Ask()
        {
            index.Nearest(points, 5, indices, distances, control);
            index.NearestOthers(5, indices, distances, control);
            index.CountWithin(points, 0.5, counts, control: control);
            index.Within(points, 0.5, visit, control);
        }
        Ask();
        Ask();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Ask();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(found > 9000);
    }

    [Theory]
    [InlineData(NeighborAlgorithm.KdTree)]
    [InlineData(NeighborAlgorithm.BruteForce)]
    public void Refuses_what_it_cannot_answer(NeighborAlgorithm algorithm)
    {
        var index = NeighborIndex.Build(Samples.Gaussian(9, 2, 1), algorithm);
        string Code(Action call) => Assert.Throws<DataException>(call).Code;
        Assert.Equal("rows.few", Code(() => NeighborIndex.Build(new Matrix(0, 2), algorithm)));
        Assert.Equal("rows.finite", Code(() => NeighborIndex.Build(new Matrix(1, 2, [1, float.NaN]), algorithm)));
        Assert.Equal("rows.width", Code(() => index.Nearest(new Matrix(1, 3), 1, new int[1], new float[1])));
        Assert.Equal("rows.finite", Code(() => index.Nearest(new Matrix(1, 2, [1, float.NaN]), 1, new int[1], new float[1])));
        Assert.Equal("rows.finite", Code(() => index.Within(new Matrix(1, 2, [1, float.PositiveInfinity]), 1, (_, _) => { })));
        Assert.Equal("neighbors.count", Code(() => index.Nearest(new Matrix(1, 2), 0, [], [])));
        Assert.Equal("neighbors.count", Code(() => index.Nearest(new Matrix(1, 2), 10, new int[10], new float[10])));
        Assert.Equal("neighbors.count", Code(() => index.NearestOthers(9, new int[81], new float[81])));
        Assert.Equal("neighbors.length", Code(() => index.Nearest(new Matrix(1, 2), 2, new int[2], new float[1])));
        Assert.Equal("neighbors.radius", Code(() => index.CountWithin(new Matrix(1, 2), double.NaN, new int[1])));
        Assert.Equal("neighbors.radius", Code(() => index.Within(new Matrix(1, 2), -1, (_, _) => { })));
        Assert.Equal("neighbors.radius", Code(() => index.FirstWithin(new Matrix(1, 2), -1, new int[1])));
        Assert.Equal("result.length", Code(() => index.FirstWithin(new Matrix(1, 2), 1, new int[2])));
        Assert.Equal("neighbors.enough", Code(() => index.CountWithin(new Matrix(1, 2), 1, new int[1], enough: 0)));
        Assert.Equal("result.length", Code(() => index.CountWithin(new Matrix(1, 2), 1, new int[2])));
        Assert.Throws<OperationCanceledException>(() => index.NearestOthers(1, new int[9], new float[9], new() { Cancellation = new(canceled: true) }));
        Assert.Throws<OperationCanceledException>(() => index.Within(new Matrix(1, 2), 1, (_, _) => { }, new() { Cancellation = new(canceled: true), Threads = 1 }));
    }

    [Theory]
    [InlineData(127, 2, NeighborAlgorithm.BruteForce)]
    [InlineData(128, 2, NeighborAlgorithm.KdTree)]
    [InlineData(4095, 10, NeighborAlgorithm.BruteForce)]
    [InlineData(4096, 10, NeighborAlgorithm.KdTree)]
    [InlineData(100_000, 16, NeighborAlgorithm.BruteForce)]
    public void Auto_takes_the_tree_for_many_narrow_rows(int rows, int columns, NeighborAlgorithm expected)
    {
        Assert.Equal(expected, NeighborIndex.Choose(rows, columns));
        Assert.Equal(expected == NeighborAlgorithm.KdTree ? typeof(KdTree) : typeof(BruteForce), NeighborIndex.Build(new Matrix(rows, columns)).GetType());
    }

    [Fact]
    public void Unasked_queries_are_no_work() => Assert.Empty(Nearest(NeighborIndex.Build(new Matrix(3, 2)), new Matrix(0, 2), 2).Indices);

    private static (int[] Indices, float[] Distances) Nearest(INeighborIndex index, MatrixView queries, int k, FitControl? control = null)
    {
        var (indices, distances) = (new int[queries.Rows * k], new float[queries.Rows * k]);
        index.Nearest(queries, k, indices, distances, control);
        return (indices, distances);
    }
}
