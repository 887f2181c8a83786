using System.Text;
using System.Text.Json;
using Scenarios.Hosting;

namespace Scenarios.Tests.Hosting;

/// <summary>Runs a scenario in-process in a fresh folder, with its streams, environment and cancellation in hand.</summary>
/// <param name="other">The scenario; null for the tests' own.</param>
internal sealed class HostRun(Scenario? other = null) : IDisposable
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal) { ["LC_ALL"] = "en_US.UTF-8" };

    public string Folder { get; } = Directory.CreateTempSubdirectory("pipelines-tests-").FullName;

    public FakeScenario Scenario { get; } = new();

    public CancellationTokenSource Cancel { get; } = new();

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public bool ErrorIsTerminal { get; init; }

    public int Width { get; init; } = 100;

    public string RunsFolder => Path.Combine(Folder, "runs");

    /// <summary>What stands on standard input.</summary>
    public byte[] In { get; set; } = [];

    /// <summary>What somebody types at the terminal, line by line, when asked; empty where there is no terminal.</summary>
    public Queue<string> Typed { get; } = new();

    public IReadOnlyList<string> RunFolders => Directory.Exists(RunsFolder) ? [.. Directory.EnumerateFileSystemEntries(RunsFolder).Order()] : [];

    public string this[string variable]
    {
        set => _variables[variable] = value;
    }

    public ExitCode Run(params string[] args)
    {
        using var bytes = new MemoryStream();
        using var output = new StreamWriter(bytes, new UTF8Encoding(false));
        using var error = new StringWriter();
        var input = new MemoryStream(In);
        var code = ScenarioHost.Run(args, other ?? Scenario, new Surroundings
        {
            Out = output,
            Error = error,
            In = () => input,
            AskHidden = _ => Typed.TryDequeue(out var line) ? line.ToCharArray() : null,
            ErrorIsTerminal = ErrorIsTerminal,
            Width = Width,
            Folder = Folder,
            Cancellation = Cancel.Token,
            Windows = false,
            Variable = name => _variables.GetValueOrDefault(name),
        });
        (Out, Error) = (Encoding.UTF8.GetString(bytes.ToArray()), error.ToString());
        return (ExitCode)code;
    }

    public string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        return name;
    }

    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Out);
        return document.RootElement.Clone();
    }

    public void Dispose()
    {
        Cancel.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
