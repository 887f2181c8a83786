using System.Globalization;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.EquipmentHealth;

/// <summary>Which stretches an engineer should judge, and what becomes of the judgements.</summary>
public sealed class LabelTests
{
    [Fact]
    public void The_stretches_most_worth_judging_are_written_and_given_back_as_failures()
    {
        using var plant = new SmallPlant();
        plant.Write("log.csv", SmallPlant.Header, [.. SmallPlant.Rows("a", 2500, (2000, 2060)), .. SmallPlant.Rows("b", 2500, (2200, 2240), 2)]);
        plant.Need("train", "--data", "log.csv");
        plant.Need("label", "--data", "log.csv", "--budget", "12", "--out", "labels.csv");
        Assert.Contains("Stretches to judge: 12, written into labels.csv", plant.Said, StringComparison.Ordinal);
        Assert.Contains("by chance: whether faults pass unseen", plant.Said, StringComparison.Ordinal);
        var labels = plant.Scores("labels.csv");
        Assert.Equal(12, labels.Count);
        Assert.Equal(["alarm", "by chance", "just below the limit"], labels.Select(l => l["why"]).Distinct().Order());
        // Diverse: the loudest of both machines come before a second one of either.
        Assert.Equal(["a", "b"], labels.Take(2).Select(l => l["unit"]).Order());
        Assert.All(labels.Where(l => l["why"] == "just below the limit"), l => Assert.InRange(double.Parse(l["peak"], CultureInfo.InvariantCulture), 0.69, 1));
        Assert.Equal(12, labels.Select(l => (l["unit"], l["start"])).Distinct().Count());

        // Nobody has judged anything yet.
        plant.Need("train", "--data", "log.csv", "--failures", "labels.csv");
        Assert.Contains("cannot be told", plant.Said, StringComparison.Ordinal);
        var lines = File.ReadAllLines(Path.Combine(plant.Host.Folder, "labels.csv"));
        for (var i = 1; i < lines.Length; i++)
        {
            var fields = lines[i].Split(',');
            var isFault = (fields[2] == "a" && Overlaps(fields, 2000, 2059)) || (fields[2] == "b" && Overlaps(fields, 2200, 2239));
            fields[3] = isFault ? "heat off the load" : i % 2 == 0 ? "no" : "";
            lines[i] = string.Join(',', fields);
        }
        plant.Host.Write("labels.csv", string.Join('\n', lines));
        // Hours of an engineer's work are not written over.
        Assert.Equal(ExitCode.Data, plant.Run("label", "--data", "log.csv", "--out", "labels.csv"));
        Assert.Contains("labels.csv has judgements in column 'judgement'", plant.Error, StringComparison.Ordinal);
        Assert.Equal(lines, File.ReadAllLines(Path.Combine(plant.Host.Folder, "labels.csv")));
        plant.Need("train", "--data", "log.csv", "--failures", "labels.csv");
        Assert.Equal(2, plant.Figure("events"));
        Assert.Equal(2, plant.Figure("events_hit"));
        Assert.Contains("heat off the load", File.ReadAllText(Path.Combine(plant.Newest, "report.md")), StringComparison.Ordinal);
        // What has been judged need not be judged again.
        plant.Need("label", "--data", "log.csv", "--failures", "labels.csv", "--budget", "12", "--out", "more.csv");
        Assert.DoesNotContain(plant.Scores("more.csv"), l => l["why"] == "alarm" && l["unit"] == "a" && Overlaps([l["start"], l["end"]], 2000, 2059));
    }

    [Fact]
    public void The_next_command_reads_the_log_with_the_columns_that_were_named()
    {
        using var plant = new SmallPlant();
        plant.Write("log.csv", SmallPlant.Header.Replace("time,machine", "a,b", StringComparison.Ordinal), SmallPlant.Rows("x", 1500));
        plant.Need("train", "--data", "log.csv", "--time-col", "a", "--machine-col", "b");
        plant.Need("label", "--data", "log.csv", "--time-col", "a", "--machine-col", "b", "--budget", "6", "--out", "labels.csv");
        Assert.Contains("EquipmentHealth train --data log.csv --time-col a --machine-col b --failures labels.csv", plant.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_lives_needs_no_judgements()
    {
        using var plant = new SmallPlant();
        plant.Need("train", "--run-to-failure");
        Assert.Equal(ExitCode.Usage, plant.Run("label", "--budget", "3"));
        Assert.Contains("needs no judgements", plant.Error, StringComparison.Ordinal);
    }

    private static bool Overlaps(string[] fields, int from, int to) =>
        string.CompareOrdinal(fields[0].Replace('T', ' '), SmallPlant.TimeOf(to)) <= 0 && string.CompareOrdinal(fields[1].Replace('T', ' '), SmallPlant.TimeOf(from)) >= 0;
}
