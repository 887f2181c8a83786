using System.Globalization;
using Pipelines.Data;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>pack --lossy and what opens its files.</summary>
public sealed class LossyTests : IDisposable
{
    private readonly EncodingRun _run = new();
    private readonly string _csv = EncodingModel.Csv(600, seed: 2);

    public LossyTests()
    {
        EncodingModel.Save(_run);
        _run.Host.Write("t.csv", _csv);
        _run.Good("keygen", "my.key");
    }

    [Fact]
    public void A_table_comes_back_within_its_bounds_and_all_else_exactly()
    {
        _run.Good("pack", "t.csv", "--lossy", "--model", "m.pmodel", "--max-error", "2%", "--max-error", "温度=0.05", "--key-file", "my.key");
        Assert.Contains("t.csv.packed: 600 rows of 5 columns, unpacked and compared cell by cell", _run.Out, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^温度 +0\.05 +0\.0\d+ +\d", _run.Out);
        Assert.Contains("Encrypted by AES-256-GCM", _run.Out, StringComparison.Ordinal);
        // So small a table does not pay for a model, and that is said.
        Assert.Contains("Without loss the file is smaller", _run.Out, StringComparison.Ordinal);
        _run.Good("unpack", "t.csv.packed", "--out", "back.csv", "--key-file", "my.key", "--bom", "no");
        Holds("back.csv", 0.05, 0.02 * 102);
        _run.Good("verify", "t.csv.packed", "--key-file", "my.key");
        Assert.Contains("whole and unchanged; 600 rows of 5 columns", _run.Out, StringComparison.Ordinal);
        _run.Good("keygen", "new.key");
        _run.Good("rekey", "t.csv.packed", "--key-file", "my.key", "--new-key-file", "new.key");
        _run.Good("unpack", "t.csv.packed", "--out", "again.csv", "--key-file", "new.key", "--bom", "no");
        Assert.Equal(_run.Bytes("back.csv"), _run.Bytes("again.csv"));
        _run.Good("inspect", "t.csv.packed");
        Assert.Contains("a model and the codes of a table", _run.Out, StringComparison.Ordinal);
        _run.Refused(ExitCode.Data, "unpack", "t.csv.packed", "--out", "no.csv", "--key-file", "my.key");
        _run.Refused(ExitCode.Data, "unpack", "t.csv.packed", "--out", "no.csv");
    }

    [Fact]
    public void Without_a_bound_a_sensible_one_is_taken_and_said_and_0_is_exact()
    {
        _run.Good("pack", "t.csv", "--lossy", "--model", "m.pmodel");
        Assert.Contains("No bound was named: each number may be 1% of its column's spread", _run.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        _run.Good("unpack", "t.csv.packed", "--out", "back.csv");
        Holds("back.csv", 0.01 * 10, 0.01 * 102);
        _run.Good("pack", "t.csv", "--lossy", "--model", "m.pmodel", "--max-error", "0", "--overwrite");
        _run.Good("unpack", "t.csv.packed", "--out", "back.csv", "--overwrite");
        Holds("back.csv", 0, 0);
    }

    [Fact]
    public void The_model_may_stay_outside_and_then_only_that_one_opens_the_file()
    {
        _run.Good("pack", "t.csv", "--lossy", "--model", "m.pmodel", "--model-apart");
        Assert.Contains("The model is not in the file: unpack needs --model", _run.Out.ReplaceLineEndings(" ").Replace("         ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("packed without its model", _run.Refused(ExitCode.Data, "unpack", "t.csv.packed", "--out", "back.csv"), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Data, _run.Run("unpack", "t.csv.packed", "--out", "back.csv", "--lang", "zh"));
        Assert.Contains("打包时没有附带模型", _run.Error, StringComparison.Ordinal);
        _run.Good("verify", "t.csv.packed");
        Assert.Contains("takes the model that it was packed with", _run.Error, StringComparison.Ordinal);
        _run.Good("verify", "t.csv.packed", "--model", "m.pmodel");
        Assert.Contains("600 rows of 5 columns", _run.Out, StringComparison.Ordinal);
        _run.Good("unpack", "t.csv.packed", "--out", "back.csv", "--model", "m.pmodel");
        Holds("back.csv", 0.1, 1.02);
        // The same network, saved with another remark, is another file.
        Pipelines.Models.ModelFile.Save(_run.PathOf("other.pmodel"), Pipelines.Models.ModelFile.Load(_run.PathOf("m.pmodel")), new() { Seed = 4 });
        Assert.Contains("packed with another model", _run.Refused(ExitCode.Data, "unpack", "t.csv.packed", "--out", "no.csv", "--model", "other.pmodel"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("编号,温度,压力,城市,备注\n")]
    [InlineData("备注,城市,压力,温度,编号,more\nx,,1,NA,007,1.50\n")]
    [InlineData("编号,温度,压力,城市,备注\n1,1e300,-1e300,a,\n2,,,,\n3,0.1,1e-300,\"q\"\"\n,\",-0\n")]
    public void Small_and_odd_tables_come_back(string csv)
    {
        _run.Host.Write("odd.csv", csv);
        _run.Good("pack", "odd.csv", "--lossy", "--model", "m.pmodel", "--max-error", "0");
        _run.Good("unpack", "odd.csv.packed", "--out", "back.csv", "--bom", "no");
        var (was, now) = (CsvFile.Open(_run.PathOf("odd.csv")), CsvFile.Open(_run.PathOf("back.csv")));
        Assert.Equal(was.Columns, now.Columns);
        Assert.Equal(was.Count(), now.Count());
        foreach (var (a, b) in was.Zip(now))
        {
            Assert.All(a.Fields.Zip(b.Fields).Zip(was.Columns), f => Assert.True(
                f.First.First == f.First.Second || (f.Second is "温度" or "压力" && (f.First.First == "NA" ? f.First.Second == "" : double.Parse(f.First.First, CultureInfo.InvariantCulture) == double.Parse(f.First.Second, CultureInfo.InvariantCulture))), $"{f}"));
        }
    }

    [Fact]
    public void A_row_that_cannot_be_read_stops_the_work_or_is_left_out_and_counted()
    {
        _run.Host.Write("bad.csv", EncodingModel.Header + "\n1,20,1000,北京,a\n2,many,1000,北京,b\n3,20\n4,21,1001,北京,d\n");
        Assert.Contains("bad.csv(3,2)", _run.Refused(ExitCode.Data, "pack", "bad.csv", "--lossy", "--model", "m.pmodel"), StringComparison.Ordinal);
        _run.Good("pack", "bad.csv", "--lossy", "--model", "m.pmodel", "--on-bad-row", "skip");
        Assert.Contains("2 rows could not be read and were left out.", _run.Error, StringComparison.Ordinal);
        _run.Good("unpack", "bad.csv.packed", "--out", "back.csv");
        Assert.Equal(["1", "4"], CsvFile.Open(_run.PathOf("back.csv")).Select(r => r.Fields[0]));
    }

    [Theory]
    [InlineData("usage", "--lossy", "--max-error", "-1")]
    [InlineData("usage", "--lossy", "--max-error", "2")]
    [InlineData("usage", "--lossy", "--max-error", "much")]
    [InlineData("usage", "--lossy", "--max-error", "0.1", "--max-error", "0.2")]
    [InlineData("usage", "--lossy", "--max-error", "温度=1", "--max-error", "温度=2")]
    [InlineData("usage", "--lossy", "--max-error", "温度=-1")]
    [InlineData("usage", "--max-error", "0.1")]
    [InlineData("usage", "--model-apart")]
    [InlineData("usage", "--delimiter", ";")]
    [InlineData("usage", "--lossy", "--on-bad-row", "quarantine")]
    [InlineData("data", "--lossy", "--max-error", "城市=1")]
    [InlineData("data", "--lossy", "--max-error", "none=1")]
    [InlineData("model", "--lossy", "--model", "t.csv")]
    [InlineData("model", "--lossy", "--model", "none.pmodel")]
    public void What_makes_no_sense_is_refused(string code, params string[] args) =>
        _run.Refused(code == "data" ? ExitCode.Data : code == "model" ? ExitCode.Model : ExitCode.Usage, [.. (string[])["pack", "t.csv"], .. args.Contains("--model") || !args.Contains("--lossy") ? args : [.. args, "--model", "m.pmodel"]]);

    [Fact]
    public void What_is_no_table_or_lacks_a_column_is_refused()
    {
        _run.Host.Write("other.csv", "a,b\n1,2\n");
        Assert.Contains("温度", _run.Refused(ExitCode.Data, "pack", "other.csv", "--lossy", "--model", "m.pmodel"), StringComparison.Ordinal);
        _run.Refused(ExitCode.Data, "pack", "m.pmodel", "--lossy", "--model", "m.pmodel");
        _run.Refused(ExitCode.Data, "pack", "none.csv", "--lossy", "--model", "m.pmodel");
        _run.Host.Write("texts.csv", EncodingModel.Header + "\n1,warm,1000,北京,x\n");
        _run.Refused(ExitCode.Data, "pack", "texts.csv", "--lossy", "--model", "m.pmodel");
    }

    [Fact]
    public void Numbers_that_are_called_ids_are_kept_exactly_unless_an_error_is_named()
    {
        _run.Host.Write("ids.csv", "userId,客户编号,grade\n" + string.Concat(Enumerable.Range(0, 200).Select(r => $"{r * 7919 % 1000},{r * 31 % 997},{r % 50}\n")));
        EncodingModel.Save(_run, "ids.pmodel", CsvFile.Read(_run.PathOf("ids.csv"), cancellation: TestContext.Current.CancellationToken).Table);
        _run.Good("pack", "ids.csv", "--lossy", "--model", "ids.pmodel", "--max-error", "0.1");
        Assert.Contains("Kept exactly, because they are called as ids are: userId, 客户编号.", _run.Error, StringComparison.Ordinal);
        _run.Good("unpack", "ids.csv.packed", "--out", "back.csv");
        var (was, now) = (CsvFile.Open(_run.PathOf("ids.csv")).ToList(), CsvFile.Open(_run.PathOf("back.csv")).ToList());
        Assert.Equal(was.Select(r => (r.Fields[0], r.Fields[1])), now.Select(r => (r.Fields[0], r.Fields[1])));
        Assert.NotEqual(was.Select(r => r.Fields[2]), now.Select(r => r.Fields[2]));
        _run.Good("pack", "ids.csv", "--lossy", "--model", "ids.pmodel", "--max-error", "userId=50", "--overwrite");
        Assert.DoesNotContain("userId, ", _run.Error, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^userId +50 +\d", _run.Out);
    }

    [Fact]
    public void Programs_read_the_same_as_json()
    {
        _run.Good("pack", "t.csv", "--lossy", "--model", "m.pmodel", "--json", "--quiet");
        var json = _run.Host.Json();
        Assert.Equal(new FileInfo(_run.PathOf("t.csv.packed")).Length, json.GetProperty("packedBytes").GetInt64());
        Assert.Equal(["exact", "number", "number", "category", "exact"], json.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("kind").GetString()!));
        Assert.All(json.GetProperty("columns").EnumerateArray().Where(c => c.GetProperty("kind").GetString() == "number"), c => Assert.True(c.GetProperty("largestError").GetDouble() <= c.GetProperty("maxError").GetDouble()));
        _run.Good("unpack", "t.csv.packed", "--out", "back.csv", "--json", "--quiet");
        Assert.Equal(600, _run.Host.Json().GetProperty("rows").GetInt64());
    }

    public void Dispose() => _run.Dispose();

    /// <summary>The promise, checked on the files.</summary>
    private void Holds(string name, double temperature, double pressure)
    {
        var (was, now) = (CsvFile.Open(_run.PathOf("t.csv")).ToList(), CsvFile.Open(_run.PathOf(name)).ToList());
        Assert.Equal(was.Count, now.Count);
        foreach (var (a, b) in was.Zip(now))
        {
            foreach (var exact in (int[])[0, 3, 4])
            {
                Assert.Equal(a.Fields[exact], b.Fields[exact]);
            }
            foreach (var (place, bound) in ((int, double)[])[(1, temperature), (2, pressure)])
            {
                Assert.Equal(a.Fields[place].Length == 0, b.Fields[place].Length == 0);
                Assert.True(a.Fields[place].Length == 0 || Math.Abs(double.Parse(a.Fields[place], CultureInfo.InvariantCulture) - double.Parse(b.Fields[place], CultureInfo.InvariantCulture)) <= bound, $"{a.Fields[place]} {b.Fields[place]}");
            }
        }
    }
}
