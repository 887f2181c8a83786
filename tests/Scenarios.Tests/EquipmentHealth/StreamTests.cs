using System.Globalization;
using System.Text.Json;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.EquipmentHealth;

/// <summary>Rows that come one by one are judged as those of a file.</summary>
public sealed class StreamTests
{
    [Fact]
    public void Streamed_rows_score_as_those_of_a_file_bit_for_bit_also_when_stopped_and_resumed()
    {
        using var plant = new SmallPlant();
        plant.Need("train", "--data", plant.Write("log.csv", SmallPlant.Header, [.. SmallPlant.Rows("a", 1500), .. SmallPlant.Rows("b", 1500, seed: 2)]), "--machine-col", "machine");
        List<string> rows = [.. SmallPlant.Rows("a", 400, (150, 200), 3).Zip(SmallPlant.Rows("b", 400, seed: 4)).SelectMany(p => (string[])[p.First, p.Second])];
        // A sensor that says nothing for a while, and two.
        rows[20] = rows[20][..rows[20].LastIndexOf(',')] + ",";
        rows[30] = string.Join(',', [.. rows[30].Split(',')[..4], "", ""]);
        plant.Need("monitor", "--data", plant.Write("new.csv", SmallPlant.Header, rows), "--out", "scores.csv");
        var batch = plant.Scores("scores.csv");
        Assert.Equal(rows.Count, batch.Count);
        Assert.Contains(batch, b => b["alarm"] == "1");
        Assert.Equal("MissingSensors", batch[30]["reason"]);
        Assert.NotEqual("", batch[20]["score"]);

        var lines = new List<JsonElement>();
        // Stopped in the middle of the alarm.
        foreach (var part in (List<string>[])[rows[..330], rows[330..]])
        {
            plant.Stream(part);
            plant.Need("monitor", "--stdin", "--state", "state.json");
            lines.AddRange(plant.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement));
        }
        Assert.Equal(batch.Count, lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            foreach (var column in (string[])["score", "health", "t2", "spe"])
            {
                var streamed = lines[i].GetProperty(column);
                var text = batch[i][column];
                Assert.Equal(text.Length == 0 ? null : BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), streamed.ValueKind == JsonValueKind.Null ? null : (long?)BitConverter.DoubleToInt64Bits(streamed.GetDouble()));
            }
            Assert.Equal(batch[i]["alarm"] == "1", lines[i].GetProperty("alarm").GetBoolean());
            Assert.Equal(batch[i]["reason"], lines[i].GetProperty("reason").GetString());
        }
    }

    [Fact]
    public void A_row_that_cannot_be_read_says_why_and_those_after_it_go_on()
    {
        using var plant = new SmallPlant();
        plant.Need("train", "--data", plant.Write("log.csv", SmallPlant.Header, SmallPlant.Rows("a", 1500)));
        var rows = SmallPlant.Rows("a", 6);
        rows[2] = rows[2].Replace(SmallPlant.TimeOf(2), "yesterday", StringComparison.Ordinal);
        (rows[3], rows[4]) = (rows[4], rows[3]);
        plant.Stream(rows);
        plant.Need("monitor", "--stdin");
        JsonElement[] lines = [.. plant.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal(6, lines.Length);
        Assert.Contains("no time", lines[2].GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Contains("not later", lines[4].GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Number, lines[4].GetProperty("score").ValueKind);
        Assert.False(lines[5].TryGetProperty("problem", out _));
    }

    [Fact]
    public void A_state_of_another_model_is_refused()
    {
        using var plant = new SmallPlant();
        plant.Need("train", "--data", plant.Write("log.csv", SmallPlant.Header, SmallPlant.Rows("a", 1500)));
        plant.Host.Write("state.json", "{\"model\": \"other\", \"units\": {}}");
        plant.Stream([]);
        Assert.Equal(ExitCode.Data, plant.Run("monitor", "--stdin", "--state", "state.json"));
        Assert.Contains("is the state of another model", plant.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_goes_on_under_its_own_model_only_even_where_the_data_were_the_same()
    {
        using var plant = new SmallPlant();
        plant.Need("train", "--data", plant.Write("log.csv", SmallPlant.Header, SmallPlant.Rows("a", 1500)));
        plant.Stream(SmallPlant.Rows("a", 20, seed: 3));
        plant.Need("monitor", "--stdin", "--state", "state.json");
        // Another limit: an alarm of the first must not go on under the second.
        plant.Need("train", "--data", "log.csv", "--needed", "5");
        plant.Stream(SmallPlant.Rows("a", 20, seed: 3));
        Assert.Equal(ExitCode.Data, plant.Run("monitor", "--stdin", "--state", "state.json"));
        Assert.Contains("is the state of another model", plant.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_c_while_no_row_comes_keeps_what_was_said()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs bash and signals.");
        using var plant = new SmallPlant();
        plant.Need("train", "--data", plant.Write("log.csv", SmallPlant.Header, SmallPlant.Rows("a", 1500)));
        plant.Write("rows.csv", SmallPlant.Header, SmallPlant.Rows("a", 30, seed: 3));
        using var process = new ScenarioProcess();
        using var stream = process.Start("bash", "-c", "cd \"$1\" && exec \"$0\" monitor --stdin --state state.json < <(cat rows.csv; exec sleep 15 2>/dev/null)", ScenarioProcess.Built("EquipmentHealth"), plant.Host.Folder);
        for (var i = 0; i < 30; i++)
        {
            Assert.NotNull(await stream.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        }
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", stream.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        await stream.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((int)ExitCode.Cancelled, stream.ExitCode);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 8);
        var state = SmallPlant.Json(plant.Host.Folder, "state.json").GetProperty("units").GetProperty("a");
        Assert.Equal(30, state.GetProperty("rows").GetInt64());
    }
}
