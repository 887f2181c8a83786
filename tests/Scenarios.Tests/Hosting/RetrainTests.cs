using System.Text.Json;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.Hosting;

public sealed class RetrainTests
{
    [Fact]
    public void Keeps_the_options_adds_the_data_and_says_keep_or_replace()
    {
        using var host = new HostRun();
        Assert.Equal(ExitCode.Ok, host.Run("train", "--data", "old.csv", "--clusters", "5", "--seed", "3"));
        var old = Path.GetFileName(host.RunFolders.Single());
        Assert.Equal(ExitCode.Ok, host.Run("retrain", "--data", "new.csv", "--clusters", "4"));
        Assert.Equal(["old.csv", "new.csv"], host.Scenario.Data);
        Assert.Equal((4, 3), (host.Scenario.Trained!.Clusters, host.Scenario.Trained.Seed));
        Assert.Contains("Replace: on the same held-out rows the new model has the better rmse", host.Out, StringComparison.Ordinal);
        var made = host.RunFolders.Single(f => !f.EndsWith(old, StringComparison.Ordinal));
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(made, "run.json")));
        Assert.Equal((old, "replace"), (json.RootElement.GetProperty("previous").GetString(), json.RootElement.GetProperty("verdict").GetString()));
        Assert.Equal($"Fake retrain --from {old} --data old.csv --data new.csv --seed 3 --clusters 4", json.RootElement.GetProperty("repeat").GetString());
        Assert.Equal(ExitCode.Ok, host.Run("retrain", "--from", old, "--data", "newer.csv", "--only-new", "--clusters", "9"));
        Assert.Equal(["newer.csv"], host.Scenario.Data);
        Assert.Contains($"Stay with {old}.", host.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Needs_new_data_and_a_run()
    {
        using var host = new HostRun();
        Assert.Equal(ExitCode.Usage, host.Run("retrain"));
        Assert.Equal("error: retrain needs new data: Fake retrain --data new.csv\n", host.Error);
        Assert.Equal(ExitCode.Model, host.Run("retrain", "--data", "new.csv"));
    }
}
