using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Data;

public sealed class CsvFileTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CsvData Read(string text, CsvOptions? options = null) => CsvFile.Read(_folder.File(text), options, TestContext.Current.CancellationToken);

    private DataException Refused(string text, CsvOptions? options = null) => Assert.Throws<DataException>(() => Read(text, options));

    private static double[] Numbers(CsvData data, string name) => Assert.IsType<NumberColumn>(data.Table[name]).Values;

    private static string[] Texts(CsvData data, string name) => [.. Enumerable.Range(0, data.Table.Rows).Select(data.Table[name].Text)];

    private static string[] Facts(CsvData data, int column) => [.. data.Columns[column].Facts.Select(f => f.Key)];

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Reads_numbers_times_and_text_whatever_ends_a_line(string end)
    {
        var data = Read(string.Join(end, "id,when,who", "1.5,2024-03-05,Ann", "-2,2024-03-06 07:08:09,Bob", ",,"));
        Assert.Equal([1.5, -2], Numbers(data, "id"));
        Assert.Equal(["2024-03-05", "2024-03-06T07:08:09"], Texts(data, "when"));
        Assert.Equal(["Ann", "Bob"], Texts(data, "who"));
        Assert.Equal(2, data.RowsRead);
        Assert.Empty(data.Dropped);
    }

    [Fact]
    public void An_empty_number_is_missing_and_never_zero()
    {
        var data = Read("a,b\n1,x\n,y\nNA,z\n0,空\n");
        Assert.Equal([1, double.NaN, double.NaN, 0], Numbers(data, "a"));
        Assert.Equal(["x", "y", "z", "空"], Texts(data, "b"));
    }

    [Fact]
    public void A_word_for_none_is_missing_in_numbers_and_a_value_in_text()
    {
        var data = Read("n,t\n1,有\n无,无\n2,有\n");
        Assert.Equal([1, double.NaN, 2], Numbers(data, "n"));
        Assert.Equal(["有", "无", "有"], Texts(data, "t"));
    }

    [Fact]
    public void Own_missing_tokens_replace_the_usual_ones()
    {
        var data = Read("a\n1\n?\n3\n", new() { Missing = ["?"] });
        Assert.Equal([1, double.NaN, 3], Numbers(data, "a"));
        Assert.Equal(["1", "NA", "3"], Texts(Read("a\n1\nNA\n3\n", new() { Missing = ["?"] }), "a"));
    }

    [Fact]
    public void Quoted_fields_keep_delimiters_quotes_and_line_breaks()
    {
        var data = Read("a,b\n\"x, \"\"y\"\"\r\nz\",1\n\"\",2\n");
        Assert.Equal(["x, \"y\"\r\nz", ""], Texts(data, "a"));
        Assert.Equal([1, 2], Numbers(data, "b"));
    }

    [Fact]
    public void Blanks_between_delimiter_and_quote_are_passed_over()
    {
        var data = Read("a, \"b, c\", d\n1, \"x, y\", 3\n");
        Assert.Equal(["a", "b, c", "d"], data.Dialect.Columns);
        Assert.Equal(["x, y"], Texts(data, "b, c"));
    }

    [Fact]
    public void A_quote_inside_an_unquoted_field_is_text() => Assert.Equal(["15\" screen"], Texts(Read("a,b\n15\" screen,1\n"), "a"));

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Finds_the_delimiter(char delimiter)
    {
        var data = Read($"a{delimiter}b\n1{delimiter}x y\n2{delimiter}z\n");
        Assert.Equal(delimiter, data.Dialect.Delimiter);
        Assert.Equal([1, 2], Numbers(data, "a"));
    }

    [Fact]
    public void Finds_runs_of_blanks()
    {
        var data = Read("  x    y  label\n 1.5  2   \"a b\"\n-3    4   c\n");
        Assert.Equal(' ', data.Dialect.Delimiter);
        Assert.Equal([1.5, -3], Numbers(data, "x"));
        Assert.Equal(["a b", "c"], Texts(data, "label"));
    }

    [Fact]
    public void Semicolons_win_over_decimal_commas_and_pipes_inside_fields_do_not_count()
    {
        var german = Read("1,5;2,5\n3,5;4,25\n");
        Assert.Equal(';', german.Dialect.Delimiter);
        Assert.Equal([1.5, 3.5], Numbers(german, "c1"));
        Assert.Equal(',', Read("id,genres\n1,Action|Drama\n2,Comedy\n3,A|B|C\n").Dialect.Delimiter);
    }

    [Fact]
    public void The_line_sep_of_Excel_names_the_delimiter()
    {
        var data = Read("sep=;\na;b\n1;2\n");
        Assert.Equal(["a", "b"], data.Dialect.Columns);
        Assert.Equal(2, data.Dialect.HeaderLine);
    }

    [Fact]
    public void One_column_needs_no_delimiter() => Assert.Equal([1, 2, 3], Numbers(Read("value\n1\n2\n3\n"), "value"));

    [Fact]
    public void Without_a_header_columns_are_numbered()
    {
        var data = Read("1,a,3\n4,b,6\n");
        Assert.Equal(["c1", "c2", "c3"], data.Dialect.Columns);
        Assert.Equal(0, data.Dialect.HeaderLine);
        Assert.Equal([1, 4], Numbers(data, "c1"));
        Assert.Equal(["x", "1"], Texts(Read("x\n1\n", new() { HeaderRow = CsvOptions.NoHeader }), "c1"));
    }

    [Fact]
    public void Years_as_column_names_are_a_header() => Assert.Equal(["name", "2019", "2020"], Read("name,2019,2020\nx,1.5,2\ny,3,4\n").Dialect.Columns);

    [Theory]
    [InlineData("user,101,102\n1,4,5\n2,3,\n", "user 101 102", 1)]
    [InlineData("name,city\nAnn,Rome\nBob,Oslo\n", "name city", 1)]
    [InlineData("Ann,Rome\nBob,Oslo\nAnn,Oslo\n", "c1 c2", 0)]
    [InlineData("a\tb\nr1\t1\t2\nr2\t3\t4\n", "c1 a b", 1)]
    [InlineData("报表\n客户,金额\n甲,1\n乙,2\n", "客户 金额", 2)]
    [InlineData("2024-03-05,1.5\n2024-03-06,1.7\n", "c1 c2", 0)]
    public void Finds_where_the_names_are(string text, string names, int line)
    {
        var dialect = Read(text).Dialect;
        Assert.Equal(names, string.Join(' ', dialect.Columns));
        Assert.Equal(line, dialect.HeaderLine);
    }

    [Fact]
    public void Titles_above_and_totals_below_are_passed_over_and_said()
    {
        var data = Read("销售明细表\n导出时间：2024-01-01\n\n日期,客户,金额\n2024年3月5日,甲,\"1,234.50\"\n2024年3月6日,乙,12\n合计,,\"1,246.50\"\n,,\n");
        Assert.Equal([1234.5, 12], Numbers(data, "金额"));
        Assert.Equal(["销售明细表", "导出时间：2024-01-01"], data.Dialect.Titles);
        Assert.Equal(4, data.Dialect.HeaderLine);
        Assert.Contains(data.Dialect.Facts, f => f.Key == "csv.fact.left-out");
        Assert.Equal(["csv.fact.thousands"], Facts(data, 2));
    }

    [Fact]
    public void A_total_in_the_middle_is_a_row_and_skip_last_is_exact()
    {
        Assert.Equal(["a", "Total", "b"], Texts(Read("n,v\na,1\nTotal,2\nb,3\n"), "n"));
        Assert.Equal(["a", "Total"], Texts(Read("n,v\na,1\nTotal,2\nb,3\n", new() { SkipLast = 1 }), "n"));
        Assert.Equal(["a", "b", "Total"], Texts(Read("n,v\na,1\nb,3\nTotal,2\n", new() { SkipLast = 0 }), "n"));
    }

    [Fact]
    public void Rows_without_any_value_count_in_the_middle_and_not_at_the_end()
    {
        var data = Read("a,b\n1,x\n,\n , \n2,y\n,\n,\n");
        Assert.Equal([1, double.NaN, double.NaN, 2], Numbers(data, "a"));
        Assert.Contains(data.Dialect.Facts, f => f is { Key: "csv.fact.blank-rows", Arguments: [2L] });
        Assert.Equal([1, 2], Numbers(Read("a,b\nx,1\ny,2\n,\n合计,3\n,\n"), "b"));
        Assert.Equal(["x", "合计", "", "z", "小计", "y"], Texts(Read("a,b\nx,1\n合计,3\n,\nz,5\n小计,1\ny,2\n,\n总计：,9\n"), "a"));
    }

    [Fact]
    public void Header_row_and_skipped_lines_can_be_told()
    {
        Assert.Equal(["a", "b"], Read("x,y\na,b\n1,2\n", new() { HeaderRow = 2 }).Dialect.Columns);
        Assert.Equal([1], Numbers(Read("\"junk\n\na,b\n1,2\n".Replace("\"", "", StringComparison.Ordinal), new() { SkipRows = 2 }), "a"));
        Assert.Equal("csv.header-row", Refused("a,b\n1,2\n", new() { HeaderRow = 9 }).Code);
    }

    [Fact]
    public void Double_and_empty_names_are_made_different_and_said()
    {
        var data = Read("a,a,,a_2\n1,2,3,4\n");
        Assert.Equal(["a", "a_3", "c3", "a_2"], data.Dialect.Columns);
        Assert.Equal(2, data.Dialect.Facts.Count(f => f.Key is "csv.fact.renamed" or "csv.fact.unnamed"));
    }

    [Fact]
    public void A_name_or_a_value_of_several_lines_stays_on_one()
    {
        Assert.Equal(["net price", "b"], Read("\"net\nprice\",b\n1,2\n").Dialect.Columns);
        Assert.Contains("'x y' is not a number", Refused("a,b\n1,\"x\r\ny\"\n", new() { Types = new Dictionary<string, CsvType> { ["b"] = CsvType.Number } }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_surprise_late_in_a_column_makes_it_text_and_keeps_every_cell()
    {
        var rows = Enumerable.Range(0, 5000).Select(i => i == 4321 ? "A17,1" : $"{i},1");
        var data = Read("id,x\n" + string.Join('\n', rows));
        Assert.Equal("A17", data.Table["id"].Text(4321));
        Assert.Equal("17", data.Table["id"].Text(17));
        Assert.Equal(5000, ((TextColumn)data.Table["id"]).Levels.Count);
        Assert.IsType<NumberColumn>(data.Table["x"]);
        Assert.Equal(["csv.fact.mixed"], Facts(data, 0));
    }

    [Fact]
    public void What_the_first_rows_leave_open_is_decided_by_the_later_ones()
    {
        var rows = Enumerable.Range(0, 3000).Select(i => $"{(i < 2000 ? "" : $"{i}.5")},{(i < 2000 ? "03/04/2024" : "25/12/2024")},");
        var data = Read("late,day,never\n" + string.Join('\n', rows));
        Assert.Equal(2999.5, Numbers(data, "late")[2999]);
        Assert.True(double.IsNaN(Numbers(data, "late")[0]));
        Assert.Equal("2024-04-03", data.Table["day"].Text(0));
        Assert.Equal(["csv.fact.no-values"], Facts(data, 2));
        Assert.True(data.Table["never"].IsMissing(2999));
    }

    [Fact]
    public void A_marker_among_numbers_is_an_error_with_its_place_and_the_way_out()
    {
        var text = "id,income\n" + string.Join('\n', Enumerable.Range(2, 40).Select(i => i == 37 ? "37,n/a" : $"{i},{i}.5"));
        var error = Refused(text);
        Assert.Equal("csv.number", error.Code);
        Assert.EndsWith("data.csv(37,2): column 'income': 'n/a' is not a number. Add it to --missing or read the column as text.", error.Message, StringComparison.Ordinal);
        Assert.True(double.IsNaN(Numbers(Read(text, new() { Missing = [.. CsvOptions.DefaultMissing, "n/a"] }), "income")[35]));
        Assert.Equal("n/a", Read(text, new() { Types = new Dictionary<string, CsvType> { ["income"] = CsvType.Text } }).Table["income"].Text(35));
    }

    [Theory]
    [InlineData("inf")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("12x")]
    public void What_is_no_finite_number_is_refused_where_a_number_was_told(string cell)
    {
        var error = Refused($"a,b\n1,2\n3,{cell}\n", new() { Types = new Dictionary<string, CsvType> { ["b"] = CsvType.Number } });
        Assert.Equal("csv.number", error.Code);
        Assert.Contains("data.csv(3,2)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_rows_are_skipped_with_reasons_when_asked()
    {
        var data = Read("a,b\n1,2\n3\n4,x\n\"q\"r,5\n6,7\n", new() { OnBadRow = OnBadRow.Skip, Types = new Dictionary<string, CsvType> { ["b"] = CsvType.Number } });
        Assert.Equal(["1", "6"], Texts(data, "a"));
        Assert.Equal([2, 7], Numbers(data, "b"));
        Assert.Equal([(3L, "csv.ragged"), (4L, "csv.number"), (5L, "csv.quote")], data.Dropped.Select(d => (d.Line, d.Problem.Code)));
        Assert.Equal(("b", "x"), (data.Dropped[1].Column, data.Dropped[1].Value));
        Assert.Equal(5, data.RowsRead);
    }

    [Fact]
    public void Too_many_bad_rows_stop_reading()
    {
        var text = "a,b\n1,2\n" + string.Concat(Enumerable.Repeat("3\n", 20));
        Assert.Equal("csv.too-many-bad", Refused(text, new() { OnBadRow = OnBadRow.Skip, MaxBadRows = 10, Delimiter = ',', HeaderRow = 1 }).Code);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,4,5\n", "csv.ragged", "(3,3)")]
    [InlineData("a,b\n1,2\n3\n", "csv.ragged", "(3,2)")]
    [InlineData("a,b\n1,2\n\"x\"y,3\n", "csv.quote", "(3,1)")]
    [InlineData("a,b\n1,\"x\n\n3,4\n", "csv.unclosed-quote", "(2,2)")]
    [InlineData("", "csv.empty", "")]
    [InlineData(" \n\n", "csv.empty", "")]
    [InlineData("a,b\n", "csv.header-only", "")]
    [InlineData("PK\u0003\u0004xx", "csv.excel", "CSV UTF-8")]
    [InlineData("<html><table><tr>", "csv.html", "CSV UTF-8")]
    [InlineData("a,b\n1,\0\n", "csv.binary", "byte 6")]
    public void Refuses_what_cannot_be_read_with_its_place(string text, string code, string place)
    {
        var error = Refused(text);
        Assert.Equal(code, error.Code);
        Assert.Contains("data.csv" + (place.StartsWith('(') ? place : ""), error.Message, StringComparison.Ordinal);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Refuses_missing_files_folders_and_unknown_columns()
    {
        Assert.Equal("csv.not-found", Assert.Throws<DataException>(() => CsvFile.Read(_folder["none.csv"], null, TestContext.Current.CancellationToken)).Code);
        Assert.Equal("csv.folder", Assert.Throws<DataException>(() => CsvFile.Read(_folder.Root, null, TestContext.Current.CancellationToken)).Code);
        Assert.EndsWith("no column 'c'. The columns are: a, b.", Refused("a,b\n1,2\n", new() { Columns = ["c"] }).Message, StringComparison.Ordinal);
        Assert.Equal("csv.excel", Assert.Throws<DataException>(() => CsvFile.Read(_folder.File([0xD0, 0xCF, 0x11, 0xE0, 0xA1]), null, TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    public void Only_the_columns_asked_for_are_read_and_nothing_in_the_others_is_refused()
    {
        var data = Read("a,d,b\n1,03/04/2024,2\n", new() { Columns = ["b", "a"] });
        Assert.Equal(["b", "a"], data.Table.Columns.Select(c => c.Name));
    }

    [Fact]
    public void Codes_and_ids_stay_text()
    {
        var data = Read("zip,order,n\n00123,110101199003078515,1\n00124,110101199003078516,2\n");
        Assert.Equal(["00123", "00124"], Texts(data, "zip"));
        Assert.Equal(["110101199003078515", "110101199003078516"], Texts(data, "order"));
        Assert.Equal(["csv.fact.leading-zeros"], Facts(data, 0));
        Assert.Equal(["1", "2"], Texts(Read("id\n1\n2\n", new() { IdColumns = ["id"] }), "id"));
        var error = Refused("id,x\n6.22848E+17,1\n", new() { IdColumns = ["id"] });
        Assert.Equal("csv.id-digits", error.Code);
        Assert.Contains("data.csv(2,1): column 'id': '6.22848E+17'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_files_match_their_columns_by_name_in_any_order()
    {
        var first = _folder.File("a,b\n1,x\n", "1.csv");
        var second = _folder.File("b;a\ny;2,5\n", "2.csv", Encoding.Unicode);
        var data = CsvFile.Read([first, second], new() { FileNameColumn = "file", Types = new Dictionary<string, CsvType> { ["b"] = CsvType.Text } }, TestContext.Current.CancellationToken);
        Assert.Equal(["x", "y"], Texts(data, "b"));
        Assert.Equal(["1.csv", "2.csv"], Texts(data, "file"));
        Assert.Equal([1, 2.5], Numbers(data, "a"));
        Assert.Equal([1, 1], data.Sources.Select(s => s.Rows));
        var third = _folder.File("a,c\n1,x\n", "3.csv");
        Assert.Equal("csv.column", Assert.Throws<DataException>(() => CsvFile.Read([first, third], null, TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    public void Globs_and_folders_become_files_in_order()
    {
        foreach (var name in (string[])["b.csv", "a.csv", "c.csv.gz", "notes.md"])
        {
            _folder.File("x", name);
        }
        Assert.Equal([_folder["a.csv"], _folder["b.csv"], _folder["c.csv.gz"]], CsvFile.Expand(_folder.Root));
        Assert.Equal([_folder["b.csv"], _folder["a.csv"]], CsvFile.Expand(_folder["b.csv"], _folder["*.csv"]));
        Assert.Equal("csv.not-found", Assert.Throws<DataException>(() => CsvFile.Expand(_folder["x.csv"])).Code);
        Assert.Equal("csv.no-match", Assert.Throws<DataException>(() => CsvFile.Expand(_folder["z*.csv"])).Code);
    }

    [Fact]
    public void The_hash_is_that_of_the_bytes()
    {
        var bytes = Encoding.UTF8.GetBytes("a\n1\n2\n");
        var data = CsvFile.Read(_folder.File(bytes), null, TestContext.Current.CancellationToken);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), data.Sha256);
        Assert.Equal(bytes.Length, data.Sources[0].Bytes);
    }

    [Fact]
    public void Gzip_is_read_as_the_text_it_holds_and_a_cut_one_is_refused()
    {
        var text = new StringBuilder("a,b\n");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},{i * 7 % 1000}\n");
        }
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }
        var bytes = packed.ToArray();
        var data = CsvFile.Read(_folder.File(bytes, "x.csv.gz"), null, TestContext.Current.CancellationToken);
        Assert.Equal(20_000, data.Table.Rows);
        Assert.True(data.Dialect.Compressed);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), data.Sha256);
        foreach (var length in (int[])[12, bytes.Length / 2, bytes.Length - 4])
        {
            Assert.Equal("csv.gzip", Assert.Throws<DataException>(() => CsvFile.Read(_folder.File(bytes[..length], "cut.gz"), null, TestContext.Current.CancellationToken)).Code);
        }
    }

    [Fact]
    public void A_row_of_ten_megabytes_is_read()
    {
        var data = Read("a,b\n1,\"" + new string('x', 10_000_000) + "\"\n2,y\n");
        Assert.Equal([1, 2], Numbers(data, "a"));
        Assert.Equal(10_000_000, data.Table["b"].Text(0).Length);
    }

    [Fact]
    public void A_first_line_longer_than_the_first_look_is_read()
    {
        var header = string.Join(',', Enumerable.Range(0, 60_000).Select(i => $"column{i}"));
        var row = string.Join(',', Enumerable.Range(0, 60_000));
        Assert.Equal(60_000, Read(header + "\n" + row + "\n").Table.Columns.Count);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("zh-CN")]
    public void The_culture_of_the_machine_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            var data = Read("a,when,TITLE\n1.5,2024-03-05 10:00,I\n2.25,2024-03-06 11:00,i\n");
            Assert.Equal([1.5, 2.25], Numbers(data, "a"));
            Assert.Equal("2024-03-05T10:00:00", data.Table["when"].Text(0));
            Assert.Equal(2, ((TextColumn)data.Table["TITLE"]).Levels.Count);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Reading_stops_when_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => CsvFile.Read(_folder.File("a\n1\n"), null, source.Token));
    }
}
