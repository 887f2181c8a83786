using System.Text;

namespace Scenarios.Hosting.Display;

/// <summary>How many columns of a terminal a text takes: Chinese letters and full-width signs take two.</summary>
internal static class DisplayWidth
{
    public static int Of(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }
        return width;
    }

    /// <summary>The text with blanks after it, up to a width.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));

    /// <summary>The text with blanks before it, up to a width.</summary>
    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Of(text))) + text;

    /// <summary>The text, cut with … where it is wider.</summary>
    public static string Cut(string text, int width)
    {
        if (Of(text) <= width)
        {
            return text;
        }
        var cut = new StringBuilder();
        var used = 1;
        foreach (var rune in text.EnumerateRunes())
        {
            used += Of(rune);
            if (used > width)
            {
                break;
            }
            cut.Append(rune);
        }
        return cut.Append('…').ToString();
    }

    /// <summary>The text in lines no wider than <paramref name="width"/>, broken at blanks, or between Chinese letters.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        var (used, lastBreak) = (0, -1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (used + Of(rune) > width && line.Length > 0)
            {
                var at = rune.Value == ' ' ? line.Length : lastBreak > 0 ? lastBreak : line.Length;
                yield return line.ToString(0, at).TrimEnd();
                line.Remove(0, at);
                (used, lastBreak) = (Of(line.ToString()), -1);
                if (rune.Value == ' ' && line.Length == 0)
                {
                    continue;
                }
            }
            line.Append(rune);
            used += Of(rune);
            if (rune.Value == ' ' || Of(rune) == 2)
            {
                lastBreak = line.Length;
            }
        }
        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }

    private static int Of(Rune rune) => rune.Value switch
    {
        < 0x1100 => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.Format ? 0 : 1,
        <= 0x115F or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) => 2,
        _ => 1,
    };
}
