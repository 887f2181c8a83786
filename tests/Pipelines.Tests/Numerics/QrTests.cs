using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class QrTests
{
    private static readonly int[] ThreadCounts = [2, 8];
    private static readonly double[] Scales = [1e-300, 1e-120, 1e300];

    [Theory]
    [InlineData(7, 4)]
    [InlineData(300, 12)]
    [InlineData(2500, 5)]
    public void Agrees_with_scipy(int rows, int columns) => GoldenTable.Agrees($"qr_{rows}_{columns}", Qr.Factor(GoldenTable.Of(rows, columns, 1), rows, columns, 1, Token));

    [Fact]
    public void Gives_the_table_back_for_every_small_shape()
    {
        for (var columns = 0; columns <= 40; columns++)
        {
            Holds(columns, columns);
            Holds(columns + 1, columns);
            Holds((3 * columns) + 5, columns);
        }
    }

    [Theory]
    [InlineData(513, 3)]
    [InlineData(2047, 17)]
    [InlineData(1200, 70)]
    [InlineData(5000, 33)]
    [InlineData(150, 150)]
    public void Gives_the_table_back_across_blocks_of_rows_and_panels(int rows, int columns) => Holds(rows, columns);

    [Fact]
    public void The_triangle_alone_is_the_same_and_leaves_the_table()
    {
        var a = GoldenTable.Normal(3000 * 9, 1);
        var copy = (double[])a.Clone();
        var r = Qr.Triangle(a, 3000, 9, 2, Token);
        Assert.Equal(copy, a);
        Assert.Equal(r, Qr.Factor(a, 3000, 9, 1, Token));
    }

    [Fact]
    public void Deficient_rank_gives_finite_orthonormal_columns()
    {
        const int Rows = 1500, Columns = 8;
        var a = new double[Rows * Columns];
        for (var i = 0; i < Rows; i++)
        {
            // A constant, its copy, a zero column, a column that starts with zeros, and a sum of two.
            a.AsSpan(i * Columns, Columns).Clear();
            (a[i * Columns], a[(i * Columns) + 1], a[(i * Columns) + 3]) = (1, 1, i > 700 ? Math.Sin(i) : 0);
            a[(i * Columns) + 4] = a[i * Columns] + a[(i * Columns) + 3];
        }
        foreach (var values in new[] { a, new double[Rows * Columns] })
        {
            var q = (double[])values.Clone();
            var r = Qr.Factor(q, Rows, Columns, 1, Token);
            GoldenTable.RowsAreOrthonormal(GoldenTable.Transposed(q, Rows, Columns), Columns, Rows);
            GoldenTable.Close(values, GoldenTable.Product(q, r, Rows, Columns, Columns), 1e-12);
        }
    }

    [Fact]
    public void Float32_is_factored_in_double()
    {
        const int Rows = 2000, Columns = 11;
        var exact = GoldenTable.Normal(Rows * Columns, 2).Select(v => (double)(float)v).ToArray();
        var single = exact.Select(v => (float)v).ToArray();
        var r = Qr.Factor(single, Rows, Columns, 1, Token);
        Assert.Equal(Qr.Factor(exact, Rows, Columns, 1, Token), r);
        Assert.Equal(exact.Select(v => (float)v), single);
    }

    [Fact]
    public void Gives_the_same_bits_on_any_number_of_threads_whether_blocks_are_kept_or_not()
    {
        foreach (var (rows, columns) in new[] { (4000, 20), (110_000, 40) })
        {
            var a = GoldenTable.Normal(rows * columns, 3);
            var one = (double[])a.Clone();
            var r = Qr.Factor(one, rows, columns, 1, Token);
            foreach (var threads in ThreadCounts)
            {
                var many = (double[])a.Clone();
                Assert.Equal(r, Qr.Factor(many, rows, columns, threads, Token));
                Assert.True(one.AsSpan().SequenceEqual(many));
            }
        }
    }

    [Fact]
    public void Scales_with_the_table_from_the_smallest_to_the_largest_numbers()
    {
        var r = Qr.Triangle(GoldenTable.Of(50, 6), 50, 6, 1, Token);
        foreach (var scale in Scales)
        {
            var scaled = Qr.Triangle(GoldenTable.Of(50, 6).Select(v => v * scale).ToArray(), 50, 6, 1, Token);
            GoldenTable.Close(r, scaled.Select(v => v / scale).ToArray(), 1e-13);
        }
    }

    [Fact]
    public void NaN_spreads_to_every_column_from_its_own_on()
    {
        var a = GoldenTable.Of(600, 4);
        a[(555 * 4) + 1] = double.NaN;
        var r = Qr.Factor(a, 600, 4, 1, Token);
        Assert.False(double.IsNaN(r[0]));
        Assert.True(double.IsNaN(r[5]) && double.IsNaN(r[10]) && double.IsNaN(r[15]));
        Assert.True(double.IsNaN(a[1]) && double.IsNaN(a[^1]));
    }

    [Fact]
    public void Refuses_what_is_wider_than_tall_and_stops_when_cancelled()
    {
        Assert.Throws<ArgumentException>(() => Qr.Factor(new double[6], 2, 3, 1, Token));
        Assert.Throws<ArgumentException>(() => Qr.Factor(new double[7], 3, 2, 1, Token));
        Assert.ThrowsAny<OperationCanceledException>(() => Qr.Factor(new double[6], 3, 2, 1, new(true)));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void Holds(int rows, int columns)
    {
        var a = GoldenTable.Normal(rows * columns, rows);
        var q = (double[])a.Clone();
        var r = Qr.Factor(q, rows, columns, 2, Token);
        GoldenTable.RowsAreOrthonormal(GoldenTable.Transposed(q, rows, columns), columns, rows);
        GoldenTable.Close(a, GoldenTable.Product(q, r, rows, columns, columns), 1e-12);
        for (var i = 0; i < columns; i++)
        {
            Assert.True(r[(i * columns) + i] >= 0);
            Assert.All(r[(i * columns)..((i * columns) + i)], v => Assert.Equal(0, v));
        }
    }
}
