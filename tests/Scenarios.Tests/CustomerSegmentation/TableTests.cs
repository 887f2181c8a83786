using CustomerSegmentation.Saved;
using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.CustomerSegmentation;

/// <summary>Customers given one a row, with columns of any type.</summary>
public sealed class TableTests
{
    [Fact]
    public void Columns_that_cannot_form_segments_are_left_out_and_an_outcome_only_measures()
    {
        using var run = new SegmentRun();
        run.Write("my.csv", Customers.Table());
        run.Train("--data", "my.csv", "--outcome-col", "answered");
        Assert.Equal(["age", "spend", "city"], run.Model.Pipeline.Schema.Columns.Select(c => c.Name));
        Assert.Contains("left out: client_id (an id)", run.Out, StringComparison.Ordinal);
        Assert.Contains("left out: country (always the same value)", run.Out, StringComparison.Ordinal);
        Assert.Contains("measured by 'answered' (yes)", run.Out, StringComparison.Ordinal);
        Assert.Equal(3, run.Figure("segments"));
        Assert.InRange(run.Figure("eta_squared"), 0.2, 0.6);
        Assert.Equal(["client_id", "segment", "confidence", "distance", "answered"], run.Segments()[0]);
    }

    [Fact]
    public void Without_an_outcome_nothing_is_said_of_value()
    {
        using var run = new SegmentRun();
        run.Write("my.csv", Customers.Table());
        run.Train("--data", "my.csv", "--ignore", "answered");
        Assert.Throws<InvalidOperationException>(() => run.Figure("eta_squared"));
        Assert.Contains("Nothing says what they are worth", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kmeans", "k-means/1")]
    [InlineData("genie", "genie/1")]
    [InlineData("ward", "agglomerative/1")]
    [InlineData("gmm", "gaussian-mixture/1")]
    [InlineData("dbscan", "dbscan/1")]
    [InlineData("kprototypes", "encoded-prototypes/1")]
    public void Every_method_gives_training_customers_their_own_segment_again(string method, string kind)
    {
        using var run = new SegmentRun();
        run.Write("my.csv", Customers.Table());
        run.Train("--data", "my.csv", "--ignore", "answered", "--method", method);
        var model = run.Model;
        Assert.Equal(kind, ((IModel)model.Pipeline.Model).Kind);
        SegmentAssignment[] again = model.Assign(CsvFile.Read(Path.Combine(run.Host.Folder, "my.csv"), cancellation: TestContext.Current.CancellationToken).Table);
        Assert.Equal(run.Segments().Skip(1).Select(r => r[1]), again.Select(a => $"{a.Segment}"));
        Assert.All(again, a => Assert.True(a.Segment == 0 || !a.Unlike));
        Assert.All(again, a => Assert.InRange(a.Confidence, 0, 1));
    }

    [Fact]
    public void Categories_bring_k_prototypes_among_the_methods_that_are_tried()
    {
        using var run = new SegmentRun();
        // Two plans and two tariffs in four combinations: k-means of 0 and 1 sees them as k-prototypes does, Genie only chains of equal rows.
        var rows = Enumerable.Range(0, 240).Select(r => FormattableString.Invariant($"{(r % 2 == 0 ? 20 : 24) + (8 * (r * 0.6180339887 % 1)):0.##},{(r % 10 == 9 ? "gold" : r % 2 == 0 ? "plain" : "silver")},{(r % 14 == 13 ? "web" : r % 2 == 0 ? "shop" : "phone")}"));
        run.Write("plans.csv", "age,plan,channel\n" + string.Join('\n', rows) + "\n");
        run.Train("--data", "plans.csv", "--segments", "2", "--replicates", "6");
        var report = File.ReadAllText(Path.Combine(run.Newest, "report.md"));
        Assert.Contains("k-prototypes", report, StringComparison.Ordinal);
        Assert.DoesNotContain("| Gaussian mixture", report, StringComparison.Ordinal);
        run.Train("--data", "plans.csv", "--segments", "2", "--replicates", "6", "--method", "kprototypes");
        var segments = run.Segments().Skip(1).Select(r => r[1]).ToArray();
        Assert.True(Enumerable.Range(0, 240).Count(r => segments[r] == segments[r % 2]) > 225);
    }

    [Fact]
    public void A_metric_chooses_in_place_of_the_rule_among_what_keeps_the_rules()
    {
        using var run = new SegmentRun();
        run.Write("my.csv", Customers.Table());
        string[] train = ["--data", "my.csv", "--outcome-col", "answered", "--method", "kmeans", "--replicates", "5", "--max-segments", "6"];
        run.Train(train);
        var by = run.Figure("silhouette");
        run.Train([.. train, "--optimize", "silhouette"]);
        Assert.True(run.Figure("silhouette") >= by - 0.02);
        Assert.Contains("have the best Silhouette", run.Out, StringComparison.Ordinal);
        run.Train([.. train, "--optimize", "smallest_share", "--require", "segments>=4"]);
        Assert.Equal(4, run.Figure("segments"));
        Assert.Equal(ExitCode.Gate, run.Run(["train", .. train, "--optimize", "eta_squared", "--require", "segments>=40"]));
        Assert.Contains("nothing that was tried keeps every rule", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, run.Run("train", "--data", "my.csv", "--ignore", "answered", "--method", "kmeans", "--replicates", "5", "--optimize", "eta_squared"));
        Assert.Contains("needs an outcome", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, run.Run("train", "--data", "my.csv", "--optimize", "beauty"));
        Assert.Contains("eta_squared", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mixture_of_a_given_number_is_taken_where_its_segments_come_out_again_better()
    {
        using var run = new SegmentRun();
        run.Write("iris.csv", AssignTests.Iris());
        run.Train("--data", "iris.csv", "--customer-col", "flower", "--ignore", "species", "--segments", "3");
        Assert.IsType<GaussianMixtureModel>(run.Model.Pipeline.Model);
        var species = AssignTests.Iris().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')[^1]).ToArray();
        var found = run.Segments().Skip(1).Select(r => int.Parse(r[1], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(0.904, Pipelines.Evaluation.ClusterAgreement.AdjustedRandIndex(TextColumn.From("s", species).Codes, found), 3);
    }

    [Fact]
    public void Numbers_of_files_have_no_noise_behind_them()
    {
        Assert.Equal((0.3, 1234567.89, 1e-12, double.NaN), (ShortNumber.Of(0.1 + 0.2), ShortNumber.Of(1234567.8900000001), ShortNumber.Of(1e-12), ShortNumber.Of(double.NaN)));
        using var run = new SegmentRun();
        run.Write("orders.csv", Customers.Orders());
        run.Train("--data", "orders.csv");
        Assert.All(run.Segments().Skip(1).SelectMany(r => r), cell => Assert.True(cell.Length <= 10, cell));
    }

    [Fact]
    public void A_customer_far_from_all_is_unlike_anyone()
    {
        using var run = new SegmentRun();
        run.Write("my.csv", Customers.Table());
        run.Train("--data", "my.csv", "--ignore", "answered", "--method", "kmeans");
        var far = run.Model.Assign(new Table([new NumberColumn("age", [21, 99]), new NumberColumn("spend", [110, 90_000]), TextColumn.From("city", ["Rome", "Rome"])]));
        Assert.False(far[0].Unlike);
        Assert.True(far[1].Unlike);
        Assert.True(far[1].Distance > 3 * far[0].Distance);
    }

    [Fact]
    public void The_same_segments_come_out_at_any_number_of_threads()
    {
        using var run = new SegmentRun();
        run.Write("my.csv", Customers.Table());
        var files = new List<byte[]>();
        // The number chosen, the number given, and numbers alone, where a mixture is among the methods.
        foreach (var args in (string[][])[[], ["--segments", "4"], ["--segments", "4", "--ignore", "city,answered"]])
        {
            files.Clear();
            foreach (var threads in (string[])["1", "3"])
            {
                run.Train(["--data", "my.csv", "--replicates", "6", "--threads", threads, .. args]);
                files.Add(File.ReadAllBytes(Path.Combine(run.Newest, "model.pmodel")));
            }
            Assert.Equal(files[0], files[1]);
        }
    }

    [Fact]
    public void Rings_fall_apart_by_shape_and_not_by_halves()
    {
        using var run = new SegmentRun();
        var lines = Enumerable.Range(0, 400).Select(i => (Angle: i * 2.399963, Radius: i % 2 == 0 ? 1 : 3)).Select(p => FormattableString.Invariant($"{p.Radius * Math.Cos(p.Angle):0.####},{p.Radius * Math.Sin(p.Angle):0.####}"));
        run.Write("rings.csv", "x,y\n" + string.Join('\n', lines) + "\n");
        run.Train("--data", "rings.csv", "--segments", "2");
        var segments = run.Segments().Skip(1).Select(r => r[1]).ToArray();
        Assert.Equal(segments.Length / 2, segments.Count(s => s == segments[0]));
        Assert.True(Enumerable.Range(0, segments.Length).All(i => segments[i] == segments[i % 2]));
        // So does DBSCAN, which finds a radius of its own.
        run.Train("--data", "rings.csv", "--method", "dbscan", "--replicates", "5");
        segments = [.. run.Segments().Skip(1).Select(r => r[1])];
        Assert.Equal(2, run.Figure("segments"));
        Assert.True(Enumerable.Range(0, segments.Length).Count(i => segments[i] == segments[i % 2]) > 390);
        run.Train("--data", "rings.csv", "--segments", "2", "--method", "kmeans");
        segments = [.. run.Segments().Skip(1).Select(r => r[1])];
        Assert.False(Enumerable.Range(0, segments.Length).All(i => segments[i] == segments[i % 2]));
    }
}
