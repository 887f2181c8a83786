using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Data;

public sealed class SparseMatrixTests
{
    private static readonly SparseMatrix Sample = new(4, [0, 2, 2, 5], [0, 3, 1, 2, 3], [1, 2, 3, 4, 5]);

    [Fact]
    public void Rows_hold_their_cells()
    {
        SparseView view = Sample;
        Assert.Equal((3, 4, 5), (view.Rows, view.Columns, view.Count));
        Assert.Equal([0, 3], view[0].Indices);
        Assert.Equal(0, view[1].Count);
        Assert.Equal([3, 4, 5], view[2].Values);
        Assert.Equal(2, view[2].Start);
        Assert.True(view[2].Contains(2) && !view[2].Contains(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => view[3].Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => default(SparseView)[0].Count);
    }

    [Fact]
    public void The_transpose_holds_the_same_cells_by_columns()
    {
        var transpose = Sample.View.Transpose(out var entry).View;
        Assert.Equal((4, 3), (transpose.Rows, transpose.Columns));
        Assert.Equal([0, 1, 2, 3, 5], transpose.Starts);
        Assert.Equal([0, 2, 2, 0, 2], transpose.Indices);
        Assert.Equal([1, 3, 4, 2, 5], transpose.Values);
        Assert.Equal([0, 2, 3, 1, 4], entry);
        Assert.Equal(Sample.View.Indices, transpose.Transpose().View.Indices);
        Assert.Equal((0, 0), (default(SparseView).Transpose().Rows, default(SparseView).Transpose().Columns));
    }

    [Theory]
    [InlineData("sparse.size", 4, new long[] { }, new int[] { })]
    [InlineData("sparse.size", 4, new long[] { 1, 1 }, new[] { 0 })]
    [InlineData("sparse.size", 4, new long[] { 0, 2 }, new[] { 0 })]
    [InlineData("sparse.columns", -1, new long[] { 0, 1 }, new[] { 0 })]
    [InlineData("sparse.starts", 4, new long[] { 0, 7, 1 }, new[] { 0 })]
    [InlineData("sparse.starts", 4, new long[] { 0, 2, 1, 2 }, new[] { 0, 1 })]
    [InlineData("sparse.starts", 4, new long[] { 0, -1, 1 }, new[] { 0 })]
    [InlineData("sparse.order", 4, new long[] { 0, 2 }, new[] { 1, 0 })]
    [InlineData("sparse.order", 4, new long[] { 0, 2 }, new[] { 1, 1 })]
    [InlineData("sparse.order", 4, new long[] { 0, 1 }, new[] { 4 })]
    [InlineData("sparse.order", 4, new long[] { 0, 1 }, new[] { -1 })]
    public void Refuses_arrays_that_are_no_sparse_matrix(string code, int columns, long[] starts, int[] indices) =>
        Assert.Equal(code, Assert.Throws<DataException>(() => new SparseMatrix(columns, starts, indices, new float[indices.Length])).Code);
}
