using System.Text.RegularExpressions;

namespace Pipelines.Tests.Architecture;

/// <summary>
/// The text keys that the source can ask for: written out, or put together from a beginning such as $"metric.{key}" or "fact." + name and an ending that stands somewhere
/// as a literal, or as an identifier in kebab-case, snake_case or lower case.
/// </summary>
internal sealed partial class UsedTexts
{
    private readonly HashSet<string> _literals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _beginnings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _endings = new(StringComparer.Ordinal);

    public UsedTexts(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            foreach (var literal in file.Literals)
            {
                _literals.Add(literal.Content);
                var hole = literal.Content.IndexOf("{}", StringComparison.Ordinal);
                var beginning = hole > 0 ? literal.Content[..hole] : literal.Content;
                if (beginning.EndsWith('.') && KeyBeginning().IsMatch(beginning))
                {
                    _beginnings.Add(beginning);
                }
                var after = literal.Content.LastIndexOf("{}", StringComparison.Ordinal);
                if (after >= 0 && literal.Content.Length > after + 2 && literal.Content[after + 2] == '.')
                {
                    _endings.Add(literal.Content[(after + 2)..]);
                }
                foreach (Match word in Word().Matches(literal.Content))
                {
                    _literals.Add(word.Value);
                }
            }
            foreach (Match name in Identifier().Matches(file.Code))
            {
                var kebab = KebabCase.Of(name.Value);
                _literals.Add(kebab);
                _literals.Add(kebab.Replace('-', '_'));
                _literals.Add(kebab.Replace("-", "", StringComparison.Ordinal));
            }
        }
    }

    public bool Contains(string key) => _literals.Contains(key) || _beginnings.Any(b => key.StartsWith(b, StringComparison.Ordinal) && Ends(key[b.Length..]));

    private bool Ends(string rest) =>
        _literals.Contains(rest) || _endings.Any(e => rest.EndsWith(e, StringComparison.Ordinal) && Ends(rest[..^e.Length])) || (rest.Contains('.', StringComparison.Ordinal) && rest.Split('.').All(_literals.Contains));

    [GeneratedRegex(@"^[a-z][a-z0-9_-]*\.(?:[a-z0-9_-]+\.)*$")]
    private static partial Regex KeyBeginning();

    [GeneratedRegex(@"[a-z][a-z0-9_]*(?:[.-][a-z0-9_]+)*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Identifier();
}
