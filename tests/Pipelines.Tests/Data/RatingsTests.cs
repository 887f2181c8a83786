using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Data;

public sealed class RatingsTests
{
    private static readonly Ratings Sample = new(["ann", "bob", "cy", "di"], ["x", "y", "z"], new SparseMatrix(3, [0, 2, 2, 5, 5], [0, 2, 0, 1, 2], [1, 2, 3, 4, 5]), [10, 20, 30, 40, 50]);

    [Fact]
    public void Knows_users_and_items_by_id()
    {
        Assert.Equal((2, -1, -1), (Sample.UserIndex("cy"), Sample.UserIndex("Cy"), Sample.UserIndex("x")));
        Assert.Equal((2, -1), (Sample.ItemIndex("z"), Sample.ItemIndex("ann")));
        Assert.Equal(5, Sample.Count);
    }

    [Fact]
    public void Selects_ratings_in_any_order_and_keeps_every_user_and_item()
    {
        var some = Sample.Select([4, 0, 3]);
        Assert.Equal(Sample.Users, some.Users);
        Assert.Equal([0, 1, 1, 3, 3], some.Cells.Starts);
        Assert.Equal([0, 1, 2], some.Cells.Indices);
        Assert.Equal([1, 4, 5], some.Cells.Values);
        Assert.Equal([10, 40, 50], some.Times);
        Assert.Equal([0, 0, 0, 0, 0], Sample.Select([]).Cells.Starts);
        Assert.Equal(Sample.Cells.Starts, Sample.Select([0, 1, 2, 3, 4]).Cells.Starts);
    }

    [Fact]
    public void Refuses_the_same_rating_twice() => Assert.Throws<DataException>(() => Sample.Select([1, 1]));

    [Fact]
    public void Refuses_parts_that_do_not_fit()
    {
        var cells = new SparseMatrix(1, [0, 1], [0], [3]);
        Assert.Equal("ratings.size", Assert.Throws<DataException>(() => new Ratings(["a", "b"], ["x"], cells)).Code);
        Assert.Equal("ratings.size", Assert.Throws<DataException>(() => new Ratings(["a"], ["x", "y"], cells)).Code);
        Assert.Equal("ratings.size", Assert.Throws<DataException>(() => new Ratings(["a"], ["x"], cells, [1, 2])).Code);
    }

    [Fact]
    public void Ids_said_twice_are_refused_when_looked_up()
    {
        var twice = new Ratings(["a", "a"], ["x"], new SparseMatrix(1, [0, 1, 1], [0], [3]));
        Assert.Equal("Ratings.users must have different ids; got 'a' twice. Merge what belongs to the same id first.", Assert.Throws<DataException>(() => twice.UserIndex("a")).Message);
    }
}
