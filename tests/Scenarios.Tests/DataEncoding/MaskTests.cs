using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>mask replaces what is named and nothing else.</summary>
public sealed class MaskTests : IDisposable
{
    private readonly EncodingRun _run = new EncodingRun().WithKey();

    [Fact]
    public void Named_columns_become_pseudonyms_equal_for_equal_and_the_rest_stays_text()
    {
        var rows = Mask("table.csv", "phone,姓名");
        Assert.Equal(["id", "姓名", "phone", "note"], rows[0]);
        Assert.Equal(["007", "008", "009"], rows[1..].Select(r => r[0]));
        Assert.Equal(["one\ntwo", "", "🐎"], rows[1..].Select(r => r[3]));
        Assert.All([rows[1][1], rows[1][2], rows[2][1]], p => Assert.Matches("^p[a-z2-9]{16}$", p));
        Assert.Equal(rows[1][2], rows[3][2]);
        // Empty stays empty.
        Assert.Equal(("", ""), (rows[2][2], rows[3][1]));
        Assert.Contains("not anonymization", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("013800138000", _run.Text("masked.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_value_is_the_same_across_files_and_differs_across_columns_unless_asked()
    {
        _run.Host.Write("calls.csv", "phone,called\n013800138000,99\n99,013800138000\n");
        var people = Mask("table.csv", "phone");
        var apart = Mask("calls.csv", "phone,called");
        var joint = Mask("calls.csv", "1-2", "--same-across", "phone,called");
        Assert.Equal(people[1][2], apart[1][0]);
        Assert.NotEqual(apart[1][0], apart[2][1]);
        Assert.Equal((joint[1][0], joint[1][1]), (joint[2][1], joint[2][0]));
        Assert.Equal(people[1][2], joint[2][1]);
    }

    [Fact]
    public void Another_key_gives_other_pseudonyms_and_length_is_kept()
    {
        var first = Mask("table.csv", "phone", "--length", "40")[1][2];
        File.Delete(_run.PathOf("my.key"));
        _run.Good("keygen", "my.key");
        var second = Mask("table.csv", "phone", "--length", "40")[1][2];
        Assert.NotEqual(first, second);
        Assert.Equal((41, 41), (first.Length, second.Length));
    }

    [Fact]
    public void Without_out_the_masked_table_goes_to_standard_output()
    {
        _run.Good("mask", "--data", "table.csv", "--cols", "phone", "--key-file", "my.key", "--quiet");
        Assert.StartsWith("id,姓名,phone,note\r\n007,\"Zoë \"\"Ω\"\"\",p", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_cannot_be_read_is_never_passed_on()
    {
        _run.Host.Write("bad.csv", "name,phone\nA,111\nB,222,extra\nC,333\n");
        Assert.Contains("bad.csv(3", _run.Refused(ExitCode.Data, "mask", "--data", "bad.csv", "--cols", "phone", "--key-file", "my.key", "--out", "masked.csv"), StringComparison.Ordinal);
        Assert.Contains("quarantine", _run.Refused(ExitCode.Usage, "mask", "--data", "bad.csv", "--cols", "phone", "--key-file", "my.key", "--out", "masked.csv", "--on-bad-row", "quarantine"), StringComparison.Ordinal);
        var rows = Mask("bad.csv", "phone", "--on-bad-row", "skip");
        Assert.Equal(["A", "C"], rows[1..].Select(r => r[0]));
        Assert.Contains("1 rows could not be read", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("usage", "--cols", "phone")]
    [InlineData("usage", "--key-file", "my.key")]
    [InlineData("data", "--cols", "phne", "--key-file", "my.key")]
    [InlineData("usage", "--cols", "phone", "--key-file", "my.key", "--same-across", "phone,id")]
    [InlineData("usage", "--cols", "phone,id", "--key-file", "my.key", "--same-across", "phone,id", "--same-across", "id")]
    [InlineData("usage", "--cols", "phone", "--key-file", "my.key", "--length", "9")]
    [InlineData("data", "--cols", "phone", "--key-file", "table.csv")]
    [InlineData("data", "--cols", "phone", "--key-file", "none.key")]
    public void What_makes_no_sense_is_refused(string code, params string[] args) =>
        _run.Refused(code == "data" ? ExitCode.Data : ExitCode.Usage, ["mask", "--data", "table.csv", "--out", "masked.csv", .. args]);

    public void Dispose() => _run.Dispose();

    private List<string[]> Mask(string data, string columns, params string[] more)
    {
        _run.Good(["mask", "--data", data, "--cols", columns, "--key-file", "my.key", "--out", "masked.csv", .. more]);
        Assert.Equal(0xEF, _run.Bytes("masked.csv")[0]);
        var reader = Pipelines.Data.CsvFile.Open(_run.PathOf("masked.csv"));
        return [[.. reader.Columns], .. reader.Select(r => r.Fields.ToArray())];
    }
}
