using System.Globalization;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.EquipmentHealth;

/// <summary>Logs as plants have them.</summary>
public sealed class BadInputTests
{
    [Fact]
    public void A_sensor_that_dies_is_named_and_the_others_go_on()
    {
        using var plant = new SmallPlant();
        var rows = SmallPlant.Rows("a", 2000, (1800, 1850));
        for (var r = 1500; r < rows.Count; r++)
        {
            rows[r] = rows[r][..rows[r].LastIndexOf(',')] + ",";
        }
        plant.Need("train", "--data", plant.Write("log.csv", SmallPlant.Header, rows));
        Assert.Contains($"warning: noise of a is dead since {SmallPlant.TimeOf(1500)[..16]}", plant.Said, StringComparison.Ordinal);
        Assert.Contains($"dead since {SmallPlant.TimeOf(1500)[..16]}", File.ReadAllText(Path.Combine(plant.Newest, "report.md")), StringComparison.Ordinal);
        plant.Need("monitor", "--data", "log.csv", "--out", "scores.csv");
        var scores = plant.Scores("scores.csv");
        Assert.All(scores, s => Assert.NotEqual("", s["score"]));
        Assert.Contains(scores[1800..1850], s => s["alarm"] == "1" && s["top"].StartsWith("heat", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_out_of_order_repeated_or_of_a_clock_set_back_are_put_in_order_and_counted()
    {
        using var plant = new SmallPlant();
        var rows = SmallPlant.Rows("a", 1500);
        var sorted = rows.ToList();
        (rows[700], rows[701]) = (rows[701], rows[700]);
        rows.Insert(100, rows[100]);
        // The hour from row 900 on comes twice, as in the night when summer time ends.
        rows.InsertRange(907, rows[901..907].Select(r => r));
        plant.Need("train", "--data", plant.Write("log.csv", SmallPlant.Header, rows));
        Assert.Contains("rows came out of order", plant.Said, StringComparison.Ordinal);
        Assert.Contains("7 rows repeat an instant", plant.Said, StringComparison.Ordinal);
        Assert.Contains("the clock goes back by an hour 1 times", plant.Said, StringComparison.Ordinal);
        var limit = plant.Figure("false_alarms_per_week");
        plant.Need("train", "--data", plant.Write("sorted.csv", SmallPlant.Header, sorted));
        Assert.Equal(plant.Figure("false_alarms_per_week"), limit);
    }

    [Fact]
    public void A_machine_that_training_did_not_know_is_measured_by_all_and_said()
    {
        using var plant = new SmallPlant();
        plant.Need("train", "--data", plant.Write("log.csv", SmallPlant.Header, [.. SmallPlant.Rows("a", 1500), .. SmallPlant.Rows("b", 1500, seed: 2)]));
        plant.Need("monitor", "--data", plant.Write("new.csv", SmallPlant.Header, SmallPlant.Rows("c", 300, (200, 250), 5)), "--out", "scores.csv");
        Assert.Contains("machine 'c' was not in the training data", plant.Error, StringComparison.Ordinal);
        var scores = plant.Scores("scores.csv");
        Assert.Contains(scores[200..250], s => s["alarm"] == "1");
        Assert.InRange(scores[..200].Count(s => s["alarm"] == "1"), 0, 20);
    }

    [Fact]
    public void Training_time_that_is_itself_anomalous_is_said_and_not_learned_from()
    {
        using var plant = new SmallPlant();
        plant.Need("train", "--data", plant.Write("log.csv", SmallPlant.Header, SmallPlant.Rows("a", 2000, (400, 500))));
        Assert.InRange(plant.Figure("trimmed_share"), 0.08, 0.15);
        Assert.Contains("The time taken for normal is itself unusual in", plant.Said, StringComparison.Ordinal);
        plant.Need("monitor", "--data", "log.csv", "--out", "scores.csv");
        Assert.InRange(plant.Scores("scores.csv")[400..500].Count(s => s["alarm"] == "1"), 90, 100);
    }

    [Fact]
    public void Constant_and_text_columns_are_left_out_with_their_reason()
    {
        using var plant = new SmallPlant();
        plant.Need("train", "--data", plant.Write("log.csv", SmallPlant.Header + ",setpoint,mode", SmallPlant.Rows("a", 1500).Select((r, i) => $"{r},7,{(i % 2 == 0 ? "x" : "y")}")));
        Assert.Contains("setpoint (always the same value: it says nothing)", plant.Said, StringComparison.Ordinal);
        Assert.Contains("mode (text;", plant.Said, StringComparison.Ordinal);
        // Constant while it was normal, and not later: nothing to learn from, but somebody should look.
        plant.Need("train", "--data", plant.Write("later.csv", SmallPlant.Header + ",bypass", SmallPlant.Rows("a", 1500).Select((r, i) => $"{r},{(i < 1200 ? 0 : 1)}")));
        Assert.Contains("bypass (the same value all through the normal time, another one elsewhere", plant.Said, StringComparison.Ordinal);
        plant.Need("train", "--data", "log.csv", "--regime-cols", "mode");
        Assert.Contains("regimes by mode: 2", plant.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void Known_failures_are_compared_with_alarms_and_without_them_it_cannot_tell()
    {
        using var plant = new SmallPlant();
        var log = plant.Write("log.csv", SmallPlant.Header, [.. SmallPlant.Rows("a", 2000, (1700, 1760)), .. SmallPlant.Rows("b", 2000, seed: 2)]);
        plant.Need("train", "--data", log);
        Assert.Contains("cannot be told", plant.Said, StringComparison.Ordinal);
        var failures = plant.Host.Write("failures.csv", string.Create(CultureInfo.InvariantCulture, $"start,end,unit,note\n{SmallPlant.TimeOf(1700)},{SmallPlant.TimeOf(1759)},a,pipe burst\n"));
        plant.Need("train", "--data", log, "--failures", failures);
        Assert.Equal(1, plant.Figure("events_hit"));
        Assert.Contains("pipe burst", File.ReadAllText(Path.Combine(plant.Newest, "report.md")), StringComparison.Ordinal);
        plant.Need("evaluate", "--data", log, "--failures", failures);
        Assert.Equal(1, plant.Figure("events_hit"));
    }

    [Fact]
    public void Alarms_that_come_clearly_more_often_than_asked_are_said_and_the_verdict_is_not_good()
    {
        using var plant = new SmallPlant();
        // Ten times after the training heat leaves the load; one of them is a known failure, the others are false alarms.
        var (sound, odd) = (SmallPlant.Rows("a", 2500), SmallPlant.Rows("a", 2500, (1500, 2500)));
        plant.Write("log.csv", SmallPlant.Header, sound.Select((row, r) => r >= 1500 && r % 100 < 10 ? odd[r] : row));
        plant.Host.Write("failures.csv", $"start,end,unit\n{SmallPlant.TimeOf(1600)},{SmallPlant.TimeOf(1609)},a\n");
        plant.Need("train", "--data", "log.csv", "--failures", "failures.csv");
        Assert.Equal(1, plant.Figure("events_hit"));
        Assert.True(plant.Figure("false_alarms_per_week") > 4);
        Assert.Contains("That is clearly more than was asked", plant.Said, StringComparison.Ordinal);
        Assert.NotEqual("good", SmallPlant.Json(plant.Newest, "report.json").GetProperty("verdict").GetProperty("tone").GetString());
    }

    [Fact]
    public void A_historians_export_is_put_on_a_grid()
    {
        using var plant = new SmallPlant();
        string[] names = ["load", "heat", "flow", "noise"];
        var rows = SmallPlant.Rows("a", 1500, (1300, 1340)).SelectMany(r => r.Split(',') is var f ? names.Select((n, i) => $"{f[0]},{n},{f[i + 2]}") : []);
        plant.Need("train", "--data", plant.Write("long.csv", "time,tag,value", rows), "--tag-col", "tag", "--value-col", "value", "--every", "10min");
        Assert.Contains("1,500 rows of one machine, 4 sensors", plant.Said, StringComparison.Ordinal);
        plant.Need("monitor", "--data", "long.csv", "--tag-col", "tag", "--value-col", "value", "--every", "10min", "--out", "scores.csv");
        Assert.Contains(plant.Scores("scores.csv")[1300..1340], s => s["alarm"] == "1");
        Assert.Equal(ExitCode.Usage, plant.Run("monitor", "--stdin"));
    }

    [Fact]
    public void Too_little_to_learn_from_is_refused_with_a_way_out()
    {
        using var plant = new SmallPlant();
        Assert.Equal(ExitCode.Data, plant.Run("train", "--data", plant.Write("log.csv", SmallPlant.Header, SmallPlant.Rows("a", 100))));
        Assert.Contains("--normal", plant.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Data, plant.Run("train", "--data", plant.Write("one.csv", "time,x", Enumerable.Range(0, 300).Select(i => $"{SmallPlant.TimeOf(i)},{i % 7}"))));
        Assert.Contains("at least 2 sensors", plant.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, plant.Run("train", "--normal", "2025-02-01"));
    }

    [Fact]
    public void Failures_that_no_alarm_announced_have_no_median_delay()
    {
        using var plant = new SmallPlant();
        plant.Write("log.csv", SmallPlant.Header, SmallPlant.Rows("a", 2500, (2000, 2060)));
        plant.Need("train", "--data", "log.csv", "--failures", plant.Write("failures.csv", "start,end", [$"{SmallPlant.TimeOf(1600)},{SmallPlant.TimeOf(1603)}"]));
        Assert.Equal(0, plant.Figure("events_hit"));
        Assert.Contains("none got an alarm (0 of 1)", plant.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", plant.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("median NaN", File.ReadAllText(Path.Combine(plant.Newest, "report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_another_program_is_told_by_its_run()
    {
        using var plant = new SmallPlant();
        plant.Need("train", "--data", plant.Write("log.csv", SmallPlant.Header, SmallPlant.Rows("a", 1500)));
        var record = Path.Combine(plant.Newest, "run.json");
        File.WriteAllText(record, File.ReadAllText(record).Replace("\"EquipmentHealth\"", "\"DataEncoding\"", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Model, plant.Run("monitor", "--data", "log.csv", "--model", plant.Newest));
        Assert.Contains("belongs to a run of DataEncoding, and this is EquipmentHealth", plant.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Retraining_compares_with_the_earlier_model_on_the_same_rows()
    {
        using var plant = new SmallPlant();
        plant.Need("train", "--data", plant.Write("log.csv", SmallPlant.Header, SmallPlant.Rows("a", 1500)));
        plant.Need("retrain", "--data", plant.Write("new.csv", SmallPlant.Header, SmallPlant.Rows("b", 1500, seed: 7)));
        Assert.Contains("false_alarms_per_week", plant.Out, StringComparison.Ordinal);
        Assert.Matches("Replace|Keep the earlier", plant.Out);
    }
}
