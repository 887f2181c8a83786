using Pipelines.Models;
using Pipelines.Reduction;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.DimensionalityReduction;

/// <summary>Which columns are reduced, and how they become numbers.</summary>
public sealed class ColumnsTests
{
    [Fact]
    public void Ids_constants_times_empty_columns_and_many_texts_are_left_out_with_their_reason()
    {
        using var run = new ReductionRun();
        run.Write("my.csv", ReducedRows.Csv(120, "customer_id,name,when,same,nothing,town,colour,a,b,c,d,e,f,kind",
            (row, columns, kind, _) => $"{1000 + (row * 7)},n{row},2024-01-{1 + (row % 28):00},5,,t{row % 60},{(row % 3 == 0 ? "red" : "blue")},{string.Join(',', columns)},{kind}"));
        run.Train("--data", "my.csv", "--target", "kind");
        var columns = ModelFile.ReadInfo(Path.Combine(run.Newest, "model.pmodel")).Info.Columns.ToDictionary(c => c.Name, c => c.Role);
        Assert.Equal(("ignored: id", "ignored: id", "ignored: time", "ignored: constant", "ignored: empty", "ignored: levels"), (columns["customer_id"], columns["name"], columns["when"], columns["same"], columns["nothing"], columns["town"]));
        Assert.Equal(("feature", "feature", "target"), (columns["colour"], columns["a"], columns["kind"]));
        // Six numbers, and the two colours with the column of other ones.
        Assert.Equal(9, TabularPipeline.Load<PcaModel>(Path.Combine(run.Newest, "model.pmodel")).Encoder.Columns);
    }

    [Theory]
    [InlineData(ExitCode.Data, "--components must be at most 6 for 150 rows of 6 numbers; got 7.", "--ignore", "kind", "--components", "7")]
    [InlineData(ExitCode.Data, "--try takes numbers from 1 to 6, such as 2,5,10; got '9'.", "--ignore", "kind", "--try", "2,9")]
    [InlineData(ExitCode.Data, "Target 'a' has 150 different values in 150 rows, too many for classes.", "--target", "a", "--task", "classes")]
    [InlineData(ExitCode.Data, "--task number needs numbers in the target, but 'kind' holds texts.", "--target", "kind", "--task", "number")]
    [InlineData(ExitCode.Data, "There is no column 'kinds'. Did you mean 'kind'?", "--target", "kinds")]
    [InlineData(ExitCode.Usage, "--margin must be a number", "--margin", "2")]
    [InlineData(ExitCode.Usage, "--folds must be a whole number", "--folds", "1")]
    public void A_wish_that_cannot_be_met_is_one_line_with_its_exit_code(ExitCode code, string message, params string[] options)
    {
        using var run = new ReductionRun();
        run.Write("my.csv", ReducedRows.Labelled());
        Assert.Equal(code, run.Run(["train", "--data", "my.csv", .. options]));
        Assert.Contains(message, Assert.Single(run.Error.TrimEnd('\n').Split('\n'), l => l.StartsWith("error: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.Host.RunsFolder));
    }

    [Fact]
    public void Numbers_on_one_scale_are_not_standardised_and_others_are()
    {
        using var run = new ReductionRun();
        run.Write("answers.csv", "q1,q2,q3\n" + string.Concat(Enumerable.Range(0, 60).Select(r => $"{1 + (r % 5)},{1 + (r / 2 % 5)},{1 + (r / 3 % 4)}\n")));
        run.Train("--data", "answers.csv");
        Assert.Contains("not standardised: the columns share one scale, 1 to 5", run.Out, StringComparison.Ordinal);
        run.Train("--data", "answers.csv", "--scaling", "standard");
        Assert.Contains("standardised: each column counts alike", run.Out, StringComparison.Ordinal);
        run.Write("my.csv", ReducedRows.Plain());
        run.Train("--data", "my.csv");
        Assert.Contains("standardised: each column counts alike", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "There must be at least 5 rows, so that some can be held out; got 1.")]
    [InlineData("a,b\n1,2\n1,3\n1,4\n1,9\n1,5\n", "There must be at least 2 columns of numbers, or texts of few levels, to reduce; got 1. Left out: a: always the same value.")]
    [InlineData("a,b,c\n1,2,3\n2,inf,4\n3,4,6\n3,5,6\n3,6,6\n", "Column 'b', data row 2: 'inf' is not a finite number.")]
    public void What_cannot_be_reduced_is_one_line_and_exit_2(string text, string message)
    {
        using var run = new ReductionRun();
        run.Write("my.csv", text);
        Assert.Equal(ExitCode.Data, run.Run("train", "--data", "my.csv"));
        Assert.Contains(message, Assert.Single(run.Error.TrimEnd('\n').Split('\n'), l => l.StartsWith("error: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.Host.RunsFolder));
    }
}
