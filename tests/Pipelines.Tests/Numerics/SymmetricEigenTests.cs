using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class SymmetricEigenTests
{
    private static readonly int[] ThreadCounts = [2, 8];
    private static readonly double[] Scales = [1e-300, 1e-8, 1e300];
    private static readonly double[] NotNumbers = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(100)]
    public void Agrees_with_numpy(int n)
    {
        var pairs = SymmetricEigen.Of(GoldenTable.Symmetric(n), n, cancellation: Token);
        GoldenTable.Agrees($"eigen_values_{n}", pairs.Values);
        GoldenTable.Agrees($"eigen_vectors_{n}", pairs.Vectors);
    }

    [Fact]
    public void Vectors_are_orthonormal_and_give_the_matrix_back_for_every_small_order()
    {
        for (var n = 0; n <= 70; n++)
        {
            var g = GoldenTable.Normal(n * n, n);
            var a = GoldenTable.Product(g, GoldenTable.Transposed(g, n, n), n, n, n);
            Holds(a, n, SymmetricEigen.Of(a, n, cancellation: Token));
        }
    }

    [Theory]
    [InlineData(129)]
    [InlineData(256)]
    public void Vectors_are_orthonormal_and_give_the_matrix_back_across_blocks(int n)
    {
        var a = GoldenTable.Symmetric(n);
        Holds(a, n, SymmetricEigen.Of(a, n, cancellation: Token));
    }

    [Fact]
    public void Diagonal_constant_and_low_rank_matrices_come_out_exactly_orthogonal()
    {
        const int N = 50;
        var diagonal = new double[N * N];
        var constant = new double[N * N];
        constant.AsSpan().Fill(2);
        var lowRank = new double[N * N];
        for (var i = 0; i < N; i++)
        {
            diagonal[(i * N) + i] = (i % 5) - 2;
            for (var j = 0; j < N; j++)
            {
                lowRank[(i * N) + j] = Math.Cos(i) * Math.Cos(j);
            }
        }
        foreach (var a in new[] { new double[N * N], diagonal, constant, lowRank })
        {
            Holds(a, N, SymmetricEigen.Of(a, N, cancellation: Token));
        }
        Assert.Equal(2 * N, SymmetricEigen.Of(constant, N, cancellation: Token).Values[0], 1e-12);
        Assert.Equal([2, 2, 2], SymmetricEigen.Of(diagonal, N, cancellation: Token).Values.AsSpan(0, 3).ToArray());
    }

    [Fact]
    public void Scales_with_the_matrix_from_the_smallest_to_the_largest_numbers()
    {
        var one = SymmetricEigen.Of(GoldenTable.Symmetric(30), 30, cancellation: Token);
        foreach (var scale in Scales)
        {
            var a = GoldenTable.Symmetric(30).Select(v => v * scale).ToArray();
            var pairs = SymmetricEigen.Of(a, 30, cancellation: Token);
            GoldenTable.Close(one.Values, pairs.Values.Select(v => v / scale).ToArray(), 1e-13 * 30);
            GoldenTable.RowsAreOrthonormal(pairs.Vectors, 30, 30);
        }
    }

    [Fact]
    public void Sorts_either_way_and_makes_the_largest_component_positive()
    {
        const int N = 33;
        var down = SymmetricEigen.Of(GoldenTable.Symmetric(N), N, cancellation: Token);
        var up = SymmetricEigen.Of(GoldenTable.Symmetric(N), N, false, cancellation: Token);
        Assert.Equal(down.Values.Reverse(), up.Values);
        for (var i = 0; i < N; i++)
        {
            var vector = down.Vectors.AsSpan(i * N, N).ToArray();
            Assert.Equal(vector, up.Vectors.AsSpan((N - 1 - i) * N, N).ToArray());
            Assert.Equal(vector.Max(Math.Abs), vector.Max());
        }
    }

    [Fact]
    public void Gives_the_same_bits_on_any_number_of_threads()
    {
        const int N = 600;
        var one = SymmetricEigen.Of(GoldenTable.Symmetric(N), N, cancellation: Token);
        foreach (var threads in ThreadCounts)
        {
            var many = SymmetricEigen.Of(GoldenTable.Symmetric(N), N, true, threads, Token);
            Assert.Equal(one.Values, many.Values);
            Assert.Equal(one.Vectors, many.Vectors);
        }
    }

    [Fact]
    public void Reads_only_the_lower_triangle_and_answers_NaN_for_what_is_not_a_number()
    {
        var a = GoldenTable.Symmetric(20);
        var expected = SymmetricEigen.Of(a, 20, cancellation: Token);
        for (var i = 0; i < 20; i++)
        {
            a.AsSpan((i * 20) + i + 1, 19 - i).Fill(double.NaN);
        }
        Assert.Equal(expected.Vectors, SymmetricEigen.Of(a, 20, cancellation: Token).Vectors);
        foreach (var bad in NotNumbers)
        {
            a[(7 * 20) + 3] = bad;
            var pairs = SymmetricEigen.Of(a, 20, cancellation: Token);
            Assert.All(pairs.Values, v => Assert.True(double.IsNaN(v)));
            Assert.All(pairs.Vectors, v => Assert.True(double.IsNaN(v)));
        }
    }

    [Fact]
    public void Refuses_an_array_of_another_size_and_stops_when_cancelled()
    {
        Assert.Throws<ArgumentException>(() => SymmetricEigen.Of(new double[8], 3, cancellation: Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => SymmetricEigen.Of([], -1, cancellation: Token));
        Assert.ThrowsAny<OperationCanceledException>(() => SymmetricEigen.Of(GoldenTable.Symmetric(9), 9, cancellation: new(true)));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void Holds(double[] a, int n, SymmetricEigenPairs pairs)
    {
        GoldenTable.RowsAreOrthonormal(pairs.Vectors, n, n);
        var scaled = (double[])pairs.Vectors.Clone();
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] *= pairs.Values[i / n];
            Assert.True(i % n > 0 || i < n || pairs.Values[i / n] <= pairs.Values[(i / n) - 1]);
        }
        var size = Math.Max(1, a.Select(Math.Abs).DefaultIfEmpty().Max());
        GoldenTable.Close(a, GoldenTable.Product(GoldenTable.Transposed(pairs.Vectors, n, n), scaled, n, n, n), 1e-13 * size * (n + 5));
    }
}
