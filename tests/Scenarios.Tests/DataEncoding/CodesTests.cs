using System.Globalization;
using Pipelines.Data;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>Rows into codes, codes into rows, and how far rows are from what comes back.</summary>
public sealed class CodesTests : IDisposable
{
    private readonly EncodingRun _run = new();

    public CodesTests()
    {
        EncodingModel.Save(_run);
        _run.Host.Write("t.csv", EncodingModel.Csv(5000, seed: 2));
    }

    [Fact]
    public void Transform_writes_codes_beside_ids_in_the_order_of_the_rows()
    {
        _run.Good("transform", "--data", "t.csv", "--model", "m.pmodel", "--out", "codes.csv");
        Assert.Equal("5,000 rows of 3 numbers each written to codes.csv\n", _run.Out);
        var rows = Cells("codes.csv");
        Assert.Equal(["编号", "code1", "code2", "code3", "problem"], rows[0]);
        Assert.Equal(Enumerable.Range(0, 5000).Select(r => r.ToString("00000", CultureInfo.InvariantCulture)), rows.Skip(1).Select(r => r[0]));
        Assert.All(rows.Skip(1), r => Assert.True(r[4].Length == 0 && r[1..4].All(c => float.IsFinite(float.Parse(c, CultureInfo.InvariantCulture)))));
        // By its other name, on standard output, with other columns kept; the same figures, and a row alone has the same code.
        _run.Good("predict", "--data", "t.csv", "--model", "m.pmodel", "--keep", "备注,4");
        var again = _run.Out.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal("备注,城市,code1,code2,code3,problem", again[0]);
        Assert.EndsWith(string.Join(',', rows[4242][1..4]) + ",", again[4242], StringComparison.Ordinal);
        var lines = EncodingModel.Csv(5000, seed: 2).Split('\n');
        _run.Host.Write("one.csv", lines[0] + "\n" + lines[4242] + "\n");
        _run.Good("transform", "--data", "one.csv", "--model", "m.pmodel", "--keep", "none");
        Assert.Equal(string.Join(',', rows[4242][1..4]) + ",", _run.Out.ReplaceLineEndings("\n").Split('\n')[1]);
    }

    [Fact]
    public void Codes_come_back_as_the_columns_they_stand_for_in_their_units()
    {
        _run.Good("transform", "--data", "t.csv", "--model", "m.pmodel", "--out", "codes.csv");
        _run.Good("reconstruct", "--data", "codes.csv", "--model", "m.pmodel", "--out", "back.csv");
        Assert.Contains("5,000 rows rebuilt, written to back.csv", _run.Out, StringComparison.Ordinal);
        Assert.Contains("there is no column 'error'", _run.Error, StringComparison.Ordinal);
        var (was, back) = (Cells("t.csv"), Cells("back.csv"));
        Assert.Equal(["编号", "温度", "压力", "城市", "problem"], back[0]);
        Assert.Equal(was[1..].Select(r => r[0]), back[1..].Select(r => r[0]));
        Assert.InRange(back[1..].Zip(was[1..]).Average(p => Math.Abs(Number(p.First[2]) - Number(p.Second[2]))), 0, 12);
        Assert.InRange(back[1..].Zip(was[1..]).Count(p => p.First[3] == p.Second[3]), 4500, 5000);
        // From the rows themselves the same comes back, with the error of each.
        _run.Good("reconstruct", "--data", "t.csv", "--model", "m.pmodel", "--out", "errors.csv", "--keep", "编号");
        Assert.Contains("on average over 5,000 rows", _run.Error, StringComparison.Ordinal);
        var errors = Cells("errors.csv");
        Assert.Equal(["编号", "温度", "压力", "城市", "error", "problem"], errors[0]);
        Assert.Equal(back[77][1..4], errors[77][1..4]);
    }

    [Fact]
    public void The_error_is_large_for_a_row_unlike_the_others_and_the_same_alone_or_among_them()
    {
        var lines = EncodingModel.Csv(300, seed: 5).TrimEnd('\n').Split('\n').ToList();
        lines.Insert(101, "odd,21,1100,Zürich,high pressure at low temperature");
        _run.Host.Write("odd.csv", string.Join('\n', lines));
        _run.Host.Write("alone.csv", lines[0] + "\n" + lines[101]);
        _run.Good("reconstruct", "--data", "odd.csv", "--model", "m.pmodel", "--out", "errors.csv");
        var rows = Cells("errors.csv");
        var place = Array.IndexOf(rows[0], "error");
        Assert.Equal("odd", rows[1..].MaxBy(r => Number(r[place]))![0]);
        _run.Good("reconstruct", "--data", "alone.csv", "--model", "m.pmodel", "--out", "one.csv");
        Assert.Equal(rows[101], Cells("one.csv")[1]);
    }

    [Fact]
    public void A_row_that_cannot_be_used_stays_in_its_place_with_a_reason()
    {
        _run.Host.Write("bad.csv", EncodingModel.Header + "\n1,20,1000,北京,first\n2,inf,1000,北京,infinite\n3,many,1000,北京,text\n4,1e35,1000,北京,large\n5,20\n6,,,,gaps\n7,20,1000,北京,last\n");
        foreach (var verb in (string[])["transform", "reconstruct"])
        {
            _run.Good(verb, "--data", "bad.csv", "--model", "m.pmodel", "--keep", "编号", "--out", "out.csv");
            var rows = Cells("out.csv").Skip(1).ToArray();
            Assert.Equal(["1", "2", "3", "4", "5", "6", "7"], rows.Select(r => r[0]));
            Assert.Equal([false, true, true, true, true, false, false], rows.Select(r => r[^1].Length > 0));
            Assert.All(rows.Where(r => r[^1].Length > 0), r => Assert.All(r[1..^1], c => Assert.Equal("", c)));
            Assert.Equal(rows[0][1..], rows[6][1..]);
            Assert.Contains("4 rows could not be used; column 'problem' says why.", _run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("x,y\n1,2\n", "x.csv has neither a column 'code1' nor the model's column '温度'.")]
    [InlineData("code1,code2\n1,2\n", "x.csv has neither a column 'code3' nor the model's column '温度'.")]
    [InlineData("", "empty")]
    public void What_cannot_be_rebuilt_says_what_it_lacks(string csv, string message)
    {
        _run.Host.Write("x.csv", csv);
        Assert.Contains(message, _run.Refused(ExitCode.Data, "reconstruct", "--data", "x.csv", "--model", "m.pmodel", "--out", "back.csv"), StringComparison.Ordinal);
        _run.Refused(csv.Length == 0 ? ExitCode.Data : ExitCode.Model, "transform", "--data", "x.csv", "--model", "m.pmodel", "--out", "back.csv");
    }

    [Fact]
    public void A_code_with_a_gap_says_so()
    {
        _run.Host.Write("gap.csv", "code1,code2,code3\n1,2,0\n1,,0\n");
        _run.Good("reconstruct", "--data", "gap.csv", "--model", "m.pmodel", "--out", "back.csv");
        Assert.Equal("gap.csv(3): column 'code2' has no number. Without its whole code a row cannot be rebuilt.", Cells("back.csv")[2][^1]);
    }

    [Fact]
    public void Pictures_are_read_as_well_with_their_labels()
    {
        // 9 pictures of 2 x 3, and their labels beside them.
        byte[] pixels = [.. Enumerable.Range(0, 54).Select(i => (byte)(i * 37 % 251))];
        File.WriteAllBytes(_run.PathOf("few-images-idx3-ubyte"), [0, 0, 8, 3, 0, 0, 0, 9, 0, 0, 0, 2, 0, 0, 0, 3, .. pixels]);
        File.WriteAllBytes(_run.PathOf("few-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 9, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
        EncodingModel.Save(_run, "pictures.pmodel", new([.. Enumerable.Range(0, 6).Select(c => new NumberColumn($"pixel_{c / 3}_{c % 3}", [.. Enumerable.Range(0, 9).Select(r => (double)pixels[(6 * r) + c])]))]));
        _run.Good("transform", "--data", "few-images-idx3-ubyte", "--model", "pictures.pmodel", "--keep", "label", "--out", "codes.csv");
        var rows = Cells("codes.csv");
        Assert.Equal(["label", "code1", "code2", "problem"], rows[0]);
        Assert.Equal(["0", "1", "0", "1", "0", "1", "0", "1", "0"], rows[1..].Select(r => r[0]));
        _run.Good("reconstruct", "--data", "few-images-idx3-ubyte", "--model", "pictures.pmodel", "--keep", "none", "--out", "back.csv");
        Assert.Equal(["pixel_0_0", "pixel_0_1", "pixel_0_2", "pixel_1_0", "pixel_1_1", "pixel_1_2", "error", "problem"], Cells("back.csv")[0]);
        Assert.Equal(10, Cells("back.csv").Count);
        Assert.Contains("pixel_0_0", _run.Refused(ExitCode.Model, "transform", "--data", "t.csv", "--model", "pictures.pmodel"), StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_says_what_the_model_is()
    {
        _run.Good("inspect", "m.pmodel");
        Assert.Contains("reads 3 columns (2 of numbers, 1 of categories; 8 numbers once encoded) and turns them into codes of 3 numbers", _run.Out, StringComparison.Ordinal);
        Assert.Matches(@"layers 8 → 24 → 3 → 24 → 8; [\d,]+ weights; [\d,]+ bytes", _run.Out);
        Assert.Matches(@"loss 0\.\d+ on rows held out of training", _run.Out);
        Assert.Contains("trained from seed 3", _run.Out, StringComparison.Ordinal);
        _run.Good("inspect", "m.pmodel", "--lang", "zh");
        Assert.Contains("压缩为 3 个数的隐编码", _run.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private List<string[]> Cells(string name)
    {
        var reader = CsvFile.Open(_run.PathOf(name));
        return [[.. reader.Columns], .. reader.Select(r => r.Fields.ToArray())];
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
