using System.IO.Compression;
using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Reporting;
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

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void The_first_screen_fits_a_narrow_terminal(string language)
    {
        using var run = new SegmentRun(width: 80);
        run.Write("orders.csv", Customers.Orders());
        run.Train("--data", "orders.csv", "--lang", language);
        // Lines to copy are never broken.
        Assert.All(run.Out.Split('\n').Where(l => !l.Contains("runs/", StringComparison.Ordinal) && !l.Contains("CustomerSegmentation ", StringComparison.Ordinal)), l => Assert.InRange(DisplayWidth.Of(l), 0, 80));
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
        Assert.Equal((23_570, 472, 1, 43.395), (run.Segments().Length - 1, Median(run, 1), Median(run, 2), Median(run, 3)));
        // The published figures count each line as an order.
        run.Train("--data", "cdnow.csv", "--horizon", "0", "--segments", "4", "--scaling", "log", "--frequency", "orders", "--as-of", "1998-07-01");
        Assert.Equal(15_897, Assert.IsType<KMeansModel>(run.Model.Pipeline.Model).Inertia, 1.0);
        Assert.Equal((472, 1, 43.395), (Median(run, 1), Median(run, 2), Median(run, 3)));
        foreach (var (segments, eta) in ((int, double)[])[(4, 0.141), (8, 0.203)])
        {
            run.Train("--data", "cdnow.csv", "--as-of", "1997-10-01", "--segments", $"{segments}", "--scaling", "log", "--frequency", "orders");
            Assert.Equal((209, 1, 35.955), (Median(run, 1), Median(run, 2), Median(run, 3)));
            Assert.Equal(eta, run.Figure("eta_squared"), 1e-3);
            Assert.InRange(run.Figure("eta_squared_rfm"), 0.03, 0.147);
        }
        // New customers are counted in the same way.
        Assert.Equal(RfmFrequency.Orders, run.Model.Rfm!.Options.Frequency);
    }

    [Fact]
    public void Wholesale_customers_are_read_and_segmented_alike_by_their_spend()
    {
        var folder = Environment.GetEnvironmentVariable("PIPELINES_DATA");
        Assert.SkipWhen(folder is null, "PIPELINES_DATA does not name the data.");
        using var run = new SegmentRun();
        run.Write("wholesale.csv", File.ReadAllText(Path.Combine(folder, "customers", "wholesale_customers.csv")));
        var table = CsvFile.Read(Path.Combine(run.Host.Folder, "wholesale.csv"), cancellation: TestContext.Current.CancellationToken).Table;
        Assert.Equal((440, 8), (table.Rows, table.Columns.Count));
        double Mean(string column) => Math.Round(((NumberColumn)table[column]).Values.Average(), 4);
        Assert.Equal((12000.2977, 5796.2659, 7951.2773), (Mean("Fresh"), Mean("Milk"), Mean("Grocery")));
        run.Train("--data", "wholesale.csv", "--ignore", "Channel,Region", "--method", "kmeans");
        Assert.Equal((6, 2), (run.Model.Pipeline.Schema.Columns.Count, run.Figure("segments")));
        Assert.InRange(run.Figure("stability"), 0.8, 1);
        Assert.Equal(ExitCode.Ok, run.Run("evaluate", "--data", "wholesale.csv", "--class-col", "Channel"));
        // Shops and restaurants buy other things: spend alone tells most of them apart.
        Assert.InRange(run.Figure("ari"), 0.5, 1);
    }

    private static double Median(SegmentRun run, int column)
    {
        var values = run.Segments().Skip(1).Select(r => double.Parse(r[column], System.Globalization.CultureInfo.InvariantCulture)).Order().ToArray();
        return Math.Round((values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2, 6);
    }
}
