using System.Text.Json;
using Xunit;

namespace Scenarios.Tests;

/// <summary>A real program, run once without arguments in an empty folder.</summary>
/// <param name="name">The program's name.</param>
public abstract class DefaultRun(string name) : IAsyncLifetime
{
    private readonly string _program = ScenarioProcess.Built(name);
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

    /// <summary>The program again, in the same folder.</summary>
    public Task<(int Code, string Out, string Error)> Again(params string[] args) => _process.Run(_program, args);

    public async ValueTask InitializeAsync()
    {
        (Code, Out, Error) = await _process.Run(_program);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "run.json")));
        Json = json.RootElement.Clone();
    }

    public ValueTask DisposeAsync()
    {
        _process.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
