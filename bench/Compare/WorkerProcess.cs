using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Bench.Compare;

/// <summary>The driver's end of a worker.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    public WorkerProcess(string command, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        _process = Process.Start(start)!;
    }

    /// <summary>Asks one line and waits for the answer.</summary>
    /// <exception cref="PeerException">The worker ended, or says what it lacks.</exception>
    public JsonObject Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        if (_process.StandardOutput.ReadLine() is not { } answer)
        {
            throw new PeerException("the worker ended");
        }
        var parsed = JsonNode.Parse(answer)!.AsObject();
        return (parsed["missing"] ?? parsed["error"]) is { } reason ? throw new PeerException(reason.ToString()) : parsed;
    }

    /// <summary>Runs the prepared workload so many times.</summary>
    public Timing Run(int count)
    {
        var answer = Ask(string.Create(CultureInfo.InvariantCulture, $"run {count}"));
        return new((double)answer["seconds"]!, (double)answer["cpu"]!);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill();
        }
        _process.Dispose();
    }
}

/// <summary>Seconds of one run, by the clock and of the processor.</summary>
internal readonly record struct Timing(double Wall, double Cpu)
{
    public Timing Least(Timing other) => new(Math.Min(Wall, other.Wall), Math.Min(Cpu, other.Cpu));
}

/// <summary>A side cannot take part, and why.</summary>
internal sealed class PeerException(string message) : Exception(message);
