using System.Reflection;
using System.Text;

namespace Pipelines.Tests.Architecture;

/// <summary>docs/settings.md: every options record of the library with its settings, read from the records themselves.</summary>
internal static class SettingsPage
{
    /// <summary>Every options record, by name.</summary>
    public static IReadOnlyList<Type> Records { get; } =
        [.. typeof(Rng).Assembly.GetExportedTypes().Where(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IOptions<>))).OrderBy(t => t.Name, StringComparer.Ordinal)];

    public static string Write()
    {
        var page = new StringBuilder("# Settings\nEvery option of every algorithm, with the values that are allowed and the default. Written by `SettingsPageTests` from the options records.\n");
        foreach (var record in Records)
        {
            var source = SourceFile.Library.Single(f => f.Name == $"{record.Name}.cs");
            page.Append("\n## ").Append(record.Name).Append("\n[").Append(record.Namespace).Append("](../").Append(source.Path).Append(")\n\n");
            if (Rows(record).Count == 0)
            {
                page.Append("It has no settings.\n");
                continue;
            }
            page.Append("| property | command line | must be | default | meaning |\n|---|---|---|---|---|\n");
            foreach (var (name, need, standard, meaning) in Rows(record))
            {
                page.Append("| ").Append(name).Append(" | `--").Append(KebabCase.Of(name)).Append("` | ").Append(Cell(need)).Append(" | ").Append(Cell(standard)).Append(" | ").Append(Cell(meaning)).Append(" |\n");
            }
        }
        return page.ToString();
    }

    public static IReadOnlyList<(string Name, string Need, string Default, string Meaning)> Rows(Type record) =>
        (IReadOnlyList<(string, string, string, string)>)typeof(SettingsPage).GetMethod(nameof(RowsOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(record).Invoke(null, null)!;

    private static IReadOnlyList<(string Name, string Need, string Default, string Meaning)> RowsOf<TOptions>() where TOptions : class, IOptions<TOptions>, new() =>
        [.. TOptions.Settings.Select(s => (s.Name, s.Need, s.Default, s.Meaning))];

    private static string Cell(string text) => text.Length == 0 ? "(empty)" : text.Replace("|", "\\|", StringComparison.Ordinal);
}
