using System.Globalization;
using System.Text;

namespace Pipelines.Reporting;

/// <summary>How many columns a text takes on a terminal: Chinese, Japanese, Korean, full-width forms and emoji take two, combining marks none.</summary>
public static class DisplayWidth
{
    /// <summary>The width of a text in columns.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }
        return width;
    }

    /// <summary>The text with spaces up to a width; longer texts stay as they are.</summary>
    public static string Pad(string text, int width, Align align = Align.Left)
    {
        var room = width - Of(text);
        return room <= 0 ? text : align switch
        {
            Align.Right => new string(' ', room) + text,
            Align.Center => new string(' ', room / 2) + text + new string(' ', room - (room / 2)),
            _ => text + new string(' ', room),
        };
    }

    /// <summary>The text cut to a width with an ellipsis; shorter texts stay as they are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The width, at least 0.</param>
    /// <param name="ellipsis">What stands for the rest.</param>
    public static string Cut(string text, int width, string ellipsis = "\u2026")
    {
        if (Of(text) <= width)
        {
            return text;
        }
        var room = width - Of(ellipsis);
        var cut = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            room -= Of(rune);
            if (room < 0)
            {
                break;
            }
            cut.Append(rune);
        }
        return cut + (Of(ellipsis) <= width ? ellipsis : "");
    }

    /// <summary>The lines of a text no wider than <paramref name="width"/>, broken at blanks and between Chinese characters; a longer word stands alone.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var (start, breakAt, used) = (0, -1, 0);
            var i = 0;
            while (i < paragraph.Length)
            {
                var rune = Rune.GetRuneAt(paragraph, i);
                var wide = Of(rune);
                // Between a wide character and what precedes it a line may break, but a line does not begin with a full stop, comma or per cent sign.
                if (i > start && ((paragraph[i - 1] == ' ' && paragraph[i] != '%') || (wide == 2 && !IsClosing(rune)) || (IsWideBefore(paragraph, i) && !IsClosing(rune))))
                {
                    breakAt = i;
                }
                // A blank at the end of a line takes no room.
                if (used + wide > width && breakAt > start && rune.Value != ' ')
                {
                    lines.Add(paragraph[start..breakAt].TrimEnd(' '));
                    start = breakAt;
                    used = Of(paragraph.AsSpan(start, i - start));
                    breakAt = -1;
                }
                used += wide;
                i += rune.Utf16SequenceLength;
            }
            lines.Add(paragraph[start..].TrimEnd(' '));
        }
        return lines;
    }

    internal static int Of(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return rune.Value is < 0x20 or (>= 0x7f and < 0xa0) ? 0 : 1;
        }
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return 0;
        }
        // Unicode's East Asian Width, classes W and F, by block.
        return rune.Value is (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0x303e) or (>= 0x3041 and <= 0x33ff) or (>= 0x3400 and <= 0x4dbf) or (>= 0x4e00 and <= 0x9fff)
            or (>= 0xa000 and <= 0xa4cf) or (>= 0xa960 and <= 0xa97f) or (>= 0xac00 and <= 0xd7a3) or (>= 0xf900 and <= 0xfaff) or (>= 0xfe30 and <= 0xfe6f)
            or (>= 0xff00 and <= 0xff60) or (>= 0xffe0 and <= 0xffe6) or (>= 0x1f300 and <= 0x1f64f) or (>= 0x1f680 and <= 0x1f6ff) or (>= 0x1f900 and <= 0x1f9ff)
            or (>= 0x20000 and <= 0x3fffd) ? 2 : 1;
    }

    private static bool IsWideBefore(string text, int index) =>
        (char.IsLowSurrogate(text[index - 1]) && index > 1 && char.IsHighSurrogate(text[index - 2]) ? Of(new Rune(text[index - 2], text[index - 1])) : Rune.TryCreate(text[index - 1], out var rune) ? Of(rune) : 1) == 2;

    private static bool IsClosing(Rune rune) => "\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\uff09\u300b\u300d\u201d,.;:!?)%]".Contains((char)Math.Min(rune.Value, 0xffff), StringComparison.Ordinal);
}
