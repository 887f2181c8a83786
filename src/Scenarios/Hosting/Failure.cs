using System.Globalization;
using Pipelines;
using Pipelines.Reporting;

namespace Scenarios.Hosting;

/// <summary>What an exception means to the person at the keyboard: one line in their language, and what the process says to the shell.</summary>
internal sealed record Failure(ExitCode Code, string Key, string Line)
{
    private const int WindowsDiskFull = unchecked((int)0x80070070), UnixDiskFull = 28;

    /// <summary>Null for an exception that only a mistake in the program can explain.</summary>
    public static Failure? Of(Exception exception, TextTable texts) => Innermost(exception) switch
    {
        ScenarioException e => new(e.Code, e.Key, e.In(texts)),
        OptionException e => new(ExitCode.Usage, e.Code, texts.Of(e)),
        ModelException e => new(ExitCode.Model, e.Code, texts.Of(e)),
        PipelinesException e => new(ExitCode.Data, e.Code, texts.Of(e)),
        OperationCanceledException => new(ExitCode.Cancelled, "cancelled", texts["error.cancelled"]),
        FileNotFoundException e => Io(texts, "io.not-found", e.FileName ?? e.Message),
        DirectoryNotFoundException e => Io(texts, "io.no-folder", PathIn(e)),
        UnauthorizedAccessException e => Io(texts, "io.denied", PathIn(e)),
        IOException { HResult: WindowsDiskFull or UnixDiskFull } e => Io(texts, "io.disk-full", PathIn(e)),
        IOException e => Io(texts, "io.other", e.Message),
        OutOfMemoryException => Io(texts, "io.memory"),
        _ => null,
    };

    /// <summary>Writes everything about an unexpected exception into a file and says where.</summary>
    public static Failure Unexpected(Exception exception, TextTable texts, Surroundings surroundings, string commandLine)
    {
        if (surroundings.Variable("PIPELINES_DEBUG") is "1" or "true")
        {
            return new(ExitCode.Bug, "unexpected", exception.ToString());
        }
        var first = exception.Message.Split('\n')[0].TrimEnd('\r');
        var name = $"pipelines-error-{surroundings.Clock.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}.txt";
        var path = Path.Combine(Path.GetTempPath(), name);
        try
        {
            File.WriteAllText(path, $"{commandLine}\n{Environment.OSVersion}, .NET {Environment.Version}\n\n{exception}\n");
            return new(ExitCode.Bug, "unexpected", texts["error.unexpected", exception.GetType().Name, first, path]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(ExitCode.Bug, "unexpected", texts["error.unexpected-unwritten", exception.GetType().Name, first]);
        }
    }

    /// <summary>The exception that work split over threads wrapped, where all parts failed the same way.</summary>
    private static Exception Innermost(Exception exception) => exception is AggregateException aggregate && aggregate.Flatten().InnerExceptions is [var first, ..] inner
        && inner.All(e => e.GetType() == first.GetType()) ? Innermost(first) : exception;

    private static Failure Io(TextTable texts, string key, params ReadOnlySpan<object?> facts) => new(ExitCode.Data, key, texts["error." + key, facts]);

    /// <summary>The path that the runtime puts between quotes into its message; the message where it does not.</summary>
    private static string PathIn(Exception e)
    {
        var parts = e.Message.Split('\'');
        return parts.Length >= 3 ? parts[1] : e.Message;
    }
}
