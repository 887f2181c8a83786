using System.Globalization;
using System.Text;
using Pipelines.Data;
using Pipelines.Reporting;
using Xunit;

namespace Pipelines.Tests.Data;

public sealed class CsvOutTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Quotes_only_what_must_be()
    {
        using var stream = new MemoryStream();
        using (var file = CsvOut.To(stream))
        {
            file.Row("plain", "a,b", "say \"hi\"", "two\nlines", " edge ", "中文😀", "");
            file.Row("");
            file.Commit();
        }
        Assert.Equal("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\" edge \",中文😀,\r\n\"\"\r\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Numbers_are_invariant_and_read_back_exactly(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            using var stream = new MemoryStream();
            using var file = CsvOut.To(stream, delimiter: ';');
            file.Field(0.1);
            file.Field(0.1f);
            file.Field(-1234567L);
            file.Field(double.NaN);
            file.Field(1e300);
            file.EndRow();
            file.Commit();
            Assert.Equal("0.1;0.1;-1234567;;1E+300\r\n", Encoding.UTF8.GetString(stream.ToArray()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_table_written_is_read_back_the_same()
    {
        var table = new Table([
            new NumberColumn("数", [1.5, double.NaN, -1e-7, 123456789.125]),
            new TimeColumn("when", [new DateTime(2024, 3, 5).Ticks, TimeColumn.Missing, new DateTime(2024, 3, 5, 1, 2, 3).Ticks, new DateTime(1999, 12, 31).Ticks], ""),
            TextColumn.From("text", ["a,\"b\"", null, "line\r\nbreak", "  00123"]),
        ]);
        CsvOut.Write(_folder["out/deep/t.csv"], table, true, TestContext.Current.CancellationToken);
        Assert.Equal(Encoding.UTF8.Preamble, File.ReadAllBytes(_folder["out/deep/t.csv"])[..3]);
        var back = CsvFile.Read(_folder["out/deep/t.csv"], null, TestContext.Current.CancellationToken).Table;
        Assert.Equal(((NumberColumn)table["数"]).Values, ((NumberColumn)back["数"]).Values);
        Assert.Equal(((TimeColumn)table["when"]).Ticks, ((TimeColumn)back["when"]).Ticks);
        Assert.Equal(["a,\"b\"", "", "line\r\nbreak", "00123"], Enumerable.Range(0, 4).Select(back["text"].Text));
    }

    [Fact]
    public void A_file_appears_whole_or_not_at_all()
    {
        File.WriteAllText(_folder["x.csv"], "old");
        using (var file = CsvOut.Create(_folder["x.csv"]))
        {
            file.Row("new");
        }
        Assert.Equal("old", File.ReadAllText(_folder["x.csv"]));
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(_folder["y"], stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal([_folder["x.csv"]], Directory.GetFileSystemEntries(_folder.Root));
        AtomicFile.Write(_folder["x.csv"], stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(_folder["x.csv"]));
        Assert.Equal([_folder["x.csv"]], Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void A_place_that_cannot_be_written_to_is_named()
    {
        _folder.File("x", "file");
        var error = Assert.Throws<DataException>(() => AtomicFile.Create(_folder["file/below.csv"]));
        Assert.Equal("file.write", error.Code);
        Assert.StartsWith(_folder["file/below.csv"], error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".part", error.Message, StringComparison.Ordinal);
        Assert.Equal("file.write", Assert.Throws<DataException>(() => AtomicFile.Create(_folder.Root)).Code);
    }

    [Fact]
    public void Quarantine_keeps_the_rows_with_line_and_reason()
    {
        var data = CsvFile.Read(_folder.File("a,b\n1,2\n3\n4,x\n5,6,7\n"),
            new() { OnBadRow = OnBadRow.Quarantine, Types = new Dictionary<string, CsvType> { ["b"] = CsvType.Number } }, TestContext.Current.CancellationToken);
        CsvQuarantine.Write(_folder["bad.csv"], data.Dropped, data.Dialect.Columns, TextTable.Load(Language.Chinese).Of);
        var bad = CsvFile.Open(_folder["bad.csv"], new() { HeaderRow = 1 }).ToList();
        Assert.Equal(["file", "line", "column", "reason", "a", "b", "c3"], CsvFile.Dialect(_folder["bad.csv"], new() { HeaderRow = 1 }).Columns);
        Assert.Equal(["3", "4", "5"], bad.Select(r => r.Fields[1]));
        Assert.Equal(["4", "x", ""], bad[1].Fields.Skip(4));
        Assert.Contains("“x”不是数字", bad[1].Fields[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fact_and_error_of_CSV_has_its_texts()
    {
        var (english, chinese) = (TextTable.Load(Language.English), TextTable.Load(Language.Chinese));
        var source = string.Concat(Directory.GetFiles(Repository.Path("src/Pipelines/Data"), "*.cs").Select(File.ReadAllText));
        var facts = System.Text.RegularExpressions.Regex.Matches(source, "\"(csv\\.fact\\.[a-z-]+)\"").Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(facts);
        Assert.Equal(facts, english.Keys.Where(k => k.StartsWith("csv.fact.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(facts, chinese.Keys.Where(k => k.StartsWith("csv.fact.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var errors = System.Text.RegularExpressions.Regex.Matches(source, "new(?: DataException)?\\(\"((?:csv|file)\\.[a-z-]+)\",").Select(m => "error." + m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Empty(errors.Except(chinese.Keys));
        Assert.Empty(chinese.Keys.Where(k => k.StartsWith("error.csv.", StringComparison.Ordinal)).Except(errors));
    }
}
