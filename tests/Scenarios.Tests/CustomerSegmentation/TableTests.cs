using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models;
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
        foreach (var threads in (string[])["1", "3"])
        {
            run.Train("--data", "my.csv", "--threads", threads);
            files.Add(File.ReadAllBytes(Path.Combine(run.Newest, "model.pmodel")));
        }
        Assert.Equal(files[0], files[1]);
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
        run.Train("--data", "rings.csv", "--segments", "2", "--method", "kmeans");
        segments = [.. run.Segments().Skip(1).Select(r => r[1])];
        Assert.False(Enumerable.Range(0, segments.Length).All(i => segments[i] == segments[i % 2]));
    }
}
