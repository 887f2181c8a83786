using System.Globalization;
using CustomerSegmentation.Saved;
using Pipelines;
using Pipelines.Evaluation;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.CustomerSegmentation;

/// <summary>Profiles, target lists, value and drift of saved segments.</summary>
public sealed class SavedVerbTests(TrainedShop shop) : IClassFixture<TrainedShop>
{
    [Fact]
    public void A_profile_tells_what_sets_segments_apart_from_the_model_alone()
    {
        Assert.Equal(ExitCode.Ok, shop.Run.Run("profile", "--json"));
        var segments = shop.Run.Host.Json().EnumerateArray().ToArray();
        Assert.Equal(3000, segments.Sum(s => s.GetProperty("customers").GetInt32()));
        Assert.Equal(1, segments.Sum(s => s.GetProperty("share").GetDouble()), 9);
        // The first are the champions of the made shop: planted with 42 orders of about 85 each.
        var first = segments[0].GetProperty("columns").EnumerateArray().ToDictionary(c => c.GetProperty("column").GetString()!);
        Assert.InRange(first["frequency"].GetProperty("typical").GetDouble(), 38, 46);
        Assert.InRange(first["monetary"].GetProperty("deviations").GetDouble(), 1.5, 3);
        Assert.True(first["recency"].GetProperty("deviations").GetDouble() < -1);
    }

    [Fact]
    public void The_profile_of_the_training_customers_is_that_of_training()
    {
        Assert.Equal(ExitCode.Ok, shop.Run.Run("profile", "--out", "model.csv"));
        File.WriteAllBytes(Path.Combine(shop.Run.Host.Folder, "shop-lines.csv"), global::CustomerSegmentation.Data.MadeShop.Csv());
        Assert.Equal(ExitCode.Ok, shop.Run.Run("profile", "--data", "shop-lines.csv", "--as-of", "2025-04-01", "--out", "data.csv"));
        var (model, data) = (shop.Read("model.csv"), shop.Read("data.csv"));
        Assert.Equal(model.Length, data.Length);
        for (var i = 1; i < model.Length; i++)
        {
            Assert.Equal(model[i][..3], data[i][..3]);
            Assert.Equal(model[i][5], data[i][5]);
            for (var c = 6; c < 9; c++)
            {
                Assert.Equal(Number(model[i][c]), Number(data[i][c]), 0.01 * Math.Max(1, Math.Abs(Number(model[i][c]))));
            }
        }
        // Value shares are of the data: together they are all of it.
        Assert.Equal("", model[1][4]);
        Assert.Equal(1, data.Skip(1).GroupBy(r => r[0]).Sum(g => Number(g.First()[4])), 1e-4);
        Assert.Equal(ExitCode.Ok, shop.Run.Run("profile", "--segment", "1"));
        Assert.Contains("far higher", shop.Run.Out, StringComparison.Ordinal);
        Assert.Matches(@"spent +3,\d{3} ", shop.Run.Out);
    }

    [Fact]
    public void A_target_list_holds_the_customers_of_one_segment_in_order()
    {
        Assert.Equal(ExitCode.Ok, shop.Run.Run("export", "--segment", "2", "--out", "list.csv"));
        var rows = shop.Read("list.csv").Skip(1).ToArray();
        var own = shop.Segments.Where(s => s.Value == "2").Select(s => s.Key).Order(StringComparer.Ordinal);
        Assert.Equal(own, rows.Select(r => r[0]).Order(StringComparer.Ordinal));
        double[] worth = [.. rows.Select(r => Number(r[5]))];
        Assert.Equal(worth.OrderDescending(), worth);
        Assert.Equal(ExitCode.Ok, shop.Run.Run("export", "--segment", "2", "--by", "closeness", "--top", "7", "--out", "near.csv"));
        var near = shop.Read("near.csv").Skip(1).Select(r => Number(r[6])).ToArray();
        Assert.Equal(7, near.Length);
        Assert.Equal(rows.Select(r => Number(r[6])).Order().Take(7), near);
        Assert.Equal(ExitCode.Ok, shop.Run.Run("export", "--segment", "2", "--by", "recency", "--top", "1"));
        Assert.Contains($",{rows.Max(r => Number(r[3])):0},", shop.Run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluation_measures_the_next_period_with_intervals()
    {
        Assert.Equal(ExitCode.Ok, shop.Run.Run("evaluate", "--require", "eta_squared>=0.4"));
        Assert.InRange(shop.Run.Figure("eta_squared"), 0.45, 0.6);
        // A tenth of the customers are planted champions, who spend 46 % of all.
        Assert.InRange(shop.Run.Figure("lift@10"), 4.3, 5);
        Assert.Contains("Contacting 20.0 %", shop.Run.Out, StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(shop.Run.Newest, "report.html")), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Gate, shop.Run.Run("evaluate", "--require", "eta_squared>=0.9"));
    }

    [Theory]
    [InlineData("en", "high value (spending more)", "high value (spending less)", "high value")]
    [InlineData("zh", "重要价值客户（high value）·消费更高", "重要价值客户（high value）·消费较低", "重要价值客户（high value）")]
    public void Segments_of_one_name_are_told_apart_by_a_trait_and_found_by_what_they_are_called(string language, string more, string less, string both)
    {
        Assert.Equal(ExitCode.Ok, shop.Run.Run("profile", "--lang", language, "--out", "names.csv"));
        string[] names = [.. shop.Read("names.csv").Skip(1).Select(r => r[1]).Distinct()];
        Assert.Equal(6, names.Length);
        Assert.Contains(more, names);
        Assert.Contains(less, names);
        foreach (var (name, count) in new[] { (more, 1), (both, 2) })
        {
            Assert.Equal(ExitCode.Ok, shop.Run.Run("profile", "--lang", language, "--segment", name, "--out", "one.csv"));
            Assert.Equal(count, shop.Read("one.csv").Skip(1).Select(r => r[0]).Distinct().Count());
        }
    }

    [Fact]
    public void Segments_that_tell_nothing_gain_nothing()
    {
        var (labels, outcome) = (new int[4000], new double[4000]);
        for (var i = 0; i < labels.Length; i++)
        {
            var rng = Rng.At(5, 0, i);
            (labels[i], outcome[i]) = (1 + rng.NextBelow(8), Math.Exp(rng.NextGaussian()));
        }
        var gain = CumulativeGain.Of(OutcomeStudy.Scores(labels, outcome, 42), outcome).At(0.25);
        Assert.InRange(gain.Lift, 0.9, 1.07);
        Assert.InRange(1, gain.LiftInterval.Low, gain.LiftInterval.High);
    }

    [Fact]
    public void Known_groups_and_an_outcome_column_are_measured_on_a_customer_table()
    {
        using var run = new SegmentRun();
        run.Write("iris.csv", AssignTests.Iris());
        run.Train("--data", "iris.csv", "--method", "kmeans", "--segments", "3", "--customer-col", "flower", "--ignore", "species", "--scaling", "none", "--replicates", "5");
        Assert.Equal(ExitCode.Ok, run.Run("evaluate", "--data", "iris.csv", "--class-col", "species", "--outcome-col", "petal_width_cm"));
        // The figure of the literature for k-means on raw iris.
        Assert.Equal(0.730, run.Figure("ari"), 3);
        Assert.InRange(run.Figure("eta_squared"), 0.8, 1);
        Assert.Equal(ExitCode.Usage, run.Run("evaluate", "--data", "iris.csv"));
        Assert.Contains("--outcome-col", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_drifts_on_the_day_of_training_and_customers_move_later()
    {
        Assert.Equal(ExitCode.Ok, shop.Run.Run("drift", "--as-of", "2025-04-01"));
        Assert.Equal((0, 1, 0), (shop.Run.Figure("psi"), shop.Run.Figure("stayed"), shop.Run.Figure("unlike_share")));
        Assert.Contains("The model can stay", shop.Run.Out, StringComparison.Ordinal);
        Assert.Single(TrainedShop.ReadCsv(Path.Combine(shop.Run.Newest, "moved.csv")));
        Assert.Equal(ExitCode.Ok, shop.Run.Run("drift"));
        Assert.InRange(shop.Run.Figure("psi"), 0.001, 1);
        var moved = TrainedShop.ReadCsv(Path.Combine(shop.Run.Newest, "moved.csv")).Skip(1).ToArray();
        Assert.Equal(Math.Round(3000 * (1 - shop.Run.Figure("stayed"))), moved.Count(m => m[1].Length > 0));
        var before = shop.Segments;
        Assert.All(moved.Where(m => m[1].Length > 0), m => Assert.Equal(before[m[0]], m[1]));
        Assert.All(moved, m => Assert.NotEqual(m[1], m[3]));
    }

    [Fact]
    public void A_model_outside_its_run_knows_sizes_but_nobody()
    {
        File.Copy(Path.Combine(Path.GetDirectoryName(shop.Run.Host.RunFolders.SelectMany(f => Directory.EnumerateFiles(f, "*.pmodel")).First())!, "model.pmodel"), Path.Combine(shop.Run.Host.Folder, "alone.pmodel"), overwrite: true);
        Assert.Equal(ExitCode.Ok, shop.Run.Run("drift", "--model", "alone.pmodel", "--as-of", "2025-04-01"));
        Assert.Equal(0, shop.Run.Figure("psi"));
        Assert.Contains("Nobody could be followed", shop.Run.Out, StringComparison.Ordinal);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
