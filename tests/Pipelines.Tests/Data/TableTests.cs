using System.Globalization;
using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Data;

public sealed class TableTests
{
    private static readonly Table Sample = new([new NumberColumn("n", [1.5, double.NaN, -3]), TextColumn.From("t", ["b", null, "a"]), new TimeColumn("at", [0, TimeColumn.Missing, TimeSpan.TicksPerDay], "")]);

    [Fact]
    public void Finds_columns_by_exact_name_and_lists_them_where_there_is_none()
    {
        Assert.Equal("n", Sample["n"].Name);
        Assert.Null(Sample.Find("N"));
        Assert.Equal("No column 'N'. The columns are: n, t, at.", Assert.Throws<DataException>(() => Sample["N"]).Message);
    }

    [Fact]
    public void Takes_rows_in_the_order_asked_for()
    {
        var taken = Sample.Take([2, 0, 2]);
        Assert.Equal(3, taken.Rows);
        Assert.Equal(["-3", "1.5", "-3"], Texts(taken["n"]));
        Assert.Equal(["a", "b", "a"], Texts(taken["t"]));
        Assert.Equal(0, Sample.Take([]).Rows);
    }

    [Fact]
    public void Missing_cells_are_missing_in_every_type() => Assert.All(Sample.Columns, c =>
    {
        Assert.True(c.IsMissing(1));
        Assert.False(c.IsMissing(0));
        Assert.Equal("", c.Text(1));
    });

    [Fact]
    public void Refuses_columns_of_one_name_or_of_other_lengths()
    {
        Assert.Equal("table.duplicate", Assert.Throws<DataException>(() => new Table([new NumberColumn("n", []), new NumberColumn("n", [])])).Code);
        Assert.Equal("table.length", Assert.Throws<DataException>(() => new Table([new NumberColumn("n", [1]), new NumberColumn("m", [])])).Code);
        Assert.Equal(0, new Table([]).Rows);
    }

    [Fact]
    public void Numbers_are_written_exactly_and_for_no_culture()
    {
        var here = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal(["0.1", "9007199254740992", "1E+300", "-0.0001"], Texts(new NumberColumn("n", [0.1, 9007199254740992, 1e300, -0.0001])));
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }

    [Fact]
    public void Times_are_written_as_iso_with_what_they_know()
    {
        var day = new DateTime(2024, 3, 5);
        Assert.Equal(["2024-03-05", "2024-03-05T13:45:10", "2024-03-05T00:00:00.25"], Texts(new TimeColumn("at", [day.Ticks, day.Add(new(13, 45, 10)).Ticks, day.AddMilliseconds(250).Ticks], "")));
        Assert.Equal(["2024-03-05T00:00:00Z"], Texts(new TimeColumn("at", [day.Ticks], "UTC")));
    }

    [Fact]
    public void Text_columns_store_each_text_once_in_the_order_of_appearance()
    {
        var column = TextColumn.From("t", ["b", "a", null, "b", "", "B"]);
        Assert.Equal(["b", "a", "", "B"], column.Levels);
        Assert.Equal([0, 1, -1, 0, 2, 3], column.Codes);
    }

    private static string[] Texts(Column column) => [.. Enumerable.Range(0, column.Rows).Select(column.Text)];
}
