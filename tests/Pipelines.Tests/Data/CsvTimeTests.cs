using System.Text;
using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Data;

public sealed class CsvTimeTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CsvData Read(string[] cells, CsvOptions? options = null, string name = "x") =>
        CsvFile.Read(_folder.File($"k,{name}\n" + string.Join('\n', cells.Select(c => $"r,\"{c}\""))), options, TestContext.Current.CancellationToken);

    private string[] Times(string[] cells, CsvOptions? options = null, string name = "x")
    {
        var column = Assert.IsType<TimeColumn>(Read(cells, options, name).Table[name]);
        return [.. Enumerable.Range(0, column.Rows).Select(column.Text)];
    }

    [Theory]
    [InlineData("2024-03-05", "2024-03-05")]
    [InlineData("2024-3-5", "2024-03-05")]
    [InlineData("2024/3/5 9:05", "2024-03-05T09:05:00")]
    [InlineData("2024.03.05", "2024-03-05")]
    [InlineData("2024-03-05T09:05:06", "2024-03-05T09:05:06")]
    [InlineData("2024-03-05 09:05:06.123", "2024-03-05T09:05:06.123")]
    [InlineData("2024-03-05T09:05:06Z", "2024-03-05T09:05:06Z")]
    [InlineData("2024-03-05T09:05:06+08:00", "2024-03-05T01:05:06Z")]
    [InlineData("2024-03-05 09:05:06+0800", "2024-03-05T01:05:06Z")]
    [InlineData("2024年3月5日", "2024-03-05")]
    [InlineData("2024年03月05日 14:05", "2024-03-05T14:05:00")]
    [InlineData("2024年3月5日14时5分6秒", "2024-03-05T14:05:06")]
    [InlineData("2024年3月", "2024-03-01")]
    [InlineData("2024/3/5 下午2:05", "2024-03-05T14:05:00")]
    [InlineData("2024/3/5 上午12:05:01", "2024-03-05T00:05:01")]
    [InlineData("2024-03-05 2:05 PM", "2024-03-05T14:05:00")]
    [InlineData("5.3.2024", "2024-03-05")]
    [InlineData("25/12/2024", "2024-12-25")]
    [InlineData("12/25/2024 1:02:03 am", "2024-12-25T01:02:03")]
    [InlineData("25.12.24", "2024-12-25")]
    [InlineData("05-Mar-2024", "2024-03-05")]
    [InlineData("5 March 2024", "2024-03-05")]
    [InlineData("Mar 5, 2024 10:00", "2024-03-05T10:00:00")]
    [InlineData("２０２４－０３－０５", "2024-03-05")]
    [InlineData("2024-02-29", "2024-02-29")]
    public void Reads_a_time_as_people_write_it(string cell, string expected) => Assert.Equal([expected], Times([cell]));

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("2024-13-01")]
    [InlineData("2024-03-05 25:00")]
    [InlineData("2024-03-05 10:61")]
    [InlineData("2024-03-05x")]
    [InlineData("12:30")]
    [InlineData("version 2024-03-05")]
    [InlineData("2024-03/05")]
    [InlineData("31/31/2024")]
    [InlineData("192.168.1.1")]
    [InlineData("010-12345678")]
    public void Anything_else_is_text(string cell) => Assert.IsType<TextColumn>(Read([cell]).Table["x"]);

    [Fact]
    public void Days_without_separators_are_times_where_all_are_days()
    {
        Assert.Equal(["2024-03-05", "2023-12-31"], Times(["20240305", "20231231"]));
        Assert.Equal(["2024-03-05T10:20:30", "2023-12-31T00:00:01"], Times(["20240305102030", "20231231000001"]));
        Assert.IsType<NumberColumn>(Read(["20240305", "20231399"]).Table["x"]);
    }

    [Fact]
    public void The_order_of_day_and_month_is_found_from_the_whole_column_or_asked_for()
    {
        Assert.Equal(["2024-04-03", "2024-12-25"], Times(["03/04/2024", "25/12/2024"]));
        Assert.Equal(["2024-03-04", "2024-12-25"], Times(["03/04/2024", "12/25/2024"]));
        var error = Assert.Throws<DataException>(() => Read(["03/03/2024", "03/04/2024"]));
        Assert.Equal("csv.ambiguous-date", error.Code);
        Assert.Contains("data.csv(3): column 'x': '03/04/2024'", error.Message, StringComparison.Ordinal);
        Assert.Contains("--time-format", error.Message, StringComparison.Ordinal);
        Assert.Equal(["2024-03-03", "2024-04-03"], Times(["03/03/2024", "03/04/2024"], new() { TimeFormat = "dd/MM/yyyy" }));
        Assert.Equal(["2024-03-03", "2024-03-04"], Times(["03/03/2024", "03/04/2024"], new() { TimeFormat = "MM/dd/yyyy" }));
        Assert.Equal(["2024-04-03"], Times(["03/04/2024"], new() { DayFirst = true }));
        Assert.Equal(["2024-03-04"], Times(["03/04/2024"], new() { DayFirst = false }));
        Assert.Equal(["2024-12-25", "2024-03-04"], Times(["12/25/2024", "03/04/2024"], new() { DayFirst = true }));
        Assert.Equal(["2024-05-05"], Times(["5/5/2024"]));
        Assert.IsType<TextColumn>(Read(["13/04/2024", "04/13/2024"]).Table["x"]);
    }

    [Fact]
    public void Seconds_since_1970_are_times_where_the_name_or_the_caller_says_so()
    {
        var told = new CsvOptions { Types = new Dictionary<string, CsvType> { ["x"] = CsvType.Time } };
        Assert.Equal(["2024-01-01T00:00:00Z", "2009-12-14T02:52:24Z"], Times(["1704067200", "1260759144"], name: "timestamp"));
        Assert.Equal(["2024-01-01T00:00:00.25Z"], Times(["1704067200250"], told));
        Assert.IsType<NumberColumn>(Read(["1704067200"]).Table["x"]);
        Assert.IsType<NumberColumn>(Read(["0.5"], name: "timestamp").Table["timestamp"]);
    }

    [Fact]
    public void Excels_days_are_times_only_where_told()
    {
        var told = new CsvOptions { Types = new Dictionary<string, CsvType> { ["x"] = CsvType.Time } };
        Assert.Equal(["2024-03-05", "2024-03-05T12:00:00", "1900-01-01"], Times(["45356", "45356.5", "1"], told));
        Assert.IsType<NumberColumn>(Read(["45356"]).Table["x"]);
    }

    [Fact]
    public void A_cell_that_is_no_time_is_refused_with_its_place_where_told()
    {
        var error = Assert.Throws<DataException>(() => Read(["2024-03-05", "soon"], new() { Types = new Dictionary<string, CsvType> { ["x"] = CsvType.Time } }));
        Assert.Equal("csv.time", error.Code);
        Assert.Contains("data.csv(3,2): column 'x': 'soon'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Some_with_a_zone_and_some_without_stay_text() => Assert.IsType<TextColumn>(Read(["2024-03-05T09:00:00Z", "2024-03-05T09:00:00"]).Table["x"]);

    [Fact]
    public void Missing_times_are_missing()
    {
        var column = Assert.IsType<TimeColumn>(Read(["2024-03-05", "", "无"]).Table["x"]);
        Assert.Equal([false, true, true], Enumerable.Range(0, 3).Select(column.IsMissing));
    }

    [Fact]
    public void Never_fails_on_noise()
    {
        var rng = Rng.At(5);
        var alphabet = Encoding.UTF8.GetBytes("0123456789-/:. TZ+年月日上午下时分秒ApmMar");
        var cell = new byte[20];
        for (var i = 0; i < 200_000; i++)
        {
            var length = 6 + rng.NextBelow(14);
            for (var k = 0; k < length; k++)
            {
                cell[k] = alphabet[rng.NextBelow(alphabet.Length)];
            }
            CsvTime.TryRead(cell.AsSpan(0, length), out _);
            CsvNumber.TryRead(cell.AsSpan(0, length), out _);
        }
    }
}
