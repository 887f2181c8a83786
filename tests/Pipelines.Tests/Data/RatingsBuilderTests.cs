using System.Globalization;
using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Data;

public sealed class RatingsBuilderTests
{
    private static readonly RatingColumns Stars = new("user", "item", "rating");
    private static readonly RatingColumns Timed = new("user", "item", "rating", "time");

    [Fact]
    public void Ids_stand_in_order_of_first_appearance_and_cells_in_order_of_user_and_item()
    {
        var data = Build(Table(["b", "a", "b", "c"], ["y", "x", "x", "z"], [1, 2, 3, 4]), Stars);
        Assert.Equal(["b", "a", "c"], data.Ratings.Users);
        Assert.Equal(["y", "x", "z"], data.Ratings.Items);
        Assert.Equal([0L, 2, 3, 4], data.Ratings.Cells.Starts.ToArray());
        Assert.Equal([0, 1, 1, 2], data.Ratings.Cells.Indices.ToArray());
        Assert.Equal([1f, 3, 2, 4], data.Ratings.Cells.Values.ToArray());
        Assert.Equal([0, 2, 1, 3], data.SourceRows.ToArray());
    }

    [Fact]
    public void Every_row_left_out_is_counted_under_its_reason()
    {
        var table = Table(["a", null, "b", "c", "d", " "], ["x", "x", null, "y", "z", "x"], [1, 2, 3, double.NaN, double.PositiveInfinity, 4]);
        var facts = Build(table, Stars).Facts;
        Assert.Equal((6, 3, 1, 1, 5), (facts.Rows, facts.MissingId, facts.MissingRating, facts.NonFinite, facts.Dropped));
    }

    [Theory]
    [InlineData(DuplicatePolicy.Last, 5)]
    [InlineData(DuplicatePolicy.Mean, 3)]
    [InlineData(DuplicatePolicy.Sum, 9)]
    public void Duplicates_follow_the_policy_and_are_counted(DuplicatePolicy policy, float expected)
    {
        var data = Build(Table(["a", "a", "a"], ["x", "x", "x"], [1, 3, 5]), Stars, policy);
        Assert.Equal([expected], data.Ratings.Cells.Values.ToArray());
        Assert.Equal((2, policy), (data.Facts.Merged, data.Facts.Duplicates));
    }

    [Fact]
    public void The_last_of_duplicates_is_the_latest_where_there_are_times_and_later_in_the_file_among_equals()
    {
        var data = Build(Table(["a", "a", "a", "b", "b"], ["x", "x", "x", "x", "x"], [1, 3, 5, 1, 2], [20, 30, 10, 7, 7]), Timed);
        Assert.Equal([3f, 2], data.Ratings.Cells.Values.ToArray());
        Assert.Equal([1, 4], data.SourceRows.ToArray());
        Assert.Equal([DateTime.UnixEpoch.AddSeconds(30).Ticks, DateTime.UnixEpoch.AddSeconds(7).Ticks], data.Ratings.Times.ToArray());
    }

    [Fact]
    public void Refuses_duplicates_when_asked_to()
    {
        var error = Assert.Throws<DataException>(() => Build(Table(["a", "b", "a"], ["x", "x", "x"], [1, 3, 5]), Stars, DuplicatePolicy.Fail));
        Assert.Equal("ratings.duplicate", error.Code);
        Assert.Contains("data rows 1 and 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_ratings_each_row_counts_once_and_repeated_rows_add_up()
    {
        var data = Build(Table(["a", "a", "b"], ["x", "x", "x"], [0, 0, 0]), new("user", "item"));
        Assert.Equal([2f, 1], data.Ratings.Cells.Values.ToArray());
        Assert.True(data.Facts.Implicit);
        Assert.Equal(DuplicatePolicy.Sum, data.Facts.Duplicates);
    }

    [Fact]
    public void Counts_add_up_and_returns_are_left_out()
    {
        var data = Build(Table(["a", "a", "b", "b"], ["x", "x", "x", "y"], [2, 3, -1, 4]), new("user", "item", Count: "rating"));
        Assert.Equal([5f, 4], data.Ratings.Cells.Values.ToArray());
        Assert.Equal(1, data.Facts.NonPositive);
    }

    [Fact]
    public void Whole_number_ids_become_plain_digits_in_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            var table = new Table([new NumberColumn("user", [31, 1_000_000_000_000_000, 1.5, -0.0]), new NumberColumn("item", [1, 1, 2, 2]), new NumberColumn("rating", [1, 2, 3, 4])]);
            Assert.Equal(["31", "1000000000000000", "1.5", "0"], Build(table, Stars).Ratings.Users);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Refuses_number_ids_whose_digits_are_lost()
    {
        var table = new Table([new NumberColumn("user", [6.22848e17]), new NumberColumn("item", [1]), new NumberColumn("rating", [1])]);
        Assert.Equal("ratings.id", Assert.Throws<DataException>(() => Build(table, Stars)).Code);
    }

    [Fact]
    public void Refuses_what_cannot_be_ratings()
    {
        Assert.Equal("ratings.empty", Code(Table([], [], []), Stars));
        Assert.Equal("ratings.none", Code(Table(["a"], ["x"], [double.NaN]), Stars));
        Assert.Equal("ratings.none", Code(Table(["a"], ["x"], [1e300]), Stars));
        Assert.Equal("ratings.text", Code(Table(["a"], ["x"], [1]), new("user", "item", "user")));
        Assert.Equal("ratings.time", Code(Table(["a"], ["x"], [1]), new("user", "item", "rating", "item")));
        Assert.Equal("ratings.epoch", Code(Table(["a"], ["x"], [1], [1e300]), Timed));
        Assert.Equal("ratings.both", Code(Table(["a"], ["x"], [1]), new("user", "item", "rating", null, "rating")));
        Assert.Equal("table.column", Code(Table(["a"], ["x"], [1]), new("user", "film", "rating")));
        Assert.Equal("ratings.sum", Code(Table(["a", "a"], ["x", "x"], [3e38, 3e38]), new("user", "item", Count: "rating")));

        static string Code(Table table, RatingColumns columns) => Assert.Throws<DataException>(() => Build(table, columns)).Code;
    }

    [Fact]
    public void One_user_one_item_and_one_rating_are_enough()
    {
        var data = Build(Table(["a"], ["x"], [4]), Stars);
        Assert.Equal((1, 1, 1), (data.Ratings.Users.Count, data.Ratings.Items.Count, data.Ratings.Count));
        Assert.True(data.Ratings.Times.IsEmpty);
    }

    [Fact]
    public void Ratings_without_a_time_stand_first_in_time_and_are_counted()
    {
        var data = Build(Table(["a", "a"], ["x", "y"], [4, 5], [double.NaN, 1260759144000]), Timed);
        Assert.Equal(1, data.Facts.MissingTime);
        Assert.Equal([TimeColumn.Missing, DateTime.UnixEpoch.AddSeconds(1260759144).Ticks], data.Ratings.Times.ToArray());
    }

    private static RatingData Build(Table table, RatingColumns columns, DuplicatePolicy? duplicates = null) =>
        RatingsBuilder.Build(table, columns, duplicates, TestContext.Current.CancellationToken);

    private static Table Table(string?[] users, string?[] items, double[] ratings, double[]? times = null)
    {
        List<Column> columns = [TextColumn.From("user", users), TextColumn.From("item", items), new NumberColumn("rating", ratings)];
        if (times is not null)
        {
            columns.Add(new NumberColumn("time", times));
        }
        return new(columns);
    }
}
