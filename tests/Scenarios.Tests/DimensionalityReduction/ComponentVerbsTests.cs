using System.Globalization;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.DimensionalityReduction;

/// <summary>Rows into components, components into rows, and what they are made of.</summary>
public sealed class ComponentVerbsTests
{
    [Fact]
    public void Transform_writes_components_beside_what_is_kept_in_the_order_of_the_rows()
    {
        using var run = Trained("--components", "3");
        run.Write("new.csv", ReducedRows.Csv(9000, "id,a,b,c,d,e,f,kind", (row, columns, kind, _) => $"n{row},{string.Join(',', columns)},{kind}"));
        Assert.Equal(ExitCode.Ok, run.Run("transform", "--data", "new.csv", "--keep", "id,kind", "--out", "pc.csv", "--bom", "no"));
        Assert.Equal("9,000 rows of 3 components written to pc.csv\n", run.Out);
        var rows = Cells(run, "pc.csv");
        Assert.Equal(["id", "kind", "PC1", "PC2", "PC3", "problem"], rows[0]);
        Assert.Equal(Enumerable.Range(0, 9000).Select(r => $"n{r}"), rows.Skip(1).Select(r => r[0]));
        Assert.All(rows.Skip(1), r => Assert.True(r.Length == 6 && r[5].Length == 0 && r[2..5].All(c => float.IsFinite(float.Parse(c, CultureInfo.InvariantCulture)))));
        // By its other name, on standard output, with fewer components and the target that was trained on; the same figures.
        Assert.Equal(ExitCode.Ok, run.Run("predict", "--data", "new.csv", "--first", "2"));
        var again = run.Out.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        Assert.Equal("kind,PC1,PC2,problem", again[0]);
        Assert.Equal(rows.Skip(1).Select(r => $"{r[1]},{r[2]},{r[3]},"), again.Skip(1));
    }

    [Fact]
    public void A_row_that_cannot_be_used_stays_in_its_place_with_a_reason()
    {
        using var run = Trained("--components", "2");
        run.Write("bad.csv", "a,b,c,d,e,f,note\n1,500,0.2,1,0.001,0,first\n1,inf,0.2,1,0.001,0,infinite\n1,many,0.2,1,0.001,0,text\n1,1e35,0.2,1,0.001,0,large\n1,500\n,,0.2,1,0.001,0,gaps\n1,500,0.2,1,0.001,0,last\n");
        Assert.Equal(ExitCode.Ok, run.Run("transform", "--data", "bad.csv", "--keep", "note", "--out", "pc.csv", "--bom", "no"));
        Assert.Contains("4 rows could not be used; column 'problem' says why.", run.Error, StringComparison.Ordinal);
        var rows = Cells(run, "pc.csv").Skip(1).ToArray();
        Assert.Equal(["first", "infinite", "text", "large", "", "gaps", "last"], rows.Select(r => r[0]));
        Assert.Equal([false, true, true, true, true, false, false], rows.Select(r => r[1].Length == 0 && r[2].Length == 0 && r[3].Length > 0));
        Assert.Equal(rows[0][1..], rows[6][1..]);
        Assert.Equal("bad.csv(5): column 'b': 1E+35 is too large to compute with. Correct the cell or make it empty.", rows[3][3]);
        Assert.Matches(@"bad\.csv\(3,2\).*'inf'", string.Join(',', rows[1]));
        Assert.Matches(@"bad\.csv\(6,3\)", string.Join(',', rows[4]));
    }

    [Theory]
    [InlineData("a,b,c,d,e,note\n1,2,3,4,5,x\n", "no column 'f'. The columns are: a, b, c, d, e, note.")]
    [InlineData("a,b\n1,2\n", "no column 'c'.")]
    [InlineData("", "empty")]
    [InlineData("a,b,c,d,e,f\n", "")]
    [InlineData("\u0000\u0001\u0002a,b\n\u0000\u0000", "")]
    [InlineData("PK\u0003\u0004 and so on\u0000\u0000", "Excel")]
    [InlineData("a,b,c,d,e,f\n1,2,3,4,5,\"6\n", "never closed")]
    public void A_file_that_cannot_be_used_is_one_line_and_exit_2_and_leaves_no_answer(string text, string message)
    {
        using var run = Trained("--components", "2");
        run.Write("bad.csv", text);
        foreach (var verb in (string[])["transform", "explain"])
        {
            var code = run.Run([verb, "--data", "bad.csv", "--out", "pc.csv", .. verb == "explain" ? ["--row", "1"] : Array.Empty<string>()]);
            if (code == ExitCode.Ok)
            {
                // A header and no row is a file of no rows.
                Assert.Equal("0 rows of 2 components written to pc.csv\n", run.Out);
                File.Delete(run.PathOf("pc.csv"));
                continue;
            }
            Assert.Equal(ExitCode.Data, code);
            Assert.Contains(message, Assert.Single(run.Error.TrimEnd('\n').Split('\n'), l => l.StartsWith("error: ", StringComparison.Ordinal)), StringComparison.Ordinal);
            Assert.False(File.Exists(run.PathOf("pc.csv")));
        }
    }

    [Fact]
    public void Other_alphabets_and_columns_in_another_order_are_read()
    {
        using var run = new ReductionRun();
        run.Write("训练.csv", ReducedRows.Csv(150, "甲,乙,丙,丁,戊,己,颜色,类别", (row, columns, kind, _) => $"{string.Join(',', columns)},{(row % 3 == 0 ? "红" : "蓝")},{kind}"));
        run.Train("--data", "训练.csv", "--target", "类别", "--components", "6");
        run.Write("新.csv", ReducedRows.Csv(30, "编号,己,颜色,甲,乙,丙,丁,戊", (row, c, _, _) => $"第{row}号,{c[5]},{(row % 3 == 0 ? "红" : "绿")},{c[0]},{c[1]},{c[2]},{c[3]},{c[4]}"));
        Assert.Equal(ExitCode.Ok, run.Run("transform", "--data", "新.csv", "--keep", "编号", "--out", "pc.csv", "--bom", "no", "--lang", "zh"));
        Assert.StartsWith("编号,PC1,PC2,PC3,PC4,PC5,PC6,问题", File.ReadAllText(run.PathOf("pc.csv")), StringComparison.Ordinal);
        Assert.StartsWith("第29号,", File.ReadAllLines(run.PathOf("pc.csv"))[30], StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, run.Run("reconstruct", "--data", "pc.csv", "--out", "back.csv", "--bom", "no"));
        Assert.Equal(["编号", "问题", "甲", "乙", "丙", "丁", "戊", "己", "颜色", "error", "problem"], Cells(run, "back.csv")[0]);
        Assert.Equal("红", Cells(run, "back.csv")[1][8]);
    }

    [Fact]
    public void Components_come_back_as_the_columns_they_stand_for()
    {
        using var run = Trained("--components", "6");
        Assert.Equal(ExitCode.Ok, run.Run("transform", "--data", "rows.csv", "--keep", "all", "--out", "pc.csv", "--bom", "no"));
        Assert.Equal(ExitCode.Ok, run.Run("reconstruct", "--data", "pc.csv", "--keep", "kind", "--out", "back.csv", "--bom", "no"));
        Assert.Matches(@"Error 0(\.0000)? on average over 150 rows", run.Error);
        var (was, now) = (Cells(run, "rows.csv"), Cells(run, "back.csv"));
        Assert.Equal(["kind", "a", "b", "c", "d", "e", "f", "error", "problem"], now[0]);
        for (var r = 1; r <= 150; r++)
        {
            for (var c = 0; c < 6; c++)
            {
                Assert.Equal(Number(was[r][c]), Number(now[r][c + 1]), 1e-4 * Math.Max(1, Math.Abs(Number(was[r][c]))));
            }
            Assert.Equal(was[r][6], now[r][0]);
        }
        // The two hidden numbers are two components: nearly all comes back from them, and less from one.
        Assert.Equal(ExitCode.Ok, run.Run("reconstruct", "--data", "rows.csv", "--first", "2", "--out", "two.csv", "--bom", "no"));
        var two = Cells(run, "two.csv").Skip(1).Average(r => Number(r[7]));
        Assert.Equal(ExitCode.Ok, run.Run("reconstruct", "--data", "rows.csv", "--first", "1", "--out", "one.csv", "--bom", "no"));
        var one = Cells(run, "one.csv").Skip(1).Average(r => Number(r[7]));
        Assert.InRange(two, 1e-4, 0.05);
        Assert.True(one > 5 * two, $"{one} {two}");
    }

    [Fact]
    public void What_cannot_be_rebuilt_says_what_it_lacks()
    {
        using var run = Trained("--components", "3");
        run.Write("other.csv", "x,y\n1,2\n");
        Assert.Equal(ExitCode.Data, run.Run("reconstruct", "--data", "other.csv"));
        Assert.Contains("other.csv has neither a column 'PC1' nor the model's column 'a'.", run.Error, StringComparison.Ordinal);
        run.Write("gap.csv", "PC1,PC2,PC3\n1,2,0\n1,,0\n");
        Assert.Equal(ExitCode.Ok, run.Run("reconstruct", "--data", "gap.csv", "--out", "back.csv", "--bom", "no"));
        Assert.EndsWith("gap.csv(3): column 'PC2' has no number. Without its components a row cannot be rebuilt.", File.ReadAllLines(run.PathOf("back.csv"))[2].Trim('"'), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Data, run.Run("transform", "--data", "rows.csv", "--first", "4"));
        Assert.Contains("There is no component 4: the model has 3.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_names_the_columns_of_each_component_and_the_components_of_a_row()
    {
        using var run = Trained("--components", "3");
        Assert.Equal(ExitCode.Ok, run.Run("explain"));
        Assert.Matches(@"(?m)^PC1 +\d+\.\d % +\d+\.\d % +[+-]\d+ % [a-f] ", run.Out);
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 100, line));
        Assert.Equal(ExitCode.Ok, run.Run("explain", "--json"));
        foreach (var component in run.Host.Json().EnumerateArray())
        {
            Assert.Equal(1, component.GetProperty("columns").EnumerateArray().Sum(c => Math.Pow(c.GetProperty("weight").GetDouble(), 2)), 1e-5);
        }
        Assert.Equal(ExitCode.Ok, run.Run("explain", "--out", "weights.csv", "--bom", "no"));
        Assert.Equal(1 + (3 * 6), File.ReadAllLines(run.PathOf("weights.csv")).Length);

        Assert.Equal(ExitCode.Ok, run.Run("explain", "--data", "rows.csv", "--row", "150", "--json"));
        var row = run.Host.Json();
        Assert.Equal("rows.csv(151)", row.GetProperty("row").GetString());
        Assert.Equal(1, row.GetProperty("left over").GetDouble() + row.GetProperty("components").EnumerateArray().Sum(c => c.GetProperty("share").GetDouble()), 1e-5);
        Assert.All(row.GetProperty("components").EnumerateArray(), c => Assert.Equal(c.GetProperty("score").GetDouble(), c.GetProperty("columns").EnumerateObject().Sum(p => p.Value.GetDouble()), 1e-6));
        Assert.Equal(ExitCode.Ok, run.Run("transform", "--data", "rows.csv", "--keep", "none", "--out", "pc.csv", "--bom", "no"));
        var written = Cells(run, "pc.csv")[150];
        Assert.All(row.GetProperty("components").EnumerateArray(), c => Assert.Equal(Number(written[c.GetProperty("component").GetString()![2] - '1']), c.GetProperty("score").GetDouble(), 1e-4));

        Assert.Equal(ExitCode.Data, run.Run("explain", "--data", "rows.csv", "--row", "151"));
        Assert.Contains("There is no row 151: the data has 150 rows.", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, run.Run("explain", "--data", "rows.csv"));
    }

    [Fact]
    public void Any_number_of_threads_writes_the_same_bytes()
    {
        using var run = Trained("--components", "3");
        Assert.Equal(ExitCode.Ok, run.Run("transform", "--data", "rows.csv", "--threads", "1"));
        var one = run.Out;
        Assert.Equal(ExitCode.Ok, run.Run("transform", "--data", "rows.csv", "--threads", "3"));
        Assert.Equal(one, run.Out);
    }

    [Fact]
    public void Several_files_are_one_answer_and_must_have_what_is_kept()
    {
        using var run = Trained("--components", "2");
        run.Write("one.csv", "id,a,b,c,d,e,f\nx,1,500,0.2,1,0.001,0\n");
        run.Write("two.csv", "f,e,d,c,b,a,id\n0,0.001,1,0.2,500,1,y\n");
        Assert.Equal(ExitCode.Ok, run.Run("transform", "--data", "one.csv", "two.csv", "--keep", "id"));
        var lines = run.Out.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        Assert.Equal(["id,PC1,PC2,problem", "x", "y"], [lines[0], lines[1][..1], lines[2][..1]]);
        Assert.Equal(lines[1][1..], lines[2][1..]);
        run.Write("three.csv", "a,b,c,d,e,f\n1,500,0.2,1,0.001,0\n");
        Assert.Equal(ExitCode.Data, run.Run("transform", "--data", "one.csv", "three.csv", "--keep", "id", "--out", "pc.csv"));
        Assert.Contains("three.csv: no column 'id', which is kept from the other files.", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(run.PathOf("pc.csv")));
    }

    private static ReductionRun Trained(params string[] more)
    {
        var run = new ReductionRun();
        run.Write("rows.csv", ReducedRows.Labelled());
        run.Train(["--data", "rows.csv", "--target", "kind", .. more]);
        return run;
    }

    private static string[][] Cells(ReductionRun run, string file) => [.. File.ReadAllLines(run.PathOf(file)).Select(l => l.Split(','))];

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
