using System.Text.Json;
using DimensionalityReduction;
using Scenarios.Hosting;
using Scenarios.Tests.Hosting;
using Xunit;

namespace Scenarios.Tests.DimensionalityReduction;

/// <summary>The scenario in-process on small data.</summary>
internal sealed class ReductionRun(int width = 100) : IDisposable
{
    public HostRun Host { get; } = new(new DimensionalityReductionScenario()) { Width = width };

    /// <summary>What was said.</summary>
    public string Out => Host.Out;

    /// <summary>Notes and errors.</summary>
    public string Error => Host.Error;

    /// <summary>The newest run's folder.</summary>
    public string Newest => Host.RunFolders.OrderBy(f => JsonOf(f).GetProperty("started").GetDateTimeOffset()).Last();

    public string Write(string name, string text) => Host.Write(name, text);

    public string PathOf(string name) => Path.Combine(Host.Folder, name);

    public ExitCode Run(params string[] args) => Host.Run(args);

    /// <summary>Trains and is sure that it went well.</summary>
    public void Train(params string[] args)
    {
        var code = Run(["train", .. args]);
        Assert.True(code == ExitCode.Ok, Error);
    }

    /// <summary>A figure of the newest run.</summary>
    public double Figure(string key) => JsonOf(Newest).GetProperty("metrics").EnumerateArray().First(m => m.GetProperty("key").GetString() == key).GetProperty("value").GetDouble();

    public void Dispose() => Host.Dispose();

    private static JsonElement JsonOf(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run.json")));
        return json.RootElement.Clone();
    }
}
