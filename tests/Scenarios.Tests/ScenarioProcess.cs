using System.Diagnostics;
using System.Text;

namespace Scenarios.Tests;

/// <summary>A program as a process in a folder of its own, without settings from the environment.</summary>
internal sealed class ScenarioProcess : IDisposable
{
    /// <summary>Where it runs.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("pipelines-tests-").FullName;

    /// <summary>The path of an executable that was built with the tests.</summary>
    public static string Built(string name) => Path.Combine(AppContext.BaseDirectory, name + (OperatingSystem.IsWindows() ? ".exe" : ""));

    /// <summary>Starts a program.</summary>
    public Process Start(string program, params string[] args)
    {
        // A shell that puts a job into the background lets it ignore Ctrl-C, and what the job starts inherits that. A person's program does not ignore it.
        var start = OperatingSystem.IsLinux() ? new ProcessStartInfo("env", ["--default-signal=INT", program, .. args]) : new(program, args);
        start.WorkingDirectory = Folder;
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        (start.StandardOutputEncoding, start.StandardErrorEncoding) = (Encoding.UTF8, Encoding.UTF8);
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PIPELINES_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }

    /// <summary>Runs a program to its end.</summary>
    public async Task<(int Code, string Out, string Error)> Run(string program, params string[] args)
    {
        using var process = Start(program, args);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
