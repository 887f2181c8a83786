using System.Text;
using Pipelines.Reporting.Svg;

namespace Pipelines.Reporting.Html;

/// <summary>A page being written: raw markup of ours, text of others escaped, ids handed out once.</summary>
internal sealed class HtmlPage(TextTable texts)
{
    private readonly StringBuilder _page = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal) { "main", "tip" };

    internal TextTable Texts => texts;

    internal HtmlPage Raw(string markup)
    {
        _page.Append(markup);
        return this;
    }

    internal HtmlPage Text(string text)
    {
        _page.Append(Markup.Escape(text));
        return this;
    }

    /// <summary>An element of text; its line breaks become breaks of the page, except in a title.</summary>
    internal HtmlPage Element(string name, string css, string text)
    {
        _page.Append('<').Append(name);
        if (css.Length > 0)
        {
            _page.Append(" class=\"").Append(css).Append('"');
        }
        // A per cent sign does not begin a line.
        var safe = Markup.Escape(text).Replace("&#10;", name == "title" ? " " : "<br>", StringComparison.Ordinal).Replace(" %", "\u00a0%", StringComparison.Ordinal);
        _page.Append('>').Append(safe).Append("</").Append(name).Append(">\n");
        return this;
    }

    /// <summary>A safe id made from a key, different from every one before.</summary>
    internal string Id(string key)
    {
        var id = Markup.Id(key);
        for (var n = 2; !_ids.Add(id); n++)
        {
            id = Markup.Id(key) + "-" + n.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        return id;
    }

    public override string ToString() => _page.ToString();
}
