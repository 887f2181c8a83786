using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using EquipmentHealth.Data;
using Pipelines.Data;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.EquipmentHealth;

/// <summary>Machines that ran until they failed: what is learned of how long they live.</summary>
public sealed class LifeTests
{
    private static readonly string[] Train = ["train", "--run-to-failure", "--data", "fleet.csv", "--machine-col", "unit", "--time-col", "cycle"];

    [Fact]
    public void Histories_that_end_in_failure_give_alarms_ahead_and_remaining_life_better_than_age_alone()
    {
        using var plant = new SmallPlant();
        Write(plant, FleetGenerator.Make(7, 24));
        plant.Need(Train);
        Assert.Equal(24, plant.Figure("histories"));
        Assert.InRange(plant.Figure("announced"), 22, 24);
        Assert.InRange(plant.Figure("early"), 0, 4);
        Assert.InRange(plant.Figure("lead_time"), 20, 120);
        Assert.True(plant.Figure("rmse") < 0.9 * plant.Figure("rmse_by_age"), plant.Out);
        Assert.True(plant.Figure("rmse_capped") < 0.75 * plant.Figure("rmse_capped_by_age"), plant.Out);
        Assert.InRange(plant.Figure("interval_coverage"), 0.82, 1);
        Assert.Contains("machines were in alarm when they failed", plant.Said, StringComparison.Ordinal);
        var report = File.ReadAllText(Path.Combine(plant.Newest, "report.md"));
        Assert.Contains("## Remaining life", report, StringComparison.Ordinal);
        Assert.Contains("## Health over life", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_running_machine_gets_its_remaining_life_with_an_interval_and_a_stream_gives_the_same_bits()
    {
        using var plant = new SmallPlant();
        Write(plant, FleetGenerator.Make(7, 24));
        plant.Need(Train);
        // Machines that training has not seen, whole lives.
        var rows = Lines(FleetGenerator.Make(8, 12));
        plant.Host.Write("new.csv", string.Join('\n', rows));
        plant.Need("monitor", "--data", "new.csv", "--out", "scores.csv");
        var scores = plant.Scores("scores.csv");
        Assert.Equal(rows.Count - 1, scores.Count);
        var (inside, errors, known) = (0, 0.0, 0);
        foreach (var life in scores.GroupBy(s => s["machine"]))
        {
            var own = life.ToList();
            Assert.Equal("", own[0]["remaining_life"]);
            Assert.Equal("1", own[0]["timestamp"]);
            Assert.True(Number(own[^1], "remaining_life") < 25, "At the end little is left.");
            for (var r = 0; r < own.Count; r++)
            {
                if (own[r]["remaining_life"].Length > 0)
                {
                    var left = own.Count - 1 - r;
                    Assert.True(Number(own[r], "life_low") <= Number(own[r], "remaining_life") && Number(own[r], "remaining_life") <= Number(own[r], "life_high"));
                    inside += Number(own[r], "life_low") <= left && left <= Number(own[r], "life_high") ? 1 : 0;
                    errors += left <= 50 ? Math.Abs(Number(own[r], "remaining_life") - left) : 0;
                    known++;
                }
            }
        }
        Assert.InRange(inside / (double)known, 0.8, 1);
        Assert.InRange(errors / (12 * 51), 0, 12);

        var lines = new List<JsonElement>();
        foreach (var part in (List<string>[])[rows[1..200], rows[200..400]])
        {
            plant.Host.In = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', part.Prepend(rows[0])));
            plant.Need("monitor", "--stdin", "--state", "state.json");
            lines.AddRange(plant.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement));
        }
        for (var i = 0; i < lines.Count; i++)
        {
            foreach (var column in (string[])["score", "health", "remaining_life", "life_low", "life_high"])
            {
                var streamed = lines[i].GetProperty(column);
                Assert.Equal(scores[i][column], streamed.ValueKind == JsonValueKind.Null ? "" : streamed.GetRawText());
            }
            Assert.Equal(scores[i]["timestamp"], lines[i].GetProperty("timestamp").GetString());
        }
    }

    [Fact]
    public void Histories_with_clock_times_count_in_hours()
    {
        using var plant = new SmallPlant();
        var lines = Lines(FleetGenerator.Make(7, 12)).Select((line, i) => i == 0 ? line.Replace("cycle", "time", StringComparison.Ordinal) : WithClock(line)).ToList();
        plant.Host.Write("fleet.csv", string.Join('\n', lines));
        plant.Need("train", "--run-to-failure", "--data", "fleet.csv", "--machine-col", "unit", "--time-col", "time");
        Assert.Contains("hours", plant.Said, StringComparison.Ordinal);
        // A cycle is half an hour here.
        Assert.InRange(plant.Figure("lead_time"), 10, 60);

        static string WithClock(string line)
        {
            var fields = line.Split(',');
            fields[1] = new DateTime(2025, 1, 1).AddMinutes(30 * double.Parse(fields[1], CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            return string.Join(',', fields);
        }
    }

    [Fact]
    public void A_row_of_a_life_is_explained_by_its_step_and_evaluate_sends_to_the_report()
    {
        using var plant = new SmallPlant();
        Write(plant, FleetGenerator.Make(7, 12));
        plant.Need(Train);
        plant.Need("explain", "--data", "fleet.csv", "--time-col", "cycle", "--machine", "pump-03", "--at", "100");
        Assert.Contains("pump-03 at 100", plant.Out, StringComparison.Ordinal);
        Assert.Matches("About .* steps of life are left", plant.Said);
        Assert.Equal(ExitCode.Usage, plant.Run("explain", "--data", "fleet.csv", "--time-col", "cycle", "--machine", "pump-03", "--at", "yesterday"));
        Assert.Contains("must be a step such as 120", plant.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, plant.Run("evaluate", "--data", "fleet.csv"));
        Assert.Contains("its report has the figures", plant.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_machines_make_fewer_folds_and_the_report_says_how_many()
    {
        using var plant = new SmallPlant();
        Write(plant, FleetGenerator.Make(7, 6));
        plant.Need(Train);
        Assert.Contains("parted into 6 folds", File.ReadAllText(Directory.GetFiles(plant.Host.Folder, "report.html", SearchOption.AllDirectories).Single()), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_machines_and_steps_without_the_option_are_refused_with_a_way_out()
    {
        using var plant = new SmallPlant();
        Write(plant, FleetGenerator.Make(7, 3));
        Assert.Equal(ExitCode.Data, plant.Run(Train));
        Assert.Contains("at least 5 machines", plant.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Data, plant.Run("train", "--data", "fleet.csv", "--machine-col", "unit", "--time-col", "cycle"));
        Assert.Contains("--run-to-failure", plant.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Turbofan_engines_are_all_announced_and_their_remaining_life_is_told()
    {
        var data = Environment.GetEnvironmentVariable("PIPELINES_DATA");
        Assert.SkipWhen(data is null, "Set PIPELINES_DATA to the folder of measuring data.");
        using var plant = new SmallPlant();
        var folder = Path.Combine(data, "equipment", "cmapss");
        string[] reading = ["--delimiter", "space", "--header-row", "none"];
        plant.Need(["train", "--run-to-failure", "--data", Path.Combine(folder, "train_FD001.txt.gz"), "--machine-col", "c1", "--time-col", "c2", .. reading]);
        plant.Need(["monitor", "--data", Path.Combine(folder, "test_FD001.txt.gz"), "--out", "scores.csv", .. reading]);
        using var text = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, "RUL_FD001.txt.gz")), CompressionMode.Decompress));
        double[] left = [.. text.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
        var last = plant.Scores("scores.csv").GroupBy(s => int.Parse(s["machine"], CultureInfo.InvariantCulture)).OrderBy(g => g.Key).Select(g => g.Last()).ToList();
        double Rmse(double cap) => Math.Sqrt(last.Zip(left, (s, l) => Math.Pow(Math.Min(cap, Number(s, "remaining_life")) - Math.Min(cap, l), 2)).Average());
        var held = last.Zip(left, (s, l) => Number(s, "life_low") <= l && l <= Number(s, "life_high")).Count(h => h);
        TestContext.Current.SendDiagnosticMessage($"C-MAPSS FD001, folds of whole engines: announced {plant.Figure("announced")} of 100, median {plant.Figure("lead_time")} cycles ahead, {plant.Figure("early")} in alarm in their first 50 cycles; RMSE {plant.Figure("rmse"):F1} uncapped, {plant.Figure("rmse_capped"):F1} capped (by age alone {plant.Figure("rmse_by_age"):F1} and {plant.Figure("rmse_capped_by_age"):F1}). The 100 engines cut short: RMSE {Rmse(1e9):F2} uncapped, {Rmse(125):F2} capped at 125, the 90 % interval holds {held}");
        Assert.Equal(100, plant.Figure("announced"));
        Assert.InRange(plant.Figure("early"), 0, 8);
        Assert.InRange(Rmse(1e9), 0, 19.5);
        Assert.InRange(Rmse(125), 0, 16.8);
        Assert.InRange(held, 85, 99);
    }

    private static double Number(Dictionary<string, string> row, string column) => double.Parse(row[column], CultureInfo.InvariantCulture);

    private static void Write(SmallPlant plant, Table fleet) => plant.Host.Write("fleet.csv", string.Join('\n', Lines(fleet)));

    private static List<string> Lines(Table fleet) =>
        [string.Join(',', fleet.Columns.Select(c => c.Name)), .. Enumerable.Range(0, fleet.Rows).Select(r => string.Join(',', fleet.Columns.Select(c => c.Text(r))))];
}
