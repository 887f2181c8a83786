using System.Text;

namespace Pipelines.Reporting.Svg;

/// <summary>Makes text and names safe inside HTML and SVG.</summary>
internal static class Markup
{
    /// <summary>Text for content and for quoted attributes. Characters that neither HTML nor XML allows are dropped.</summary>
    internal static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '&': safe.Append("&amp;"); break;
                case '<': safe.Append("&lt;"); break;
                case '>': safe.Append("&gt;"); break;
                case '"': safe.Append("&quot;"); break;
                case '\'': safe.Append("&#39;"); break;
                case '\n': safe.Append("&#10;"); break;
                case '\t': safe.Append(c); break;
                case < ' ' or '\ufffe' or '\uffff': break;
                default:
                    if (!char.IsSurrogate(c))
                    {
                        safe.Append(c);
                    }
                    else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                    {
                        safe.Append(c).Append(text[++i]);
                    }
                    break;
            }
        }
        return safe.ToString();
    }

    /// <summary>A key as an id: letters, digits and hyphens of ASCII, anything else by its code.</summary>
    internal static string Id(string key)
    {
        var id = new StringBuilder(key.Length);
        foreach (var rune in key.EnumerateRunes())
        {
            _ = rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '-') ? id.Append((char)rune.Value)
                : rune.Value is ' ' or '.' or '_' or '@' ? id.Append('-')
                : id.Append('x').Append(rune.Value.ToString("x", System.Globalization.CultureInfo.InvariantCulture));
        }
        return id.ToString();
    }
}
