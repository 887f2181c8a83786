using System.Globalization;
using EquipmentHealth.Data;
using EquipmentHealth.Study;
using Pipelines;
using Pipelines.Data;
using Xunit;

namespace Scenarios.Tests.EquipmentHealth;

/// <summary>Ways of running that nobody named are found where the evidence is strong, and only there.</summary>
public sealed class HiddenRegimesTests
{
    [Theory]
    [InlineData(0)]
    public void The_three_products_of_the_plant_are_seen_by_speed_and_within_one_product_nothing_is(long seed)
    {
        var table = PlantGenerator.Make(seed).Log;
        var product = (TextColumn)table["product"];
        var log = Unnamed(table, product);
        var all = HiddenRegimes.Find(log, Normal(log, (_, _) => true), 1, new());
        Assert.NotNull(all);
        // The set points of speed are 1050, 1250 and 1480; pressure follows its square.
        Assert.Equal("pressure", all.Sensor);
        Assert.Equal("speed", all.Others[0]);
        Assert.Equal(3, all.Levels.Count);
        Assert.All(all.Levels.Zip([1050.0, 1250, 1480]), l => Assert.InRange(l.First / (8 * Math.Pow(l.Second / 1480, 2)), 0.95, 1.05));
        Assert.Equal("product", all.Column);
        for (var p = 0; p < 3; p++)
        {
            Assert.Null(HiddenRegimes.Find(log, Normal(log, (u, r) => log.Markers[0].Codes[u][r] == p), 1, new()));
        }
    }

    [Fact]
    public void Two_machines_that_differ_and_values_that_jump_to_and_fro_are_no_ways_of_running()
    {
        var rng = Rng.At(1, 0, 0);
        var (times, machines, differs, jumps, swings) = (new long[4000], new int[4000], new double[4000], new double[4000], new double[4000]);
        for (var r = 0; r < 4000; r++)
        {
            (times[r], machines[r]) = (r % 2000 * TimeSpan.TicksPerMinute, r / 2000);
            (differs[r], jumps[r], swings[r]) = ((20 * machines[r]) + rng.NextGaussian(), (20 * (r % 2)) + rng.NextGaussian(), (10 * Math.Sin(r / 30.0)) + (0.5 * rng.NextGaussian()));
        }
        var log = LogBuilder.Of(new("t", times, ""), new TextColumn("m", machines, ["a", "b"]), [new("differs", differs), new("jumps", jumps), new("swings", swings)], [], null);
        Assert.Null(HiddenRegimes.Find(log, Normal(log, (_, _) => true), 1, new()));
    }

    [Fact]
    public void The_run_warns_and_names_the_column_to_add_and_is_silent_once_it_is_added()
    {
        using var plant = new SmallPlant();
        var rows = SmallPlant.Rows("a", 2000).Select((line, i) =>
        {
            var fields = line.Split(',');
            var high = i / 150 % 2 == 1;
            fields[2] = (double.Parse(fields[2], CultureInfo.InvariantCulture) + (high ? 60 : 0)).ToString("R", CultureInfo.InvariantCulture);
            return $"{string.Join(',', fields)},{(high ? "hot" : "cold")}";
        });
        plant.Need("train", "--data", plant.Write("log.csv", SmallPlant.Header + ",recipe", rows));
        Assert.Contains("warning: the normal time falls into 2 ways of running that load tells apart", plant.Said, StringComparison.Ordinal);
        Assert.Contains("add --regime-cols recipe", plant.Said, StringComparison.Ordinal);
        plant.Need("train", "--data", "log.csv", "--regime-cols", "recipe");
        Assert.DoesNotContain("ways of running", plant.Said, StringComparison.Ordinal);
    }

    private static SensorLog Unnamed(Table table, TextColumn product)
    {
        var (time, machine) = ((TimeColumn)table["time"], table["machine"]);
        return LogBuilder.Of(time, machine, [.. PlantGenerator.Sensors.Select(s => (NumberColumn)table[s])], [], null) with
        {
            Markers = [new("product", [.. LogBuilder.Of(time, machine, [], [product], null).Units.Select(u => u.Regimes)])],
        };
    }

    /// <summary>Rows of the first half in which the machine runs.</summary>
    private static int[][] Normal(SensorLog log, Func<int, int, bool> also) =>
        [.. log.Units.Select((unit, u) => Enumerable.Range(0, unit.Rows / 2).Where(r => unit.Values[0][r] > 20 && also(u, r)).ToArray())];
}
