using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.QualityInspection;

/// <summary>Files that cannot be used are refused with what is wrong, where, and the way out; nothing is left behind.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly QualityRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void A_file_without_measurements_names_what_each_column_is()
    {
        _run.Write("p.csv", "id,lot,who\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"N{i},L1,w{i % 2}\n")));
        Assert.Contains("No column is a measurement", _run.Refused(ExitCode.Data, "train", "--data", "p.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void Measurements_that_are_all_constant_are_none()
    {
        _run.Write("p.csv", "id,a,b\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"N{i},1.5,2\n")));
        var error = _run.Refused(ExitCode.Data, "train", "--data", "p.csv");
        Assert.Contains("a: always the same value; b: always the same value", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_measurement_is_left_out_and_named_and_the_others_are_used()
    {
        _run.Write("p.csv", QualityRun.Parts(100).Replace(",b,c\n", ",b,c,d\n", StringComparison.Ordinal).Replace("\n", ",7\n", StringComparison.Ordinal).Replace(",d,7\n", ",d\n", StringComparison.Ordinal));
        _run.Train("--data", "p.csv");
        Assert.Contains("not measured by: d (always the same value)", _run.Out, StringComparison.Ordinal);
        Assert.Contains("100 parts in 5 batches, 3 measurements", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("column,lower,upper\na,4,16\nz,1,2\n", "spec.csv(3): 'z' is no measurement of the data. The measurements are: a, b, c.")]
    [InlineData("column,lower,upper\na,16,4\n", "spec.csv(2): the lower limit of 'a', 16, is not below the upper one, 4.")]
    [InlineData("column,lower,upper\na,,\n", "spec.csv(2): 'a' has neither a lower nor an upper limit.")]
    [InlineData("column,lower,upper\na,1,2\na,1,3\n", "spec.csv(3): 'a' has a tolerance already.")]
    [InlineData("what,lower,upper\na,1,2\n", "spec.csv needs a column 'column'")]
    public void A_tolerance_that_makes_no_sense_is_refused_with_its_line(string spec, string expected)
    {
        _run.Write("p.csv", QualityRun.Parts(100));
        _run.Write("spec.csv", spec);
        Assert.Contains(expected, _run.Refused(ExitCode.Data, "train", "--data", "p.csv", "--spec", "spec.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_part_is_too_few()
    {
        _run.Write("p.csv", "id,a,b\nN1,1,2\n");
        Assert.Contains("There must be at least 5 parts; got 1.", _run.Refused(ExitCode.Data, "train", "--data", "p.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_parts_than_measurements_are_too_few()
    {
        var names = string.Join(',', Enumerable.Range(0, 12).Select(i => $"m{i}"));
        _run.Write("p.csv", names + "\n" + string.Concat(Enumerable.Range(0, 8).Select(r => string.Join(',', Enumerable.Range(0, 12).Select(c => $"{(r * 7) + (c * c * (r + 1) % 5)}.5")) + "\n")));
        Assert.Contains("8 parts are too few for 12 measurements", _run.Refused(ExitCode.Data, "train", "--data", "p.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("0")]
    public void Labels_that_are_all_good_teach_nothing(string label)
    {
        _run.Write("p.csv", QualityRun.Parts(60).Replace(",b,c\n", ",b,c,defect\n", StringComparison.Ordinal).Replace("\n", $",{label}\n", StringComparison.Ordinal).Replace($",defect,{label}\n", ",defect\n", StringComparison.Ordinal));
        Assert.Contains("Every known value of 'defect' means a good part", _run.Refused(ExitCode.Data, "train", "--data", "p.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_whose_good_value_is_unknown_ask_for_it()
    {
        _run.Write("p.csv", QualityRun.Parts(60, "defect").Replace(",0\n", ",alpha\n", StringComparison.Ordinal).Replace(",1\n", ",beta\n", StringComparison.Ordinal));
        Assert.Contains("Say it with --good", _run.Refused(ExitCode.Data, "train", "--data", "p.csv"), StringComparison.Ordinal);
        _run.Train("--data", "p.csv", "--good", "alpha");
        Assert.Contains("4 bad parts", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_values_are_counted_and_such_parts_are_marked()
    {
        string[] lines = QualityRun.Parts(100).TrimEnd().Split('\n');
        lines[3] = "N2,L0,,20.1,0.3";
        _run.Write("p.csv", string.Join('\n', lines) + "\n");
        _run.Train("--data", "p.csv");
        Assert.Contains("1 missing values take the median", _run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, _run.Run("predict", "--data", "p.csv", "--out", "out.csv"));
        Assert.Contains("Incomplete", File.ReadAllLines(_run.PathOf("out.csv"))[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p=a?b")]
    [InlineData("p=a*zz")]
    [InlineData("a*b")]
    public void A_formula_that_is_none_is_refused(string formula)
    {
        _run.Write("p.csv", QualityRun.Parts(60));
        Assert.Contains("--derive takes NAME=A*B", _run.Refused(ExitCode.Usage, "train", "--data", "p.csv", "--derive", formula), StringComparison.Ordinal);
    }
}
