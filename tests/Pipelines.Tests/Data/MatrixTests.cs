using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Data;

public sealed class MatrixTests
{
    private static readonly Matrix Six = new(3, 2, [1, 2, 3, 4, 5, 6]);

    [Fact]
    public void Rows_are_windows_on_the_values()
    {
        var matrix = new Matrix(2, 2);
        matrix[1][0] = 7;
        Assert.Equal([0, 0, 7, 0], matrix.Values);
        Assert.Equal("Matrix 2 x 2", matrix.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[2].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[-1].Length);
    }

    [Fact]
    public void Refuses_sizes_that_do_not_fit()
    {
        Assert.Equal("Matrix.values must be 2 x 2 = 4 numbers; got 3. Pass one number a cell.", Assert.Throws<DataException>(() => new Matrix(2, 2, [1, 2, 3])).Message);
        Assert.Equal("matrix.limit", Assert.Throws<DataException>(() => new Matrix(int.MaxValue, int.MaxValue)).Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Matrix(-1, 2));
    }

    [Fact]
    public void A_view_is_a_window_of_rows_without_copying()
    {
        var matrix = new Matrix(3, 2, [1, 2, 3, 4, 5, 6]);
        MatrixView view = matrix;
        matrix[2][1] = 9;
        Assert.Equal([5, 9], view[2]);
        var part = view[1..];
        Assert.Equal((2, 2), (part.Rows, part.Columns));
        Assert.Equal([3, 4, 5, 9], part.Values);
        Assert.Equal([5, 9], part[1..][0]);
        Assert.Equal([3, 4], view[1..2].Values);
        Assert.Equal("MatrixView 2 x 2", part.ToString());
        Assert.Equal(0, view[3..].Rows);
    }

    [Fact]
    public void A_view_does_not_reach_beyond_itself()
    {
        var part = Six.View[..1];
        Assert.Throws<ArgumentOutOfRangeException>(() => part[1].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => part[-1].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => part[..2].Rows);
        Assert.Equal([1, 2], part.ToMatrix().Values);
    }

    [Fact]
    public void The_default_view_is_empty()
    {
        MatrixView none = default;
        Assert.Equal((0, 0, 0), (none.Rows, none.Columns, none.Values.Length));
        Assert.Equal(0, none[..].Rows);
        Assert.Equal(0, none.ToMatrix().Rows);
    }

    [Fact]
    public void A_row_source_reads_whole_rows_again_and_again()
    {
        var source = RowSource.Of(Six);
        Assert.Equal((2, 3L), (source.Columns, source.Rows));
        for (var pass = 0; pass < 2; pass++)
        {
            using var cursor = source.Open();
            var block = new float[5];
            Assert.Equal(2, cursor.Read(block));
            Assert.Equal([1, 2, 3, 4], block[..4]);
            Assert.Equal(1, cursor.Read(block));
            Assert.Equal([5, 6], block[..2]);
            Assert.Equal(0, cursor.Read(block));
        }
    }

    [Fact]
    public void A_block_too_small_for_a_row_is_not_the_end()
    {
        using var cursor = RowSource.Of(Six).Open();
        Assert.Throws<ArgumentException>(() => cursor.Read(new float[1]));
    }
}
