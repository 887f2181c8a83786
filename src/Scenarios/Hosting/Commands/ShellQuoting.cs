using System.Buffers;
using System.Text;

namespace Scenarios.Hosting.Commands;

/// <summary>Writes command lines that a shell reads back as the same words.</summary>
public static class ShellQuoting
{
    private static readonly SearchValues<char> SpecialInDoubleQuotes = SearchValues.Create("$`\\\"!\n");

    /// <summary>The words as one line.</summary>
    /// <param name="words">As the program would receive them.</param>
    /// <param name="windows">True for cmd.exe and PowerShell, false for POSIX shells.</param>
    public static string Line(IEnumerable<string> words, bool windows) => string.Join(' ', words.Select(w => Quote(w, windows)));

    /// <summary>One word, quoted only where it must be.</summary>
    public static string Quote(string word, bool windows)
    {
        if (word.Length > 0 && word[0] != '~' && word.All(c => char.IsLetterOrDigit(c) || (windows ? @"-_./:=+\~" : "-_./:=+,@%^~").Contains(c, StringComparison.Ordinal)))
        {
            return word;
        }
        return windows ? Windows(word) : word.AsSpan().ContainsAny(SpecialInDoubleQuotes) ? "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'" : $"\"{word}\"";
    }

    /// <summary>The rules of CommandLineToArgvW: a quote is escaped by a backslash, and backslashes are doubled before a quote.</summary>
    private static string Windows(string word)
    {
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var c in word)
        {
            if (c == '"')
            {
                quoted.Append('\\', backslashes + 1);
            }
            backslashes = c == '\\' ? backslashes + 1 : 0;
            quoted.Append(c);
        }
        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
