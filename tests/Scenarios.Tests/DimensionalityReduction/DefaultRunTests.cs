using System.Text.Json;
using Xunit;

namespace Scenarios.Tests.DimensionalityReduction;

/// <summary>What a newcomer sees who types nothing but the name.</summary>
public sealed class DefaultRunTests(BundledReductionRun run) : IClassFixture<BundledReductionRun>
{
    [Fact]
    public void Ends_well_and_writes_every_file_of_a_run()
    {
        Assert.Equal(0, run.Code);
        Assert.Equal(["config.json", "model.pmodel", "predictions.csv", "report.html", "report.json", "report.md", "run.json"],
            Directory.EnumerateFiles(run.Folder).Select(f => Path.GetFileName(f)).Order());
        Assert.DoesNotContain('\u001b', run.Out + run.Error);
    }

    [Fact]
    public void Keeps_what_its_first_lines_promise()
    {
        Assert.Contains("expect 30 numbers to keep nearest neighbours within 0.3 points", run.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("1,797 rows, 61 columns to reduce; to be predicted: digit, 10 classes", run.Out, StringComparison.Ordinal);
        Assert.Contains("not standardised: the columns share one scale, 0 to 16; rows are pictures of 8 x 8", run.Out, StringComparison.Ordinal);
        Assert.InRange(run.Figure("knn_accuracy_all") - run.Figure("knn_accuracy@30"), -0.01, 0.003);
        Assert.InRange(run.Figure("knn_accuracy_all") - run.Figure("knn_accuracy@40"), -0.01, 0.003);
        Assert.InRange(run.Figure("linear_accuracy_all") - run.Figure("linear_accuracy@40"), -0.01, 0.003);
        Assert.InRange(run.Figure("knn_accuracy@30"), 0.98, 0.99);
        Assert.InRange(run.Figure("kmeans_agreement@40"), 0.9, 1);
        Assert.InRange(run.Figure("linear_accuracy_all"), 0.955, 0.97);
        Assert.Equal(40, run.Figure("components"));
        Assert.InRange(run.Figure("agreement"), 0.9, 1);
        Assert.InRange(run.Figure("variance_kept"), 0.98, 0.995);
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void Every_row_is_predicted_once_by_what_has_not_seen_it()
    {
        var lines = File.ReadAllLines(Path.Combine(run.Folder, "predictions.csv"));
        Assert.Equal("row,digit,knn_all,knn_40,logistic_all,logistic_40,distance", lines[0].TrimStart('\uFEFF'));
        string[][] rows = [.. lines.Skip(1).Select(l => l.Split(','))];
        Assert.Equal(Enumerable.Range(1, 1797).Select(r => $"{r}"), rows.Select(r => r[0]));
        Assert.Equal(run.Figure("knn_accuracy_all"), rows.Count(r => r[1] == r[2]) / 1797.0, 1e-12);
        Assert.Equal(run.Figure("linear_accuracy@40"), rows.Count(r => r[1] == r[5]) / 1797.0, 1e-12);
    }

    [Fact]
    public void The_report_is_one_small_file_that_loads_nothing_and_opens_with_five_sentences_and_four_figures()
    {
        var path = Path.Combine(run.Folder, "report.html");
        Assert.InRange(new FileInfo(path).Length, 100_000, 1_000_000);
        var page = File.ReadAllText(path);
        Assert.DoesNotMatch("https?://", page.Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal));
        Assert.DoesNotMatch("<link|<img|@import|src=", page);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(run.Folder, "report.json")));
        Assert.Equal(5, json.RootElement.GetProperty("verdict").GetProperty("sentences").GetArrayLength());
        Assert.Equal(["components", "accuracy", "faster", "time"], json.RootElement.GetProperty("cards").EnumerateArray().Select(c => c.GetProperty("key").GetString()));
        string[] sections = ["data", "method", "accuracy", "cost", "variance", "components", "map", "pictures", "far", "use", "limits"];
        Assert.All(sections, s => Assert.Contains($"id=\"s-{s}\"", page, StringComparison.Ordinal));
        Assert.Contains("id=\"c-scree\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"c-biplot\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_that_repeats_it_is_in_the_run()
    {
        Assert.Equal("DimensionalityReduction train --seed 42", run.Json.GetProperty("repeat").GetString());
        Assert.Equal(1797, run.Json.GetProperty("rows").GetInt64());
    }
}
