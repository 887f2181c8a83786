using System.Text.Json;
using CustomerSegmentation;
using Pipelines.Clustering;
using Pipelines.Models;
using Scenarios.Hosting;
using Scenarios.Tests.Hosting;
using Xunit;

namespace Scenarios.Tests.CustomerSegmentation;

/// <summary>The scenario in-process on small data.</summary>
internal sealed class SegmentRun(int width = 100) : IDisposable
{
    public HostRun Host { get; } = new(new CustomerSegmentationScenario()) { Width = width };

    /// <summary>What was said.</summary>
    public string Out => Host.Out;

    /// <summary>Notes and errors.</summary>
    public string Error => Host.Error;

    /// <summary>The newest run's folder.</summary>
    public string Newest => Host.RunFolders.OrderBy(f => JsonOf(f).GetProperty("started").GetDateTimeOffset()).Last();

    /// <summary>The newest run's model.</summary>
    public SegmentationModel Model => ModelFile.Load<SegmentationModel>(Path.Combine(Newest, "model.pmodel"));

    public string Write(string name, string text) => Host.Write(name, text);

    public ExitCode Run(params string[] args) => Host.Run(args);

    /// <summary>Trains and is sure that it went well.</summary>
    public void Train(params string[] args)
    {
        var code = Run(["train", .. args]);
        Assert.True(code == ExitCode.Ok, Error);
    }

    /// <summary>A figure of the newest run.</summary>
    public double Figure(string key) => JsonOf(Newest).GetProperty("metrics").EnumerateArray().First(m => m.GetProperty("key").GetString() == key).GetProperty("value").GetDouble();

    /// <summary>The rows of the newest run's segments.csv, with its header first.</summary>
    public string[][] Segments() => [.. File.ReadAllLines(Path.Combine(Newest, "segments.csv")).Select(l => l.TrimStart('\uFEFF').Split(','))];

    public void Dispose() => Host.Dispose();

    private static JsonElement JsonOf(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run.json")));
        return json.RootElement.Clone();
    }
}
