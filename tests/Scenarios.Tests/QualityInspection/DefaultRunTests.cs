using System.Text.Json;
using Xunit;

namespace Scenarios.Tests.QualityInspection;

/// <summary>What a newcomer sees who types nothing but the name.</summary>
public sealed class DefaultRunTests(BundledQualityRun run) : IClassFixture<BundledQualityRun>
{
    [Fact]
    public void Ends_well_and_writes_every_file_of_a_run()
    {
        Assert.Equal(0, run.Code);
        Assert.Equal(["config.json", "model.pmodel", "predictions.csv", "report.html", "report.json", "report.md", "run.json"], Directory.EnumerateFiles(run.Folder).Select(f => Path.GetFileName(f)).Order());
        Assert.DoesNotContain('\u001b', run.Out + run.Error);
    }

    [Fact]
    public void Keeps_what_its_first_lines_promise()
    {
        Assert.Contains("expect T² to find 16 of the 17 hollow shafts", run.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        string[][] rows = [.. File.ReadAllLines(Path.Combine(run.Folder, "predictions.csv")).Skip(1).Select(l => l.Split(','))];
        string[][] hollow = [.. rows.Where(r => r[4] == "void")];
        Assert.Equal(17, hollow.Length);
        Assert.Equal(16, hollow.Count(r => r[8] == "OddTogether"));
        Assert.DoesNotContain(hollow, r => r[8] == "OutOfTolerance");
        Assert.InRange(run.Figure("odd_together"), 20, 45);
        Assert.Equal(96, run.Figure("out_of_tolerance"));
        Assert.InRange(run.Figure("ppk"), 0.9, 1);
        Assert.InRange(run.Figure("roc_auc"), 0.99, 1);
        Assert.InRange(run.Figure("money_saved"), 100, 5000);
        Assert.True(run.Figure("roc_auc_monitor") > run.Figure("roc_auc_tolerance"));
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void Every_part_stands_once_in_the_order_of_inspection()
    {
        string[][] rows = [.. File.ReadAllLines(Path.Combine(run.Folder, "predictions.csv")).Skip(1).Select(l => l.Split(','))];
        Assert.Equal(Enumerable.Range(1, 3000).Select(r => $"{r}"), rows.Select(r => r[0]));
        Assert.Equal(3000, rows.Select(r => r[1]).Distinct().Count());
        Assert.Equal("yes", rows[0][7]);
        Assert.Equal(rows.Count(r => r[7] == "yes"), Array.FindIndex(rows, r => r[7] == "no"));
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
        Assert.Equal(["ppk", "odd_together", "roc_auc", "money_saved"], json.RootElement.GetProperty("cards").EnumerateArray().Select(c => c.GetProperty("key").GetString()));
        string[] sections = ["data", "capability", "charts", "pareto", "inspection", "routes", "flagged", "use", "limits"];
        Assert.All(sections, s => Assert.Contains($"id=\"s-{s}\"", page, StringComparison.Ordinal));
        Assert.Contains("id=\"c-t2\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"c-pareto-cause\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_that_repeats_it_is_in_the_run()
    {
        Assert.Equal("QualityInspection train --seed 42", run.Json.GetProperty("repeat").GetString());
        Assert.Equal(3000, run.Json.GetProperty("rows").GetInt64());
    }
}
