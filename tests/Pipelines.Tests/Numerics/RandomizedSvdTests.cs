using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class RandomizedSvdTests
{
    private static readonly int[] ThreadCounts = [2, 8];

    // The table has 30 columns, so k + oversampling covers it and the answer is exact but for float32.
    [Fact]
    public void Centring_on_the_way_agrees_with_numpy_on_the_centred_table()
    {
        var (x, means) = Golden();
        var svd = RandomizedSvd.Of(new CenteredRows(x, means), 30, cancellation: Token);
        var expected = Svd.Of(Centred(), 400, 30, 1, Token);
        GoldenTable.Agrees("centred_singular_values_400_30", expected.Values);
        GoldenTable.Close(expected.Values, svd.Values, 1e-5 * expected.Values[0]);
        GoldenTable.Close(expected.Right.AsSpan(0, 90), svd.Right.AsSpan(0, 90), 1e-4);
        Assert.Equal(1, svd.Explained, 1e-6);
        for (var i = 0; i < 400; i++)
        {
            Assert.Equal(expected.Left[i * 30], svd.Left[i * 30], 1e-4);
        }
    }

    [Fact]
    public void A_large_mean_costs_no_digits()
    {
        var (rows, _) = (1000, 0);
        var values = GoldenTable.Normal(rows * 5, 4).Select((v, i) => (float)(4096 + (Math.Round(v * 1024) / 1024 * ((i % 5) + 1)))).ToArray();
        var means = Enumerable.Range(0, 5).Select(j => Enumerable.Range(0, rows).Average(i => (double)values[(i * 5) + j])).ToArray();
        var centred = values.Select((v, i) => v - means[i % 5]).ToArray();
        var svd = RandomizedSvd.Of(new CenteredRows(GemmOperand.Of(values, rows, 5), means), 5, cancellation: Token);
        var expected = Svd.Of(centred, rows, 5, 1, Token).Values;
        GoldenTable.Close(expected, svd.Values, 1e-6 * expected[0]);
    }

    [Theory]
    [InlineData(3000, 60)]
    [InlineData(200, 500)]
    public void Finds_a_low_rank_exactly_and_says_what_is_left(int n, int d)
    {
        var x = LowRank(n, d, 4, 0.01);
        var svd = RandomizedSvd.Of(new CenteredRows(GemmOperand.Of(x, n, d)), 4, cancellation: Token);
        var exact = Svd.Of(x.Select(v => (double)v).ToArray(), n, d, 1, Token);
        GoldenTable.Close(exact.Values.AsSpan(0, 4), svd.Values, 1e-5 * exact.Values[0]);
        // The residual is that of the best approximation, and that of the product of the factors.
        var best = Math.Sqrt(exact.Values.Skip(4).Sum(v => v * v));
        Assert.InRange(svd.Residual, best * 0.999, best * 1.01);
        var sum = 0.0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < d; j++)
            {
                var fitted = Enumerable.Range(0, 4).Sum(c => svd.Left[(i * 4) + c] * svd.Values[c] * svd.Right[(c * d) + j]);
                sum += Math.Pow(x[(i * d) + j] - fitted, 2);
            }
        }
        Assert.InRange(svd.Residual, Math.Sqrt(sum) * 0.998, Math.Sqrt(sum) * 1.002);
    }

    [Fact]
    public void Power_iterations_explain_more_of_a_slow_spectrum_and_never_more_than_there_is()
    {
        const int N = 2000, D = 120;
        var x = new float[N * D];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = (float)(GoldenTable.Normal(1, i)[0] * Math.Pow((i % D) + 1, -0.5));
        }
        var rows = new CenteredRows(GemmOperand.Of(x, N, D));
        var exact = Svd.Of(x.Select(v => (double)v).ToArray(), N, D, 1, Token).Values;
        var best = exact.Take(5).Sum(v => v * v) / exact.Sum(v => v * v);
        var last = 0.0;
        for (var q = 0; q <= 3; q++)
        {
            var explained = RandomizedSvd.Of(rows, 5, 5, q, 7, false, 1, Token).Explained;
            Assert.InRange(explained, last, best * (1 + 1e-6));
            last = explained;
        }
        Assert.True(last > best - 1e-3);
    }

    [Fact]
    public void The_bound_stands_above_the_error_and_falls_with_it()
    {
        const int N = 1500, D = 40;
        var x = LowRank(N, D, 6, 0.05);
        var rows = new CenteredRows(GemmOperand.Of(x, N, D));
        var exact = Svd.Of(x.Select(v => (double)v).ToArray(), N, D, 1, Token).Values;
        foreach (var size in new[] { 2, 6, 20 })
        {
            var q = RandomizedRangeFinder.Find(rows, size, 1, 3, 1, Token);
            GoldenTable.Close(Identity(size), GoldenTable.Product(GoldenTable.Transposed(q.Select(v => (double)v).ToArray(), N, size), q.Select(v => (double)v).ToArray(), size, N, size), 1e-5);
            var bound = RandomizedRangeFinder.ErrorBound(rows, q, size, 10, 3, 1, Token);
            // No basis of this size leaves less than the next singular value; the bound is seldom 60 times the error.
            Assert.InRange(bound, exact[size], 60 * exact[size]);
        }
    }

    [Fact]
    public void Constant_zero_and_duplicate_rows_give_finite_answers()
    {
        var (zero, constant) = (new float[300 * 20], new float[300 * 20]);
        constant.AsSpan().Fill(2);
        foreach (var x in new[] { zero, constant })
        {
            var svd = RandomizedSvd.Of(new CenteredRows(GemmOperand.Of(x, 300, 20)), 3, cancellation: Token);
            Assert.All(svd.Values, v => Assert.True(double.IsFinite(v)));
            Assert.All(svd.Left, v => Assert.True(float.IsFinite(v)));
            Assert.Equal(x[0] * Math.Sqrt(6000), svd.Values[0], 1e-3);
            Assert.Equal(0, svd.Residual, 0.2);
            GoldenTable.Close(Identity(3), GoldenTable.Product(svd.Right, GoldenTable.Transposed(svd.Right, 3, 20), 3, 20, 3), 1e-12);
        }
    }

    [Fact]
    public void Reads_a_transposed_table_as_its_copy()
    {
        var x = LowRank(70, 30, 5, 0.1);
        var turned = GoldenTable.Transposed(x.Select(v => (double)v).ToArray(), 70, 30).Select(v => (float)v).ToArray();
        var means = GoldenTable.Normal(30, 1);
        var one = RandomizedSvd.Of(new CenteredRows(GemmOperand.Of(x, 70, 30), means), 4, cancellation: Token);
        var other = RandomizedSvd.Of(new CenteredRows(GemmOperand.Of(turned, 30, 70).Transposed, means), 4, cancellation: Token);
        Assert.Equal(one.Values, other.Values);
        Assert.Equal(one.Left, other.Left);
    }

    [Fact]
    public void Gives_the_same_bits_on_any_number_of_threads()
    {
        const int N = 70_000, D = 24;
        var x = LowRank(N, D, 5, 0.1);
        var rows = new CenteredRows(GemmOperand.Of(x, N, D), GoldenTable.Normal(D, 1));
        var one = RandomizedSvd.Of(rows, 4, 4, 1, 0, true, 1, Token);
        var bound = RandomizedRangeFinder.ErrorBound(rows, one.Left, 4, 3, 0, 1, Token);
        foreach (var threads in ThreadCounts)
        {
            var many = RandomizedSvd.Of(rows, 4, 4, 1, 0, true, threads, Token);
            Assert.Equal(one.Values, many.Values);
            Assert.Equal(one.Right, many.Right);
            Assert.True(one.Left.AsSpan().SequenceEqual(many.Left));
            Assert.Equal(one.SquaredNorm, many.SquaredNorm);
            Assert.Equal(bound, RandomizedRangeFinder.ErrorBound(rows, one.Left, 4, 3, 0, threads, Token));
        }
    }

    [Fact]
    public void NaN_comes_out_as_NaN()
    {
        var x = LowRank(100, 10, 3, 0.1);
        x[555] = float.NaN;
        var svd = RandomizedSvd.Of(new CenteredRows(GemmOperand.Of(x, 100, 10)), 2, cancellation: Token);
        Assert.All(svd.Values, v => Assert.True(double.IsNaN(v)));
        Assert.True(double.IsNaN(svd.Explained) && double.IsNaN(svd.Residual));
    }

    [Fact]
    public void Refuses_numbers_outside_their_range_and_stops_when_cancelled()
    {
        var rows = new CenteredRows(GemmOperand.Of(new float[50], 10, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomizedSvd.Of(rows, 0, cancellation: Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomizedSvd.Of(rows, 6, cancellation: Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomizedSvd.Of(rows, 2, -1, cancellation: Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomizedSvd.Of(rows, 2, powerIterations: -1, cancellation: Token));
        Assert.Throws<ArgumentException>(() => new CenteredRows(GemmOperand.Of(new float[50], 10, 5), [1, 2]));
        Assert.ThrowsAny<OperationCanceledException>(() => RandomizedSvd.Of(rows, 2, cancellation: new(true)));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static (GemmOperand, double[]) Golden()
    {
        var table = GoldenTable.Of(400, 30);
        var means = Enumerable.Range(0, 30).Select(j => Enumerable.Range(0, 400).Average(i => table[(i * 30) + j])).ToArray();
        return (GemmOperand.Of(table.Select(v => (float)v).ToArray(), 400, 30), means);
    }

    private static double[] Centred()
    {
        var (_, means) = Golden();
        return [.. GoldenTable.Of(400, 30).Select((v, i) => v - means[i % 30])];
    }

    private static double[] Identity(int n) => [.. Enumerable.Range(0, n * n).Select(i => i % (n + 1) == 0 ? 1.0 : 0)];

    /// <summary>Rank with values 1, 1/2, 1/3, ... and noise.</summary>
    private static float[] LowRank(int n, int d, int rank, double noise)
    {
        var (left, right, x) = (GoldenTable.Normal(n * rank, 1), GoldenTable.Normal(rank * d, 2), GoldenTable.Normal(n * d, 3));
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < d; j++)
            {
                ref var value = ref x[(i * d) + j];
                value *= noise;
                for (var c = 0; c < rank; c++)
                {
                    value += left[(i * rank) + c] * right[(c * d) + j] / (c + 1);
                }
            }
        }
        return [.. x.Select(v => (float)v)];
    }
}
