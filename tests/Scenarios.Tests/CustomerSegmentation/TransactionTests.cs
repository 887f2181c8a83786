using System.IO.Compression;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.CustomerSegmentation;

/// <summary>Transactions, which become customers.</summary>
public sealed class TransactionTests
{
    [Fact]
    public void Transactions_are_recognised_cut_and_measured_by_what_follows()
    {
        using var run = new SegmentRun();
        run.Write("orders.csv", Customers.Orders());
        run.Train("--data", "orders.csv", "--as-of", "2024-10-27");
        Assert.Contains("looked at as of 2024-10-27", run.Out, StringComparison.Ordinal);
        Assert.Contains("frequency counts days with a purchase", run.Out, StringComparison.Ordinal);
        Assert.Equal(3, run.Figure("segments"));
        Assert.True(run.Figure("eta_squared") > 0.9);
        var rule = run.Model.Rfm!;
        Assert.Equal(("customer", "date", "amount", new DateOnly(2024, 10, 27)), (rule.Columns.Customer, rule.Columns.Time, rule.Columns.Amount, rule.AsOf));
        Assert.Equal(7, rule.GroupOf(1, 20, 1800));
        Assert.Equal(0, rule.GroupOf(280, 1, 10));
    }

    [Fact]
    public void Retraining_says_how_far_the_earlier_segments_moved_and_keeps_or_replaces()
    {
        using var run = new SegmentRun();
        run.Write("orders.csv", Customers.Orders());
        run.Write("newer.csv", Customers.Orders(customers: 150));
        run.Train("--data", "orders.csv");
        Assert.Equal(ExitCode.Ok, run.Run("retrain", "--data", "newer.csv", "--only-new"));
        Assert.Contains("eta_squared", run.Out, StringComparison.Ordinal);
        Assert.Contains("id=\"s-drift\"", File.ReadAllText(Path.Combine(run.Newest, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_on_a_metric_that_does_not_hold_ends_with_its_own_code()
    {
        using var run = new SegmentRun();
        run.Write("orders.csv", Customers.Orders());
        Assert.Equal(ExitCode.Gate, run.Run("train", "--data", "orders.csv", "--require", "segments>=50"));
        Assert.Equal(ExitCode.Ok, run.Run("train", "--data", "orders.csv", "--require", "stability>=0.9"));
    }

    [Fact]
    public void A_chinese_report_uses_the_eight_usual_names_with_the_english_beside()
    {
        using var run = new SegmentRun();
        run.Write("orders.csv", Customers.Orders());
        run.Train("--data", "orders.csv", "--lang", "zh");
        var report = File.ReadAllText(Path.Combine(run.Newest, "report.md"));
        Assert.Contains("重要价值客户（high value）", report, StringComparison.Ordinal);
        Assert.Contains("得分 2 到 5 的切点", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Cdnow_gives_the_known_figures()
    {
        var folder = Environment.GetEnvironmentVariable("PIPELINES_DATA");
        Assert.SkipWhen(folder is null, "PIPELINES_DATA does not name the data.");
        using var run = new SegmentRun();
        using (var from = new GZipStream(File.OpenRead(Path.Combine(folder, "customers", "cdnow_master.csv.gz")), CompressionMode.Decompress))
        using (var text = new StreamReader(from))
        {
            run.Write("cdnow.csv", text.ReadToEnd());
        }
        run.Train("--data", "cdnow.csv", "--as-of", "1997-10-01", "--segments", "4", "--scaling", "log");
        Assert.InRange(run.Figure("eta_squared"), 0.139, 0.143);
        run.Train("--data", "cdnow.csv", "--horizon", "0", "--segments", "4", "--scaling", "log");
        var rows = run.Segments().Skip(1).Select(r => double.Parse(r[1], System.Globalization.CultureInfo.InvariantCulture)).Order().ToArray();
        Assert.Equal(23_570, rows.Length);
        Assert.Equal(472, (rows[(rows.Length - 1) / 2] + rows[rows.Length / 2]) / 2);
    }
}
