using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class SvdTests
{
    private static readonly int[] ThreadCounts = [2, 8];
    private static readonly double[] Scales = [1e-300, 1e300];

    [Theory]
    [InlineData(7, 4)]
    [InlineData(60, 25)]
    [InlineData(25, 60)]
    public void Agrees_with_numpy(int rows, int columns)
    {
        var svd = Svd.Of(GoldenTable.Of(rows, columns, 1), rows, columns, 1, Token);
        GoldenTable.Agrees($"singular_values_{rows}_{columns}", svd.Values);
        GoldenTable.Agrees($"singular_vectors_{rows}_{columns}", svd.Right);
    }

    [Fact]
    public void Gives_every_small_matrix_back()
    {
        for (var k = 0; k <= 24; k++)
        {
            Holds(GoldenTable.Normal(k * k, k), k, k);
            Holds(GoldenTable.Normal(k * (k + 3), k), k, k + 3);
            Holds(GoldenTable.Normal(k * ((2 * k) + 1), k), (2 * k) + 1, k);
        }
        Holds(GoldenTable.Normal(900 * 50, 1), 900, 50);
    }

    [Fact]
    public void Zero_constant_and_low_rank_matrices_have_orthonormal_vectors()
    {
        const int Rows = 40, Columns = 12;
        var constant = new double[Rows * Columns];
        constant.AsSpan().Fill(3);
        var two = new double[Rows * Columns];
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < Columns; j++)
            {
                two[(i * Columns) + j] = Math.Sin(i) + (j % 3);
            }
        }
        foreach (var a in new[] { new double[Rows * Columns], constant, two })
        {
            Holds(a, Rows, Columns);
            Holds(a, Columns, Rows);
        }
        var values = Svd.Of(constant, Rows, Columns, 1, Token).Values;
        Assert.Equal(3 * Math.Sqrt(Rows * Columns), values[0], 1e-12);
        Assert.Equal(0, values[1], 1e-12);
        Assert.Equal([5, 4, 3, 2, 0], Svd.Of([0, 4, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0], 5, 5, 1, Token).Values);
    }

    [Fact]
    public void Scales_with_the_matrix_and_keeps_its_bits_on_any_number_of_threads()
    {
        var one = Svd.Of(GoldenTable.Of(2000, 30), 2000, 30, 1, Token);
        foreach (var threads in ThreadCounts)
        {
            var many = Svd.Of(GoldenTable.Of(2000, 30), 2000, 30, threads, Token);
            Assert.Equal(one.Left, many.Left);
            Assert.Equal(one.Values, many.Values);
            Assert.Equal(one.Right, many.Right);
        }
        foreach (var scale in Scales)
        {
            var scaled = Svd.Of(GoldenTable.Of(2000, 30).Select(v => v * scale).ToArray(), 2000, 30, 1, Token);
            GoldenTable.Close(one.Values, scaled.Values.Select(v => v / scale).ToArray(), 1e-11);
        }
    }

    [Fact]
    public void Answers_NaN_for_what_is_not_a_number_refuses_other_sizes_and_stops_when_cancelled()
    {
        var svd = Svd.Of([1, 2, double.NaN, 4, 5, 6], 3, 2, 1, Token);
        Assert.All([.. svd.Left, .. svd.Values, .. svd.Right], v => Assert.True(double.IsNaN(v)));
        Assert.Throws<ArgumentException>(() => Svd.Of(new double[5], 3, 2, 1, Token));
        Assert.ThrowsAny<OperationCanceledException>(() => Svd.Of(new double[6], 3, 2, 1, new(true)));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void Holds(double[] a, int rows, int columns)
    {
        var svd = Svd.Of(a, rows, columns, 2, Token);
        var k = Math.Min(rows, columns);
        GoldenTable.RowsAreOrthonormal(GoldenTable.Transposed(svd.Left, rows, k), k, rows);
        GoldenTable.RowsAreOrthonormal(svd.Right, k, columns);
        var scaled = (double[])svd.Right.Clone();
        for (var i = 0; i < k; i++)
        {
            Assert.True(svd.Values[i] >= 0 && (i == 0 || svd.Values[i] <= svd.Values[i - 1]));
            var row = scaled.AsSpan(i * columns, columns);
            Assert.Equal(row.ToArray().Max(Math.Abs), row.ToArray().Max());
            foreach (ref var value in row)
            {
                value *= svd.Values[i];
            }
        }
        GoldenTable.Close(a, GoldenTable.Product(svd.Left, scaled, rows, k, columns), 1e-12 * (k + 3));
    }
}
