using System.Globalization;
using Pipelines.Reporting;

namespace Scenarios.Hosting;

/// <summary>Chooses the language: <c>--lang</c>, else PIPELINES_OPTION_LANG, else the locale of the machine.</summary>
internal static class LanguageChoice
{
    /// <summary>The language of a name such as <c>zh</c>, <c>zh_CN.UTF-8</c> or <c>en</c>; null for none of ours.</summary>
    public static Language? Parse(string name) =>
        name.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Chinese : name.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Language.English : null;

    /// <summary>The language to speak before anything is parsed, so that even a wrong command line is answered in it.</summary>
    public static Language Of(IReadOnlyList<string> args, Func<string, string?> variable)
    {
        for (var i = args.Count - 1; i >= 0; i--)
        {
            var named = args[i].StartsWith("--lang=", StringComparison.Ordinal) ? args[i]["--lang=".Length..] : args[i] == "--lang" && i + 1 < args.Count ? args[i + 1] : null;
            if (named is not null && Parse(named) is { } language)
            {
                return language;
            }
        }
        foreach (var name in (ReadOnlySpan<string>)["PIPELINES_OPTION_LANG", "LC_ALL", "LC_MESSAGES", "LANG"])
        {
            if (variable(name) is { Length: > 0 } value)
            {
                // A locale we have no texts for, such as C or de_DE, is answered in English.
                return Parse(value) ?? Language.English;
            }
        }
        return Parse(CultureInfo.CurrentUICulture.Name) ?? Language.English;
    }
}
