using System.Text.Json;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>The real program, run once without arguments in an empty folder.</summary>
public sealed class BundledEncodingRun : IAsyncLifetime
{
    private static readonly string Program = ScenarioProcess.Built("DataEncoding");
    private readonly ScenarioProcess _process = new();

    /// <summary>The run's exit code.</summary>
    public int Code { get; private set; }

    /// <summary>Its standard output.</summary>
    public string Out { get; private set; } = "";

    /// <summary>Its standard error.</summary>
    public string Error { get; private set; } = "";

    /// <summary>The folder it wrote.</summary>
    public string Folder => Assert.Single(Directory.EnumerateDirectories(Path.Combine(_process.Folder, "runs")));

    /// <summary>Its run.json.</summary>
    public JsonElement Json { get; private set; }

    /// <summary>One of its metrics.</summary>
    public double Figure(string key) => Json.GetProperty("metrics").EnumerateArray().First(m => m.GetProperty("key").GetString() == key).GetProperty("value").GetDouble();

    public async ValueTask InitializeAsync()
    {
        (Code, Out, Error) = await _process.Run(Program);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "run.json")));
        Json = json.RootElement.Clone();
    }

    public ValueTask DisposeAsync()
    {
        _process.Dispose();
        return ValueTask.CompletedTask;
    }
}
