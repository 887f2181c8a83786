using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>A saved model on other rows: evaluate and retrain.</summary>
public sealed class EvaluateTests : IDisposable
{
    private readonly EncodingRun _run = new();

    public EvaluateTests()
    {
        _run.Host.Write("my.csv", CodedRows.Mixed(200));
        _run.Good(["train", "--data", "my.csv", "--target", "kind", "--code", "2", .. CodedRows.Short]);
    }

    [Fact]
    public void Rows_of_the_same_kind_fit_and_older_people_do_not()
    {
        var model = _run.NewestModel;
        _run.Host.Write("same.csv", CodedRows.Mixed(100, first: 500));
        _run.Good("evaluate", "--data", "same.csv");
        Assert.Contains("They are rows as the model knows them", _run.Out, StringComparison.Ordinal);
        Assert.InRange(_run.Figure("kept"), 0.7, 1);
        Assert.InRange(_run.Figure("knn_accuracy"), 0.85, 1);

        _run.Host.Write("older.csv", CodedRows.Mixed(100, older: 50, first: 500));
        _run.Good("evaluate", "--data", "older.csv", "--model", model);
        Assert.Contains("They are unlike the rows it was trained on", _run.Out, StringComparison.Ordinal);
        var report = File.ReadAllText(Path.Combine(_run.Newest, "report.md"));
        Assert.Matches(@"Columns whose mean moved most[^#]*?\| age \| [4-6]\.[0-9]", report);
    }

    [Fact]
    public void Rows_without_classes_are_measured_by_their_error_alone()
    {
        _run.Host.Write("plain.csv", string.Join('\n', CodedRows.Mixed(60, first: 500).Split('\n').Select(l => l.Length == 0 ? l : string.Join(',', l.Split(',')[..6]))));
        _run.Good("evaluate", "--data", "plain.csv");
        Assert.DoesNotContain("five nearest", _run.Out, StringComparison.Ordinal);
        Assert.InRange(_run.Figure("mse"), 0, 0.2);
    }

    [Fact]
    public void What_does_not_fit_the_model_is_refused_in_one_line()
    {
        _run.Host.Write("other.csv", "age,income\n" + string.Concat(Enumerable.Repeat("1,2\n", 9)));
        Assert.Contains("was trained on columns that the data does not have: city, score. The columns are: age, income.", _run.Declined(ExitCode.Model, "evaluate", "--data", "other.csv"), StringComparison.Ordinal);
        _run.Host.Write("wrong.csv", CodedRows.Mixed(60).Replace("4", "four", StringComparison.Ordinal));
        Assert.Contains("is not a number", _run.Declined(ExitCode.Data, "evaluate", "--data", "wrong.csv"), StringComparison.Ordinal);
        _run.Host.Write("few.csv", CodedRows.Mixed(3));
        Assert.Contains("at least 5 rows", _run.Declined(ExitCode.Data, "evaluate", "--data", "few.csv"), StringComparison.Ordinal);
        Assert.Contains("Name the data to read", _run.Declined(ExitCode.Usage, "evaluate"), StringComparison.Ordinal);
    }

    [Fact]
    public void Retraining_compares_both_models_on_new_rows_alone()
    {
        _run.Host.Write("new.csv", CodedRows.Mixed(120, older: 50, first: 500));
        _run.Good("retrain", "--data", "new.csv");
        Assert.Contains("290 rows to learn from, 30 held out", _run.Out, StringComparison.Ordinal);
        Assert.Matches("Replace: on the same held-out rows the new model has the better mse", _run.Out);
        Assert.Matches("kept +-?[0-9.]+ +0\\.[0-9]+", _run.Out);
    }

    [Fact]
    public void Retraining_on_rows_like_the_old_ones_keeps_the_earlier_model_or_says_why_not()
    {
        _run.Host.Write("new.csv", CodedRows.Mixed(120, first: 500));
        _run.Good("retrain", "--data", "new.csv", "--only-new");
        Assert.Contains("90 rows to learn from, 30 held out", _run.Out, StringComparison.Ordinal);
        Assert.Matches("(Keep the earlier model|Replace)", _run.Out);
    }

    [Fact]
    public void Retraining_needs_new_rows()
    {
        _run.Host.Write("new.csv", CodedRows.Mixed(40, first: 500));
        Assert.Contains("at least 20 of them; of 40 new rows 25 % are held out", _run.Declined(ExitCode.Data, "retrain", "--data", "new.csv"), StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();
}
