using System.Globalization;
using System.Reflection;

namespace Pipelines.Reporting;

/// <summary>
/// The fixed texts of one language, by key. They are written in embedded files of lines <c>key = text with {0}</c>: everything named <c>texts/*en.txt</c> is English,
/// <c>texts/*zh.txt</c> Chinese. Lines that start with # are comments; <c>\n</c> in a text is a line break.
/// </summary>
public sealed class TextTable
{
    private readonly Dictionary<string, string> _texts;

    private TextTable(Language language, Dictionary<string, string> texts)
    {
        (Language, _texts) = (language, texts);
        Culture = CultureInfo.GetCultureInfo(language == Language.Chinese ? "zh-CN" : "en-US");
    }

    /// <summary>The language of every text in it.</summary>
    public Language Language { get; }

    /// <summary>The culture that numbers and dates inside the texts are formatted with.</summary>
    public CultureInfo Culture { get; }

    /// <summary>Every key.</summary>
    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>The texts embedded in this library and in the given assemblies; a later assembly's text wins.</summary>
    /// <exception cref="InvalidDataException">A line is not <c>key = text</c>, or an assembly says a key twice.</exception>
    public static TextTable Load(Language language, params ReadOnlySpan<Assembly> assemblies)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        ReadAll(typeof(TextTable).Assembly, language, texts);
        foreach (var assembly in assemblies)
        {
            ReadAll(assembly, language, texts);
        }
        return new(language, texts);
    }

    /// <summary>The text of a key, its placeholders filled with the facts, formatted as the language does.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key: a mistake in the program, caught by a test.</exception>
    public string this[string key, params ReadOnlySpan<object?> facts] => Find(key, facts) ?? throw new KeyNotFoundException($"No {Language} text '{key}'.");

    /// <summary>The text of a key filled with the facts, or null where there is none.</summary>
    public string? Find(string key, params ReadOnlySpan<object?> facts) =>
        _texts.TryGetValue(key, out var text) ? facts.IsEmpty ? text : string.Format(Culture, text, facts) : null;

    /// <summary>The message of an error in this language; English where no translation exists.</summary>
    public string Of(PipelinesException error) => Language == Language.English ? error.Message : Find($"error.{error.Code}", [.. error.Arguments]) ?? error.Message;

    private static void ReadAll(Assembly assembly, Language language, Dictionary<string, string> texts)
    {
        var ending = language == Language.Chinese ? "zh.txt" : "en.txt";
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("texts/", StringComparison.Ordinal) && n.EndsWith(ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            while (reader.ReadLine() is { } line)
            {
                if (line.Length == 0 || line[0] == '#')
                {
                    continue;
                }
                var equals = line.IndexOf(" = ", StringComparison.Ordinal);
                var key = equals > 0 ? line[..equals].Trim() : throw new InvalidDataException($"{name}: '{line}' is not key = text.");
                texts[key] = own.Add(key) ? line[(equals + 3)..].Replace("\\n", "\n", StringComparison.Ordinal) : throw new InvalidDataException($"{name}: '{key}' is said twice.");
            }
        }
    }
}
