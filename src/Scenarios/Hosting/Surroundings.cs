using System.Text;

namespace Scenarios.Hosting;

/// <summary>What a run sees of the machine around it, so that tests can put something else in its place.</summary>
public sealed record Surroundings
{
    /// <summary>Results go here, as text or, through its stream, as bytes.</summary>
    public required StreamWriter Out { get; init; }

    /// <summary>Progress, notes and errors go here.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard input, for what must not stand on a command line; it stays open.</summary>
    public Func<Stream> In { get; init; } = () => Stream.Null;

    /// <summary>Asks for one line that is not shown while it is typed; null where nobody sits at a terminal. The caller overwrites what it gets.</summary>
    public Func<string, char[]?> AskHidden { get; init; } = _ => null;

    /// <summary>True where <see cref="Out"/> is a terminal.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>True where <see cref="Out"/> is a terminal that understands escape codes, and nobody asked for none.</summary>
    public bool OutIsColored { get; init; }

    /// <summary>True where <see cref="Error"/> is a terminal that understands escape codes.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = 100;

    /// <summary>Reads an environment variable; null where it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>The folder that relative paths start from.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Cancelled by Ctrl-C.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>True for Windows' rules of quoting.</summary>
    public bool Windows { get; init; } = OperatingSystem.IsWindows();

    /// <summary>The process's own streams, in UTF-8 whatever the machine's code page.</summary>
    public static Surroundings OfProcess(CancellationToken cancellation)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (OperatingSystem.IsWindows() && !(Console.IsOutputRedirected && Console.IsErrorRedirected))
        {
            TrySetConsole(utf8);
        }
        var plain = Environment.GetEnvironmentVariable("TERM") == "dumb" || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new()
        {
            Out = new StreamWriter(Console.OpenStandardOutput(), utf8, 1 << 14),
            Error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            In = Console.OpenStandardInput,
            AskHidden = AskOnTerminal,
            OutIsTerminal = !Console.IsOutputRedirected,
            OutIsColored = !Console.IsOutputRedirected && !plain,
            ErrorIsTerminal = !Console.IsErrorRedirected && !plain,
            Width = TerminalWidth(),
            Variable = Environment.GetEnvironmentVariable,
            Cancellation = cancellation,
        };
    }

    /// <summary>A path as the user wrote it, made absolute.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, Folder);

    private static void TrySetConsole(Encoding utf8)
    {
        try
        {
            Console.OutputEncoding = utf8;
        }
        catch (IOException)
        {
            // An old console without the code page: letters outside it show as boxes, nothing else changes.
        }
    }

    private static char[]? AskOnTerminal(string question)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            return null;
        }
        Console.Error.Write(question);
        // Long enough for any sentence; a list that grows would leave copies of the secret behind.
        var typed = new char[1024];
        var count = 0;
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key is ConsoleKey.Enter)
            {
                break;
            }
            if (key.Key is ConsoleKey.Backspace)
            {
                count = Math.Max(0, count - 1);
            }
            else if (!char.IsControl(key.KeyChar) && count < typed.Length)
            {
                typed[count++] = key.KeyChar;
            }
        }
        Console.Error.Write("\n");
        var answer = typed.AsSpan(0, count).ToArray();
        Array.Clear(typed);
        return answer;
    }

    private static int TerminalWidth()
    {
        try
        {
            // A terminal that does not know its width says 0.
            return (Console.IsErrorRedirected && Console.IsOutputRedirected) || Console.WindowWidth <= 0 ? 100 : Math.Clamp(Console.WindowWidth, 40, 200);
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return 100;
        }
    }
}
