using System.Text.Json;
using Pipelines.Models;
using Pipelines.Reduction;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.DimensionalityReduction;

/// <summary>What is measured, chosen and saved on data of one's own.</summary>
public sealed class StudyTests
{
    [Fact]
    public void Two_hidden_numbers_are_found_in_six_columns()
    {
        using var run = new ReductionRun();
        run.Write("my.csv", ReducedRows.Labelled());
        run.Train("--data", "my.csv", "--target", "kind", "--margin", "0.03");
        Assert.Equal(2, run.Figure("components"));
        Assert.InRange(run.Figure("variance_kept"), 0.99, 1);
        Assert.InRange(run.Figure("knn_accuracy@2"), 0.9, 1);
        Assert.Contains("2 numbers in place of 6 keep the accuracy", run.Out, StringComparison.Ordinal);
        Assert.Equal(2, TabularPipeline.Load<PcaModel>(Path.Combine(run.Newest, "model.pmodel")).Model.ResultColumns);
    }

    [Fact]
    public void A_number_is_predicted_by_neighbours_and_ridge()
    {
        using var run = new ReductionRun();
        run.Write("my.csv", ReducedRows.WithAmount());
        run.Train("--data", "my.csv", "--target", "amount");
        Assert.InRange(run.Figure("components"), 1, 2);
        Assert.InRange(run.Figure("linear_r2@2"), 0.99, 1);
        Assert.InRange(run.Figure("knn_r2_all"), 0.9, 1);
        Assert.InRange(run.Figure("r2"), run.Figure("linear_r2_all") - 0.011, 1);
    }

    [Fact]
    public void Without_a_target_components_beyond_chance_are_kept()
    {
        using var run = new ReductionRun();
        run.Write("my.csv", ReducedRows.Plain());
        run.Train("--data", "my.csv");
        Assert.Equal(2, run.Figure("components"));
        Assert.Equal(1, run.Figure("agreement"));
        Assert.Contains("2 of 6 components have more variance than chance gives", run.Out, StringComparison.Ordinal);
        Assert.Contains("no target, so no algorithm is tried", run.Out.ReplaceLineEndings(" ").Replace("        ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_have_nothing_in_common_are_called_so()
    {
        using var run = new ReductionRun();
        run.Write("my.csv", "a,b,c\n" + string.Concat(Enumerable.Range(1, 200).Select(r => FormattableString.Invariant($"{r * 0.6180339887 % 1:0.####},{r * r * 0.7548776662 % 1:0.####},{r * r * (r * 0.5698402910) % 1:0.####}\n"))));
        run.Train("--data", "my.csv");
        Assert.Contains("The columns have little to do with each other", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void More_columns_than_rows_are_reduced_too()
    {
        using var run = new ReductionRun();
        run.Write("my.csv", string.Join(',', Enumerable.Range(0, 80).Select(c => $"g{c}")) + ",kind\n"
            + string.Concat(Enumerable.Range(0, 40).Select(r => string.Join(',', Enumerable.Range(0, 80).Select(c => FormattableString.Invariant($"{((r % 2) * (c % 3)) + ((r * 7) + (c * 13)) * 0.618 % 1:0.###}"))) + (r % 2 == 0 ? ",even\n" : ",odd\n"))));
        run.Train("--data", "my.csv", "--target", "kind");
        Assert.InRange(run.Figure("components"), 1, 31);
        Assert.Equal(1, run.Figure("accuracy"));
        Assert.Equal(80, TabularPipeline.Load<PcaModel>(Path.Combine(run.Newest, "model.pmodel")).Model.Columns);
    }

    [Fact]
    public void Components_asked_for_are_kept_and_measured()
    {
        using var run = new ReductionRun();
        run.Write("my.csv", ReducedRows.Labelled());
        run.Train("--data", "my.csv", "--target", "kind", "--components", "4", "--try", "1,2");
        Assert.Equal(4, run.Figure("components"));
        Assert.InRange(run.Figure("knn_accuracy@4"), 0.5, 1);
        run.Train("--data", "my.csv", "--variance", "0.4");
        Assert.Equal(1, run.Figure("components"));
    }

    [Fact]
    public void Any_number_of_threads_writes_the_same_bytes()
    {
        using var run = new ReductionRun();
        run.Write("my.csv", ReducedRows.Labelled());
        run.Train("--data", "my.csv", "--threads", "1");
        var one = run.Newest;
        run.Train("--data", "my.csv", "--threads", "2");
        Assert.All((string[])["predictions.csv", "model.pmodel"], file => Assert.Equal(File.ReadAllBytes(Path.Combine(one, file)), File.ReadAllBytes(Path.Combine(run.Newest, file))));
    }

    [Fact]
    public void Missing_numbers_take_the_median_and_are_counted()
    {
        using var run = new ReductionRun();
        run.Write("my.csv", ReducedRows.Csv(150, "a,b,c,d,e,f,kind", (row, columns, kind, _) => $"{(row % 10 == 0 ? "" : columns[0])},{string.Join(',', columns[1..])},{(row % 50 == 49 ? "" : kind)}"));
        run.Train("--data", "my.csv", "--target", "kind");
        Assert.Contains("15 missing numbers take the median of their column", run.Out, StringComparison.Ordinal);
        // Rows without a class are reduced, and no algorithm is tried on them.
        Assert.Contains("each of 147 rows is predicted once", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_are_declared_or_found()
    {
        using var run = new ReductionRun();
        run.Write("px.csv", string.Join(',', Enumerable.Range(0, 12).Select(c => $"v{c}")) + "\n"
            + string.Concat(Enumerable.Range(0, 60).Select(r => string.Join(',', Enumerable.Range(0, 12).Select(c => $"{((r * (c + 1)) + (r / 7)) % 5 * 4}")) + "\n")));
        run.Train("--data", "px.csv");
        Assert.DoesNotContain("pictures", run.Out, StringComparison.Ordinal);
        run.Train("--data", "px.csv", "--image", "3x4");
        Assert.Contains("rows are pictures of 3 x 4", run.Out, StringComparison.Ordinal);
        Assert.Contains("id=\"c-pictures\"", File.ReadAllText(Path.Combine(run.Newest, "report.html")), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Data, run.Run("train", "--data", "px.csv", "--image", "5x5"));
        Assert.Contains("--image 5x5 needs 25 columns of numbers; there are 12.", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, run.Run("train", "--data", "px.csv", "--image", "big"));
    }

    [Fact]
    public void A_row_that_breaks_the_pattern_is_listed_first_with_the_column_to_blame()
    {
        using var run = new ReductionRun();
        run.Write("my.csv", ReducedRows.Csv(150, "a,b,c,d,e,f", (row, columns, _, _) => row == 76 ? $"{string.Join(',', columns[..5])},9" : string.Join(',', columns)));
        run.Train("--data", "my.csv", "--components", "2");
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(run.Newest, "report.json")));
        var far = json.RootElement.GetProperty("sections").EnumerateArray().First(s => s.GetProperty("key").GetString() == "far").GetProperty("blocks").EnumerateArray().First(b => b.GetProperty("type").GetString() == "table");
        var first = far.GetProperty("rows")[0];
        Assert.Equal(77, first[0].GetInt32());
        Assert.StartsWith("f is 9, expected ", first[2].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_speaks_chinese()
    {
        using var run = new ReductionRun();
        run.Write("my.csv", ReducedRows.Labelled());
        run.Train("--data", "my.csv", "--target", "kind", "--lang", "zh", "--margin", "0.03");
        Assert.Contains("用 2 个数代替 6 个，准确率得以保持", run.Out, StringComparison.Ordinal);
        Assert.Contains("碎石图", File.ReadAllText(Path.Combine(run.Newest, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_requirement_that_does_not_hold_is_exit_4()
    {
        using var run = new ReductionRun();
        run.Write("my.csv", ReducedRows.Labelled());
        Assert.Equal(ExitCode.Gate, run.Run("train", "--data", "my.csv", "--target", "kind", "--require", "components<=1", "--require", "knn_accuracy@2>=0.5"));
        Assert.Contains("required components<=1, but components is", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fold_never_sees_the_rows_it_is_measured_on()
    {
        using var run = new ReductionRun();
        // A column of noise that no training row can foretell: whoever scored above chance would have looked.
        run.Write("my.csv", ReducedRows.Csv(200, "a,b,c,d,e,f,kind", (row, columns, _, _) => $"{string.Join(',', columns)},{(Pipelines.Rng.At(5, 0, row).NextBelow(2) == 0 ? "x" : "y")}"));
        run.Train("--data", "my.csv", "--target", "kind");
        Assert.InRange(run.Figure("knn_accuracy_all"), 0.35, 0.65);
        Assert.InRange(run.Figure("linear_accuracy_all"), 0.35, 0.65);
    }
}
