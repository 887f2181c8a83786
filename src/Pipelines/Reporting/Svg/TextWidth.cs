using System.Text;

namespace Pipelines.Reporting.Svg;

/// <summary>Estimates how wide a text is drawn in the report's sans-serif fonts: a little too wide rather than too narrow, so that labels do not overlap.</summary>
internal static class TextWidth
{
    internal static double Of(string text, double size)
    {
        double em = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            em += DisplayWidth.Of(rune) switch { 2 => 1.0, 0 => 0.0, _ => Narrow(rune) };
        }
        return em * size;
    }

    /// <summary>The width in the bold weight of labels.</summary>
    internal static double Bold(string text, double size) => Of(text, size) * 1.09;

    /// <summary>The text cut to a width with an ellipsis.</summary>
    internal static string Cut(string text, double size, double width)
    {
        if (Of(text, size) <= width)
        {
            return text;
        }
        var (cut, used) = (new StringBuilder(), size);
        foreach (var rune in text.EnumerateRunes())
        {
            used += Of(rune.ToString(), size);
            if (used > width)
            {
                break;
            }
            cut.Append(rune);
        }
        return cut.ToString().TrimEnd() + "\u2026";
    }

    private static double Narrow(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' or '[' or ']' or 't' or 'f' or 'r' or ' ' or 'I' => 0.36,
        'm' or 'w' or 'M' or 'W' or '%' or '@' => 0.92,
        >= 'A' and <= 'Z' => 0.7,
        _ => 0.59,
    };
}
