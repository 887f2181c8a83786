using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.DimensionalityReduction;

/// <summary>A saved model on newer rows: evaluate, retrain, inspect.</summary>
public sealed class EvaluateTests
{
    [Fact]
    public void Rows_of_the_same_kind_still_fit_and_turned_ones_do_not()
    {
        using var run = Trained(out var trained);
        run.Write("same.csv", ReducedRows.Csv(90, "a,b,c,d,e,f,kind", (_, columns, kind, _) => $"{string.Join(',', columns)},{kind}"));
        Assert.Equal(ExitCode.Ok, run.Run("evaluate", "--data", "same.csv"));
        Assert.Contains("They still fit", run.Out, StringComparison.Ordinal);
        Assert.InRange(run.Figure("variance_kept"), 0.99, 1);
        Assert.InRange(run.Figure("plane_angle"), 0, 2);
        Assert.InRange(run.Figure("accuracy"), 0.8, 1);

        // Two columns changed places: their pattern is another one.
        run.Write("turned.csv", ReducedRows.Csv(90, "a,b,c,f,e,d", (_, columns, _, _) => string.Join(',', columns)));
        Assert.Equal(ExitCode.Ok, run.Run("evaluate", "--data", "turned.csv", "--model", trained));
        Assert.Contains("They no longer fit", run.Out, StringComparison.Ordinal);
        Assert.InRange(run.Figure("plane_angle"), 10, 90);
    }

    [Fact]
    public void The_model_says_which_columns_are_read_so_no_other_is_guessed()
    {
        using var run = Trained(out _);
        run.Write("same.csv", ReducedRows.Csv(90, "a,b,c,d,e,f,kind,target,label,class", (_, columns, kind, _) => $"{string.Join(',', columns)},{kind},1,2,3"));
        Assert.Equal(ExitCode.Ok, run.Run("evaluate", "--data", "same.csv"));
        Assert.DoesNotContain("target", run.Error, StringComparison.Ordinal);
        Assert.InRange(run.Figure("accuracy"), 0.8, 1);
    }

    [Fact]
    public void A_file_without_the_model_s_columns_is_exit_3()
    {
        using var run = Trained(out _);
        run.Write("other.csv", "a,b,c\n" + string.Concat(Enumerable.Repeat("1,2,3\n", 9)));
        Assert.Equal(ExitCode.Model, run.Run("evaluate", "--data", "other.csv"));
        Assert.Contains("was fitted on columns that the data does not have: d, e, f. The columns are: a, b, c.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Retraining_compares_both_models_on_new_rows_alone()
    {
        using var run = Trained(out var trained);
        run.Write("new.csv", ReducedRows.Csv(120, "a,b,c,f,e,d,kind", (_, columns, kind, _) => $"{string.Join(',', columns)},{kind}"));
        Assert.Equal(ExitCode.Ok, run.Run("retrain", "--from", trained, "--data", "new.csv"));
        Assert.Contains("each of 120 rows is predicted once", run.Out, StringComparison.Ordinal);
        Assert.Matches("(Keep|Replace)", run.Out);
        Assert.Matches("variance_kept +0\\.[0-9]+ +[01]", run.Out);
    }

    [Fact]
    public void Retraining_needs_new_rows()
    {
        using var run = Trained(out var trained);
        run.Write("new.csv", ReducedRows.Labelled(10));
        Assert.Equal(ExitCode.Data, run.Run("retrain", "--from", trained, "--data", "new.csv"));
        Assert.Contains("at least 20 of them; the new data has 10.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_says_what_the_model_does_and_the_line_for_a_file()
    {
        using var run = Trained(out _);
        Assert.Equal(ExitCode.Ok, run.Run("inspect", "latest"));
        Assert.Contains("turns 6 columns (6 numbers) into 2 components", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, run.Run("inspect", "my.csv"));
        Assert.EndsWith("DimensionalityReduction train --data my.csv\n", run.Out, StringComparison.Ordinal);
    }

    private static ReductionRun Trained(out string id)
    {
        var run = new ReductionRun();
        run.Write("my.csv", ReducedRows.Labelled());
        run.Train("--data", "my.csv", "--target", "kind", "--components", "2");
        id = Path.GetFileName(run.Newest);
        return run;
    }
}
