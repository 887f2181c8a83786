using System.Globalization;
using CustomerSegmentation.Labels;
using Pipelines.Data;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.CustomerSegmentation;

/// <summary>Clustering as a help to label data.</summary>
public sealed class LabelTests
{
    [Fact]
    public void Fifty_chosen_digits_label_the_others_better_than_fifty_at_random()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "datasets", "digits", "digits.csv")).Skip(1).Select(l => l.Split(',')).ToArray();
        var rows = new Matrix(lines.Length, 64);
        for (var r = 0; r < lines.Length; r++)
        {
            for (var c = 0; c < 64; c++)
            {
                rows[r][c] = float.Parse(lines[r][c], CultureInfo.InvariantCulture);
            }
        }
        int[] labels = [.. lines.Select(l => int.Parse(l[64], CultureInfo.InvariantCulture))];
        var gain = LabelGain.Of(rows, labels, 10, 50, 42, new() { Threads = 2 });
        Assert.Equal((50, 1747), (gain.Labelled, gain.Hidden));
        Assert.InRange(gain.Chosen, 0.955, 1);
        Assert.InRange(gain.Random, 0.88, 0.95);
        // Three standard errors of the mean of the 20 draws.
        Assert.True(gain.Chosen > gain.Random + (3 * gain.RandomSpread / Math.Sqrt(20)), $"{gain}");
        Assert.Equal(gain, LabelGain.Of(rows, labels, 10, 50, 42, new() { Threads = 1 }));
    }

    [Fact]
    public void The_file_is_filled_in_and_read_back()
    {
        using var run = new SegmentRun();
        run.Write("iris.csv", AssignTests.Iris());
        run.Train("--data", "iris.csv", "--method", "kmeans", "--segments", "3", "--customer-col", "flower", "--ignore", "species", "--replicates", "5");
        Assert.Equal(ExitCode.Ok, run.Run("label", "--data", "iris.csv", "--budget", "40", "--out", "todo.csv"));
        Assert.Contains("40 rows to label: 32 middles of groups, 8 between groups", run.Out, StringComparison.Ordinal);
        var species = AssignTests.Iris().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToDictionary(l => l[0], l => l[^1]);
        var todo = TrainedShop.ReadCsv(Path.Combine(run.Host.Folder, "todo.csv"));
        Assert.Equal(["flower", "sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm", "segment", "why", "stands_for", "label"], todo[0]);
        Assert.Equal(40, todo.Skip(1).Select(r => r[0]).Distinct().Count());
        Assert.Equal(150, todo.Skip(1).Sum(r => int.Parse(r[7], CultureInfo.InvariantCulture)));
        run.Write("done.csv", string.Join('\n', todo.Select((r, i) => string.Join(',', r[..^1]) + "," + (i == 0 ? "label" : i == 40 ? "" : species[r[0]]))));
        Assert.Equal(ExitCode.Ok, run.Run("label", "--data", "iris.csv", "--labels", "done.csv", "--out", "all.csv"));
        var all = TrainedShop.ReadCsv(Path.Combine(run.Host.Folder, "all.csv")).Skip(1).ToArray();
        Assert.Equal((150, 39), (all.Length, all.Count(r => r[3] == "yes")));
        Assert.True(all.Count(r => species[r[0]] == r[1]) >= 138, $"{all.Count(r => species[r[0]] == r[1])} of 150 labels are right");
        Assert.All(all.Where(r => r[3] == "yes"), r => Assert.Equal((species[r[0]], "1"), (r[1], r[2])));
        Assert.Contains("Measured by hiding labels: 19 chosen rows", run.Out, StringComparison.Ordinal);
        // Labels of rows that do not exist, and a file without any.
        run.Write("foreign.csv", "flower,label\nF9999,a\nF1000,b\n");
        Assert.Equal(ExitCode.Data, run.Run("label", "--data", "iris.csv", "--labels", "foreign.csv", "--out", "none.csv"));
        Assert.Contains("F9999", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Data, run.Run("label", "--data", "iris.csv", "--labels", "todo.csv", "--out", "none.csv"));
        Assert.False(File.Exists(Path.Combine(run.Host.Folder, "none.csv")));
    }

    [Fact]
    public void Training_with_the_filled_in_file_carries_the_labels_as_the_verb_does_and_measures_the_gain()
    {
        using var run = new SegmentRun();
        run.Write("iris.csv", AssignTests.Iris());
        string[] train = ["--data", "iris.csv", "--method", "kmeans", "--segments", "3", "--customer-col", "flower", "--ignore", "species", "--replicates", "5"];
        run.Train(train);
        Assert.Equal(ExitCode.Ok, run.Run("label", "--data", "iris.csv", "--budget", "40", "--out", "todo.csv"));
        Assert.Contains("train --data iris.csv --labels todo.csv", run.Out, StringComparison.Ordinal);
        var species = AssignTests.Iris().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToDictionary(l => l[0], l => l[^1]);
        var todo = TrainedShop.ReadCsv(Path.Combine(run.Host.Folder, "todo.csv"));
        run.Write("done.csv", string.Join('\n', todo.Select((r, i) => string.Join(',', r[..^1]) + "," + (i == 0 ? "label" : species[r[0]]))));
        Assert.Equal(ExitCode.Ok, run.Run("label", "--data", "iris.csv", "--labels", "done.csv", "--out", "all.csv"));
        run.Train([.. train, "--labels", "done.csv", "--require", "label_right>=0.8"]);
        Assert.Equal(File.ReadAllText(Path.Combine(run.Host.Folder, "all.csv")), File.ReadAllText(Path.Combine(run.Newest, "labels.csv")));
        Assert.InRange(run.Figure("label_right"), 0.8, 1);
        Assert.InRange(run.Figure("label_right_random"), 0.6, 1);
        Assert.InRange(run.Figure("label_right_majority"), 0.3, 0.6);
        Assert.Contains("id=\"s-labels\"", File.ReadAllText(Path.Combine(run.Newest, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_customers_who_bought_after_the_cut_are_counted_and_not_used()
    {
        using var run = new SegmentRun();
        run.Write("orders.csv", Customers.Orders() + "late,2024-11-20,12\n");
        run.Write("labels.csv", "customer,label\nc0,a\nc1,b\nc3,a\nc4,b\nlate,a\n");
        run.Train("--data", "orders.csv", "--as-of", "2024-10-27", "--labels", "labels.csv");
        var all = TrainedShop.ReadCsv(Path.Combine(run.Newest, "labels.csv")).Skip(1).ToDictionary(r => r[0], r => r[1]);
        Assert.Equal(120, all.Count);
        // Those who buy often, and those who buy now and then.
        Assert.All(Enumerable.Range(0, 40), i => Assert.Equal(("a", "b"), (all[$"c{3 * i}"], all[$"c{(3 * i) + 1}"])));
        Assert.Contains("1 labels are of customers who had not bought before the cut", File.ReadAllText(Path.Combine(run.Newest, "report.md")), StringComparison.Ordinal);
        run.Write("foreign.csv", "customer,label\nc0,a\nc1,b\nnobody,b\n");
        Assert.Equal(ExitCode.Data, run.Run("train", "--data", "orders.csv", "--as-of", "2024-10-27", "--labels", "foreign.csv"));
        Assert.Contains("nobody", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_rows_are_one_row_to_label()
    {
        var rows = new Matrix(30, 2);
        var chosen = LabelChoice.Of(rows, 10, 1, new());
        Assert.Equal(chosen.Length, chosen.Select(c => c.Row).Distinct().Count());
        Assert.InRange(chosen.Length, 1, 10);
        var (labels, confidence) = LabelSpread.Of(rows, new()).From([3], [1], 2, new());
        Assert.All(labels, l => Assert.Equal(1, l));
        Assert.All(confidence, c => Assert.InRange(c, 0, 1));
    }

    [Fact]
    public void A_row_that_no_label_reaches_takes_that_of_the_nearest()
    {
        // Two far groups of ten; only the first has a label.
        var rows = new Matrix(20, 1);
        for (var r = 0; r < 20; r++)
        {
            rows[r][0] = (r < 10 ? 0 : 1000) + (0.1f * r);
        }
        var (labels, confidence) = LabelSpread.Of(rows, new()).From([0], [0], 2, new());
        Assert.All(labels, l => Assert.Equal(0, l));
        Assert.Equal(1, confidence[5], 9);
        Assert.Equal(0, confidence[15]);
    }
}
