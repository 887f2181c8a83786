using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class BatchedCholeskyTests
{
    private static readonly int[] ThreadCounts = [2, 8];
    private static readonly double[] BadPivots = [-1e9, 0, double.NaN, double.PositiveInfinity];

    [Fact]
    public void Solves_every_small_size_in_double_and_float32()
    {
        for (var n = 1; n <= 40; n++)
        {
            var count = (n % 19) + 1;
            var (a, b, x) = Systems(n, n + (n % 3), count);
            var failures = new int[count];
            var single = Array.ConvertAll(b, v => (float)v);
            Assert.Equal(0, BatchedCholesky.Solve(Array.ConvertAll(a, v => (float)v), n + (n % 3), single, n, count, failures, 1, Token));
            GoldenTable.Close(x, Array.ConvertAll(single, v => (double)v), 2e-4);
            Assert.Equal(0, BatchedCholesky.Solve(a, n + (n % 3), b, n, count, failures, 1, Token));
            GoldenTable.Close(x, b, 1e-11);
            Assert.All(failures, f => Assert.Equal(-1, f));
        }
    }

    [Fact]
    public void A_system_has_the_same_bits_alone_among_others_and_on_any_number_of_threads()
    {
        const int N = 21, Count = 300;
        var (a, b, _) = Systems(N, N, Count);
        var one = (double[])b.Clone();
        BatchedCholesky.Solve(a, N, one, N, Count, new int[Count], 1, Token);
        foreach (var threads in ThreadCounts)
        {
            var many = (double[])b.Clone();
            BatchedCholesky.Solve(a, N, many, N, Count, new int[Count], threads, Token);
            Assert.Equal(one, many);
        }
        var alone = b[(137 * N)..(138 * N)];
        BatchedCholesky.Solve(a[(137 * N * N)..(138 * N * N)], N, alone, N, 1, new int[1], 1, Token);
        Assert.Equal(one[(137 * N)..(138 * N)], alone);
    }

    [Fact]
    public void Names_the_first_bad_pivot_of_each_system_and_leaves_the_others_alone()
    {
        const int N = 14, Count = 30;
        foreach (var value in BadPivots)
        {
            var (a, b, x) = Systems(N, N, Count);
            foreach (var (system, row) in new[] { (3, 0), (8, 13), (29, 6) })
            {
                a[(((system * N) + row) * N) + row] = value;
            }
            var failures = new int[Count];
            Assert.Equal(3, BatchedCholesky.Solve(a, N, b, N, Count, failures, 1, Token));
            for (var s = 0; s < Count; s++)
            {
                Assert.Equal(s switch { 3 => 0, 8 => 13, 29 => 6, _ => -1 }, failures[s]);
                if (failures[s] < 0)
                {
                    GoldenTable.Close(x.AsSpan(s * N, N), b.AsSpan(s * N, N), 1e-11);
                }
                else
                {
                    Assert.All(b[(s * N)..((s + 1) * N)], v => Assert.True(double.IsNaN(v)));
                }
            }
        }
    }

    [Fact]
    public void Reads_only_lower_triangles()
    {
        var (a, b, x) = Systems(6, 6, 5);
        for (var i = 0; i < a.Length; i++)
        {
            a[i] = i % 6 > i / 6 % 6 ? double.NaN : a[i];
        }
        Assert.Equal(0, BatchedCholesky.Solve(a, 6, b, 6, 5, new int[5], 1, Token));
        GoldenTable.Close(x, b, 1e-11);
    }

    [Fact]
    public void Refuses_arrays_too_short_and_stops_when_cancelled()
    {
        Assert.Throws<ArgumentException>(() => BatchedCholesky.Solve(new double[7], 2, new double[4], 2, 2, new int[2], 1, Token));
        Assert.Throws<ArgumentException>(() => BatchedCholesky.Solve(new double[8], 2, new double[4], 2, 2, new int[1], 1, Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => BatchedCholesky.Solve(new double[8], 2, new double[4], 0, 2, new int[2], 1, Token));
        Assert.ThrowsAny<OperationCanceledException>(() => BatchedCholesky.Solve(new double[8], 2, new double[4], 2, 2, new int[2], 1, new(true)));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Systems G Gᵀ / n + I with known solutions.</summary>
    private static (double[] A, double[] B, double[] X) Systems(int n, int stride, int count)
    {
        var (a, b, x) = (new double[count * n * stride], new double[count * n], GoldenTable.Normal(count * n, n));
        for (var s = 0; s < count; s++)
        {
            var g = GoldenTable.Normal(n * n, s + (1000 * n));
            var square = GoldenTable.Product(g, GoldenTable.Transposed(g, n, n), n, n, n);
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var value = (square[(i * n) + j] / n) + (i == j ? 1 : 0);
                    a[(((s * n) + i) * stride) + j] = value;
                    b[(s * n) + i] += value * x[(s * n) + j];
                }
            }
        }
        return (a, b, x);
    }
}
