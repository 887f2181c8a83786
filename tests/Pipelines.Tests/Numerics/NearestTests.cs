using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class NearestTests
{
    [Fact]
    public void The_nearest_centroid_is_that_of_plain_loops()
    {
        foreach (var (n, k, d) in new[] { (0, 3, 2), (1, 1, 1), (5, 20, 32), (500, 20, 32), (333, 10, 8), (100, 3, 784), (50, 300, 5), (40, 33, 400), (7, 0, 2) })
        {
            Agrees(n, k, d, 0);
        }
    }

    [Fact]
    public void Finds_the_nearest_far_from_the_origin() => Agrees(400, 20, 8, 100_000);

    private static void Agrees(int n, int k, int d, float shift)
    {
        var rows = Points(n, d, 1, shift);
        var centroids = Points(k, d, 2, shift);
        var (nearest, squared) = (new int[n], new float[n]);
        NearestCentroid.Find(rows, centroids, nearest, squared, 1, Token);
        for (var row = 0; row < n; row++)
        {
            var distances = Enumerable.Range(0, k).Select(c => (Distance(rows, row, centroids, c), c)).Order().ToArray();
            Assert.Equal(k == 0 ? -1 : distances[0].c, nearest[row]);
            Assert.Equal(k == 0 ? double.NaN : distances[0].Item1, squared[row], k == 0 ? 0 : 1e-5 * distances[0].Item1);
        }
    }

    [Fact]
    public void A_row_finds_the_same_alone_and_on_any_number_of_threads()
    {
        var rows = Points(2000, 40, 1, 3);
        var centroids = Points(25, 40, 2, 3);
        var (nearest, squared) = (new int[2000], new float[2000]);
        NearestCentroid.Find(rows, centroids, nearest, squared, 1, Token);
        var (shared, distances) = (new int[2000], new float[2000]);
        NearestCentroid.Find(rows, centroids, shared, distances, 8, Token);
        Assert.Equal(nearest, shared);
        Assert.Equal(squared, distances);
        for (var row = 0; row < 2000; row += 199)
        {
            var (place, distance) = (new int[1], new float[1]);
            NearestCentroid.Find(rows.Slice(row, 1), centroids, place, distance, 1, Token);
            Assert.Equal((nearest[row], squared[row]), (place[0], distance[0]));
        }
    }

    [Fact]
    public void Of_equal_centroids_the_lower_wins_and_bad_ones_never()
    {
        foreach (var k in new[] { 5, 20, 70 })
        {
            var values = new float[k * 2];
            Array.Fill(values, 9);
            (values[0], values[1]) = (float.NaN, 1);
            (values[4], values[5]) = (1, 1);
            (values[8], values[9]) = (1, 1);
            var (nearest, squared) = (new int[3], new float[3]);
            NearestCentroid.Find(GemmOperand.Of([1, 1, float.NaN, 1, 1, 2], 3, 2), GemmOperand.Of(values, k, 2), nearest, squared, 1, Token);
            Assert.Equal([2, -1, 2], nearest);
            Assert.Equal([0, float.NaN, 1], squared);
        }
    }

    [Fact]
    public void The_nearest_few_are_those_of_plain_loops_in_order()
    {
        foreach (var (n, m, d, count) in new[] { (0, 3, 2, 2), (1, 5, 1, 3), (700, 150, 20, 5), (1500, 9, 3, 1), (600, 40, 784, 10), (520, 129, 5, 40), (10, 4, 6, 12) })
        {
            FewAgree(n, m, d, count, 0);
            FewAgree(n, m, d, count, 10_000);
        }
    }

    private static void FewAgree(int n, int m, int d, int count, float shift)
    {
        var references = Points(n, d, 1, shift);
        var queries = Points(m, d, 2, shift);
        var (places, squared) = (new int[m * count], new float[m * count]);
        NearestK.Find(references, queries, count, places, squared, 1, Token);
        var (shared, distances) = (new int[m * count], new float[m * count]);
        NearestK.Find(references, queries, count, shared, distances, 8, Token);
        Assert.Equal(places, shared);
        Assert.Equal(squared, distances);
        for (var q = 0; q < m; q++)
        {
            // Distances that float32 cannot tell apart stand in either order: the distances in order are what is compared.
            var wanted = Enumerable.Range(0, n).Select(r => Distance(queries, q, references, r)).Order().Take(count).ToArray();
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(i < wanted.Length, places[(q * count) + i] >= 0);
                Assert.Equal(i < wanted.Length ? wanted[i] : double.NaN, squared[(q * count) + i], i < wanted.Length ? 3e-6 * (wanted[i] + 1e-3) : 0);
                if (i < wanted.Length)
                {
                    Assert.Equal(wanted[i], Distance(queries, q, references, places[(q * count) + i]), 3e-6 * (wanted[i] + 1e-3));
                }
            }
        }
        if (m > 0)
        {
            var (one, distance) = (new int[count], new float[count]);
            NearestK.Find(references, queries.Slice(m - 1, 1), count, one, distance, 1, Token);
            Assert.Equal(places[^count..], one);
            Assert.Equal(squared[^count..], distance);
        }
    }

    [Fact]
    public void Of_equal_references_the_lower_come_first_and_bad_ones_never()
    {
        var values = new float[1200 * 2];
        for (var i = 0; i < 1200; i++)
        {
            (values[2 * i], values[(2 * i) + 1]) = (i % 4, i % 2);
        }
        values[8] = float.NaN;
        values[17] = float.PositiveInfinity;
        var (places, squared) = (new int[8], new float[8]);
        NearestK.Find(GemmOperand.Of(values, 1200, 2), GemmOperand.Of([0, 0, float.NaN, 0], 2, 2), 4, places, squared, 1, Token);
        Assert.Equal([0, 12, 16, 20, -1, -1, -1, -1], places.Select((p, i) => i < 4 && p == 8 ? 99 : p));
        Assert.Equal([0, 0, 0, 0], squared[..4]);
        Assert.All(squared[4..], v => Assert.True(float.IsNaN(v)));
    }

    [Fact]
    public void Refuses_shapes_that_do_not_fit_and_stops_when_cancelled()
    {
        var (a, b) = (Points(4, 2, 1, 0), Points(4, 3, 1, 0));
        Assert.Throws<ArgumentException>(() => NearestCentroid.Find(a, b, new int[4], null, 1, Token));
        Assert.Throws<ArgumentException>(() => NearestCentroid.Find(a, a, new int[3], null, 1, Token));
        Assert.Throws<ArgumentException>(() => NearestK.Find(a, a, 2, new int[4], new float[8], 1, Token));
        Assert.Throws<ArgumentException>(() => NearestK.Find(a, b, 1, new int[4], new float[4], 1, Token));
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => NearestCentroid.Find(a, a, new int[4], null, 1, source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => NearestK.Find(a, a, 1, new int[4], new float[4], 1, source.Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static GemmOperand Points(int n, int d, int item, float shift) => GemmOperand.Of(GemmTests.Values(n * d, item).Select(v => v + shift).ToArray(), n, d);

    private static double Distance(GemmOperand x, int i, GemmOperand y, int j)
    {
        double sum = 0;
        for (var p = 0; p < x.Columns; p++)
        {
            sum += ((double)x.At(i, p) - y.At(j, p)) * ((double)x.At(i, p) - y.At(j, p));
        }
        return sum;
    }
}
