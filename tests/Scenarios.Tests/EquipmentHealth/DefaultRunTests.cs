using System.Text.Json;
using Xunit;

namespace Scenarios.Tests.EquipmentHealth;

/// <summary>What a newcomer sees who types nothing but the name.</summary>
public sealed class DefaultRunTests(BundledPlantRun run) : IClassFixture<BundledPlantRun>
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
        Assert.Contains("expect all 10 later faults to be found, with about half a false alarm a week and pump", string.Join(' ', run.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(10, run.Figure("events"));
        Assert.Equal(10, run.Figure("events_hit"));
        Assert.InRange(run.Figure("false_alarms_per_week"), 0.2, 0.75);
        Assert.InRange(run.Figure("auc_pr"), 0.87, 0.95);
        Assert.InRange(run.Figure("base_rate"), 0.2, 0.26);
        Assert.InRange(run.Figure("alarm_share_of_normal"), 0, 0.04);
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void Finds_the_leak_that_hides_in_the_training_time_and_when_pumps_stand()
    {
        var text = string.Join(' ', run.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches("longest at pump-2, 2025-01-26", text);
        Assert.Matches(@"off when speed<\d{3}", text);
        Assert.InRange(run.Figure("trimmed_share"), 0.001, 0.01);
    }

    [Fact]
    public void The_report_is_one_small_file_that_loads_nothing_and_has_every_section()
    {
        var path = Path.Combine(run.Folder, "report.html");
        Assert.InRange(new FileInfo(path).Length, 100_000, 1_000_000);
        var page = File.ReadAllText(path);
        Assert.DoesNotMatch("<link|<img|@import|src=", page);
        string[] sections = ["fleet", "events", "machines", "alarms", "why", "limit", "data", "drift", "method", "use", "limits"];
        Assert.All(sections, s => Assert.Contains($"id=\"s-{s}\"", page, StringComparison.Ordinal));
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(run.Folder, "report.json")));
        Assert.InRange(json.RootElement.GetProperty("verdict").GetProperty("sentences").GetArrayLength(), 3, 5);
        Assert.Equal(["events_hit", "false_alarms_per_week", "auc_pr", "lead_time"], json.RootElement.GetProperty("cards").EnumerateArray().Select(c => c.GetProperty("key").GetString()));
    }

    [Fact]
    public async Task Scoring_the_plant_again_gives_the_predictions_of_training()
    {
        var (code, _, error) = await run.Again("monitor", "--out", "scores.csv", "--model", Path.GetFileName(run.Folder));
        Assert.True(code == 0, error);
        Assert.Equal(File.ReadAllText(Path.Combine(run.Folder, "predictions.csv")), File.ReadAllText(Path.Combine(run.Folder, "..", "..", "scores.csv")));
        (code, var explained, error) = await run.Again("explain", "--at", "2025-03-19T12:00", "--machine", "pump-1");
        Assert.True(code == 0, error);
        Assert.Matches(@"vibration +4\.\d+ +1\.\d+ ", explained);
        Assert.Contains("the alarm is on", explained, StringComparison.Ordinal);
    }
}
