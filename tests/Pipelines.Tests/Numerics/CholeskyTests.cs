using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class CholeskyTests
{
    private static readonly int[] ThreadCounts = [1, 2, 8];
    private static readonly double[] BadPivots = [-1e9, double.NaN, double.PositiveInfinity];

    [Fact]
    public void Agrees_with_the_textbook_loops_for_every_small_size()
    {
        for (var n = 0; n <= 70; n++)
        {
            Agrees(n);
        }
    }

    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(131)]
    [InlineData(197)]
    [InlineData(256)]
    [InlineData(331)]
    public void Agrees_with_the_textbook_loops_across_blocks(int n) => Agrees(n);

    [Fact]
    public void Agrees_with_numpy()
    {
        var a = GoldenTable.Symmetric(90);
        a = GoldenTable.Product(a, a, 90, 90, 90);
        for (var i = 0; i < 90; i++)
        {
            a[(i * 90) + i]++;
        }
        Assert.Equal(-1, Cholesky.Factor(a, 90, 1, Token));
        GoldenTable.Agrees("cholesky_90", Enumerable.Range(0, 90).Select(i => a[(i * 90) + i]).ToArray());
    }

    [Fact]
    public void The_inverse_times_the_matrix_is_the_identity()
    {
        const int N = 301;
        var a = Positive(N, 9);
        var inverse = (double[])a.Clone();
        Assert.Equal(-1, Cholesky.Factor(inverse, N, 1, Token));
        Cholesky.Invert(inverse, N, 1, Token);
        for (var i = 0; i < N; i += 7)
        {
            for (var j = 0; j < N; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < N; k++)
                {
                    sum += a[(i * N) + k] * inverse[(k * N) + j];
                }
                Assert.Equal(i == j ? 1 : 0, sum, 1e-10);
            }
        }
    }

    [Fact]
    public void Gives_the_same_bits_on_any_number_of_threads()
    {
        const int N = 389;
        var factors = new double[3][];
        var inverses = new double[3][];
        foreach (var (t, threads) in ThreadCounts.Index())
        {
            factors[t] = Positive(N, 4);
            Assert.Equal(-1, Cholesky.Factor(factors[t], N, threads, Token));
            inverses[t] = (double[])factors[t].Clone();
            Cholesky.Invert(inverses[t], N, threads, Token);
        }
        Assert.Equal(factors[0], factors[1]);
        Assert.Equal(factors[0], factors[2]);
        Assert.Equal(inverses[0], inverses[1]);
        Assert.Equal(inverses[0], inverses[2]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(130)]
    public void Names_the_first_pivot_that_is_not_positive(int bad)
    {
        const int N = 150;
        foreach (var value in BadPivots)
        {
            var a = Positive(N, 2);
            a[(bad * N) + bad] = value;
            Assert.Equal(bad, Cholesky.Factor(a, N, 2, Token));
        }
    }

    [Fact]
    public void Reads_only_the_lower_triangle()
    {
        const int N = 90;
        var whole = Positive(N, 5);
        var lower = (double[])whole.Clone();
        for (var i = 0; i < N; i++)
        {
            lower.AsSpan((i * N) + i + 1, N - i - 1).Fill(double.NaN);
        }
        Assert.Equal(-1, Cholesky.Factor(lower, N, 1, Token));
        Cholesky.Invert(lower, N, 1, Token);
        Assert.Equal(-1, Cholesky.Factor(whole, N, 1, Token));
        Cholesky.Invert(whole, N, 1, Token);
        Assert.Equal(whole, lower);
    }

    [Fact]
    public void Refuses_an_array_of_another_size_and_stops_when_cancelled()
    {
        Assert.Throws<ArgumentException>(() => Cholesky.Factor(new double[8], 3, 1, Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cholesky.Factor([], -1, 1, Token));
        Assert.ThrowsAny<OperationCanceledException>(() => Cholesky.Factor(Positive(200, 1), 200, 2, new(true)));
        Assert.ThrowsAny<OperationCanceledException>(() => Cholesky.Invert(Positive(200, 1), 200, 2, new(true)));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void Agrees(int n)
    {
        var a = Positive(n, n);
        var expected = TextbookFactor(a, n);
        var actual = (double[])a.Clone();
        Assert.Equal(-1, Cholesky.Factor(actual, n, 2, Token));
        var x = new double[n];
        var rng = Rng.At(77, n);
        for (var i = 0; i < n; i++)
        {
            x[i] = rng.NextGaussian();
            for (var j = 0; j <= i; j++)
            {
                Assert.Equal(expected[(i * n) + j], actual[(i * n) + j], 1e-10);
            }
        }
        var b = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                b[i] += a[(i * n) + j] * x[j];
            }
        }
        Cholesky.Solve(actual, n, b);
        var inverse = TextbookInverse(expected, n);
        Cholesky.Invert(actual, n, 2, Token);
        for (var i = 0; i < n; i++)
        {
            Assert.Equal(x[i], b[i], 1e-9);
            for (var j = 0; j < n; j++)
            {
                Assert.Equal(inverse[(i * n) + j], actual[(i * n) + j], 1e-10);
            }
        }
    }

    /// <summary>G Gᵀ / n + I of a Gaussian n x n matrix.</summary>
    private static double[] Positive(int n, long seed)
    {
        var rng = Rng.At(seed, 1);
        var g = new double[n * n];
        foreach (ref var value in g.AsSpan())
        {
            value = rng.NextGaussian();
        }
        var a = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = i == j ? 1.0 : 0;
                for (var k = 0; k < n; k++)
                {
                    sum += g[(i * n) + k] * g[(j * n) + k] / n;
                }
                a[(i * n) + j] = a[(j * n) + i] = sum;
            }
        }
        return a;
    }

    private static double[] TextbookFactor(double[] a, int n)
    {
        var l = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[(i * n) + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= l[(i * n) + k] * l[(j * n) + k];
                }
                l[(i * n) + j] = i == j ? Math.Sqrt(sum) : sum / l[(j * n) + j];
            }
        }
        return l;
    }

    private static double[] TextbookInverse(double[] l, int n)
    {
        var inverse = new double[n * n];
        for (var column = 0; column < n; column++)
        {
            for (var i = 0; i < n; i++)
            {
                var sum = i == column ? 1.0 : 0;
                for (var k = 0; k < i; k++)
                {
                    sum -= l[(i * n) + k] * inverse[(k * n) + column];
                }
                inverse[(i * n) + column] = sum / l[(i * n) + i];
            }
            for (var i = n - 1; i >= 0; i--)
            {
                var sum = inverse[(i * n) + column];
                for (var k = i + 1; k < n; k++)
                {
                    sum -= l[(k * n) + i] * inverse[(k * n) + column];
                }
                inverse[(i * n) + column] = sum / l[(i * n) + i];
            }
        }
        return inverse;
    }
}
