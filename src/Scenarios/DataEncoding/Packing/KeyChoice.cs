using System.Text;
using Pipelines.Packing;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace DataEncoding.Packing;

/// <summary>The key that the user named: a key file, or a passphrase from the terminal, standard input or an environment variable; never from the command line, which other users of the machine can see.</summary>
internal static class KeyChoice
{
    /// <summary>Fewest characters of a passphrase that something new is sealed with.</summary>
    private const int LeastPassphrase = 8;

    private const int LongestLine = 4096;

    /// <summary>The key that opens a file; null where none was named.</summary>
    public static PackingKey? ToOpen(RunContext run) => Of(run, KeyOptions.KeyFile, KeyOptions.Passphrase, isNew: false);

    /// <summary>The key that seals a file; null where none was named.</summary>
    public static PackingKey? ToSeal(RunContext run) => Of(run, KeyOptions.KeyFile, KeyOptions.Passphrase, isNew: true);

    /// <summary>The key that seals a file anew; null where none was named.</summary>
    public static PackingKey? ToReseal(RunContext run) => Of(run, KeyOptions.NewKeyFile, KeyOptions.NewPassphrase, isNew: true);

    private static PackingKey? Of(RunContext run, VerbOption<string?> file, VerbOption<string?> passphrase, bool isNew)
    {
        if (run.Get(file) is { } path)
        {
            return run.IsGiven(passphrase) ? throw new ScenarioException(ExitCode.Usage, "key.both", file.Typed, passphrase.Typed) : PackingKey.ReadFile(run.PathOf(path));
        }
        return run.Get(passphrase) switch
        {
            null => null,
            "prompt" => Asked(run, isNew),
            "stdin" => FromIn(run, isNew),
            ['e', 'n', 'v', ':', _, ..] and var named => FromVariable(run, named[4..], isNew),
            // What stands there may be the passphrase itself, so it is not repeated.
            _ => throw new ScenarioException(ExitCode.Usage, "key.source", passphrase.Typed),
        };
    }

    private static PackingKey Asked(RunContext run, bool isNew)
    {
        var typed = run.AskHidden(isNew ? "key.ask-new" : "key.ask") ?? throw new ScenarioException(ExitCode.Usage, "key.no-terminal");
        char[] again = [];
        try
        {
            if (isNew)
            {
                again = run.AskHidden("key.ask-again") ?? [];
                if (!typed.AsSpan().SequenceEqual(again))
                {
                    throw new ScenarioException(ExitCode.Usage, "key.differ");
                }
            }
            Check(typed.Length, isNew);
            return PackingKey.FromPassphrase(typed);
        }
        finally
        {
            Array.Clear(typed);
            Array.Clear(again);
        }
    }

    /// <summary>The next line of standard input, without its end: read byte by byte, so that a second passphrase may stand on the line after.</summary>
    private static PackingKey FromIn(RunContext run, bool isNew)
    {
        var line = GC.AllocateUninitializedArray<byte>(LongestLine, pinned: true);
        try
        {
            var input = run.OpenIn();
            var count = 0;
            while (count < line.Length && input.Read(line, count, 1) == 1 && line[count] != (byte)'\n')
            {
                count++;
            }
            if (count == line.Length)
            {
                throw new ScenarioException(ExitCode.Usage, "key.long", LongestLine);
            }
            var text = line.AsSpan(0, count);
            text = text.EndsWith("\r"u8) ? text[..^1] : text;
            text = text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text;
            Check(Encoding.UTF8.GetCharCount(text), isNew);
            return PackingKey.FromPassphrase(text);
        }
        finally
        {
            Array.Clear(line);
        }
    }

    private static PackingKey FromVariable(RunContext run, string name, bool isNew)
    {
        var text = run.Variable(name);
        if (string.IsNullOrEmpty(text))
        {
            throw new ScenarioException(ExitCode.Usage, "key.variable", name);
        }
        Check(text.Length, isNew);
        return PackingKey.FromPassphrase(text.AsSpan());
    }

    private static void Check(int characters, bool isNew)
    {
        if (isNew && characters < LeastPassphrase)
        {
            throw new ScenarioException(ExitCode.Usage, "key.short", LeastPassphrase);
        }
    }
}
