using System.Text;

namespace Pipelines.Tests.Architecture;

/// <summary>Tells the code of a C# text from its comments and literals, interpolations included.</summary>
internal sealed class SourceScan
{
    private readonly string _text;
    private readonly char[] _code;
    private readonly List<SourceLiteral> _literals = [];

    public SourceScan(string text)
    {
        (_text, _code) = (text, text.ToCharArray());
        ReadCode(0, inHole: false);
        Code = new(_code);
    }

    public string Code { get; }

    public IReadOnlyList<SourceLiteral> Literals => _literals;

    private char At(int i) => i < _text.Length ? _text[i] : '\0';

    private void Blank(int from, int to)
    {
        for (var i = from; i < Math.Min(to, _code.Length); i++)
        {
            _code[i] = _code[i] == '\n' ? '\n' : ' ';
        }
    }

    /// <summary>Reads up to the end, or to the brace or format that ends an interpolation.</summary>
    private int ReadCode(int i, bool inHole)
    {
        var depth = 0;
        while (i < _text.Length)
        {
            var c = _text[i];
            if (c == '/' && At(i + 1) is '/' or '*' && At(i) == '/')
            {
                var line = At(i + 1) == '/';
                var end = _text.IndexOf(line ? "\n" : "*/", i + 2, StringComparison.Ordinal);
                end = end < 0 ? _text.Length : end + (line ? 0 : 2);
                Blank(i, end);
                i = end;
            }
            else if (c == '\'')
            {
                var end = i + 1;
                while (At(end) is not '\'' and not '\0')
                {
                    end += At(end) == '\\' ? 2 : 1;
                }
                Blank(i + 1, end);
                i = end + 1;
            }
            else if (c is '"' or '$' or '@' && StartOfQuotes(i) is >= 0 and var quotes)
            {
                i = ReadString(i, quotes);
            }
            else if (inHole && depth == 0 && c is '}' or ':' && inHole && depth == 0)
            {
                return i;
            }
            else
            {
                depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
                i++;
            }
        }
        return i;
    }

    /// <summary>Place of the quotes of a string that starts here, or −1.</summary>
    private int StartOfQuotes(int i)
    {
        while (At(i) is '$' or '@')
        {
            i++;
        }
        return At(i) == '"' ? i : -1;
    }

    private int ReadString(int start, int quotes)
    {
        var prefix = _text[start..quotes];
        var (dollars, verbatim) = (prefix.Count(c => c == '$'), prefix.Contains('@', StringComparison.Ordinal));
        var count = quotes;
        while (At(count) == '"')
        {
            count++;
        }
        count -= quotes;
        var raw = count >= 3;
        var closing = raw ? new string('"', count) : "\"";
        var i = quotes + closing.Length;
        var content = new StringBuilder();
        var holes = 0;
        while (i < _text.Length && string.CompareOrdinal(_text, i, closing, 0, closing.Length) != 0 || (verbatim && At(i) == '"' && At(i + 1) == '"'))
        {
            var braces = 0;
            while (dollars > 0 && At(i + braces) == '{')
            {
                braces++;
            }
            if (braces > 0 && (raw ? braces >= dollars : braces % 2 == 1))
            {
                Blank(i, i + braces);
                var end = ReadCode(i + braces, inHole: true);
                var close = _text.IndexOf('}', end);
                close = close < 0 ? _text.Length : close + (raw ? dollars : 1);
                Blank(end, close);
                content.Append("{}");
                holes++;
                i = close;
                continue;
            }
            var step = Math.Max(1, braces) + (At(i) == '\\' && !raw && !verbatim ? 1 : 0) + (verbatim && At(i) == '"' ? 1 : 0);
            content.Append(_text, i, Math.Min(step, _text.Length - i));
            Blank(i, i + step);
            i += step;
        }
        _literals.Add(new(start, content.ToString(), holes));
        return i + closing.Length;
    }
}
