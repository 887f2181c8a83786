using System.Text.RegularExpressions;
using Pipelines.Reporting;
using Xunit;

namespace Pipelines.Tests.Architecture;

/// <summary>Every fixed text exists in both languages, is used, and every text that the code asks for exists.</summary>
public sealed partial class TextTests
{
    private static readonly (string File, string Key, string Text)[] English = [.. ReadAll("en.txt")];
    private static readonly (string File, string Key, string Text)[] Chinese = [.. ReadAll("zh.txt")];

    /// <summary>Errors of the library: English at the throw site, so only their Chinese is in a file. Code, holes of the message, place.</summary>
    private static readonly (string Code, int Holes, string Place)[] Errors = [.. SourceFile.Library.SelectMany(ErrorsOf)];

    /// <summary>Keys on one side only because the room that holds the other side is being built; an entry goes when the room stands.</summary>
    private static readonly string[] Awaited = ["report.spread", "verb.evaluate", "verb.retrain", "argument.inspect", "example.inspect.csv", "example.inspect.model", "scenario.summary", "error.rating-model.diverged"];

    [Fact]
    public void Both_languages_have_the_same_keys()
    {
        foreach (var folder in English.Concat(Chinese).Select(t => FolderOf(t.File)).Distinct())
        {
            string[] en = [.. English.Where(t => FolderOf(t.File) == folder).Select(t => t.Key)];
            string[] zh = [.. Chinese.Where(t => FolderOf(t.File) == folder).Select(t => t.Key)];
            Findings.None(en.Except(zh).Select(k => $"{folder}: '{k}' has no Chinese"));
            Findings.None(zh.Except(en).Except(Awaited).Where(k => !Errors.Any(e => $"error.{e.Code}" == k) && !IsSetting(k)).Select(k => $"{folder}: '{k}' has no English and is no error of the library"));
        }
    }

    /// <summary>True for <c>setting.OPTIONS.NAME</c> of a setting there is: its English stands in the code, beside its range.</summary>
    private static bool IsSetting(string key) => key.Split('.') is ["setting", var options, var name]
        && SourceFile.All.Any(f => Path.GetFileName(f.Path) == options + ".cs" && f.Text.Contains($"(\"{name}\", ", StringComparison.Ordinal));

    [Fact]
    public void Both_languages_say_the_same_facts()
    {
        var zh = Chinese.ToLookup(t => (FolderOf(t.File), t.Key), t => t.Text);
        var wrong = English.SelectMany(t => zh[(FolderOf(t.File), t.Key)].Where(text => !Facts(text).SequenceEqual(Facts(t.Text))).Select(text => $"{t.File}: '{t.Key}' has the facts {string.Join(' ', Facts(t.Text))} in English, {string.Join(' ', Facts(text))} in Chinese"));
        Findings.None(wrong);
    }

    [Fact]
    public void Every_error_of_the_library_has_its_Chinese_with_facts_that_exist()
    {
        var zh = Chinese.Where(t => t.File.StartsWith("src/Pipelines/", StringComparison.Ordinal)).ToLookup(t => t.Key, t => t.Text);
        Findings.None(Errors.Where(e => !zh.Contains($"error.{e.Code}")).Select(e => $"{e.Place}: the error '{e.Code}' has no line 'error.{e.Code} = ...' in an errors.*.zh.txt").Distinct());
        Findings.None(Errors.SelectMany(e => zh[$"error.{e.Code}"].Where(t => Facts(t).Any(f => f >= e.Holes)).Select(_ => $"{e.Place}: the Chinese of '{e.Code}' names a fact that its message, with {e.Holes}, has not")));
    }

    [Fact]
    public void Every_key_is_used()
    {
        var used = new UsedTexts(SourceFile.All);
        Findings.None(English.Where(t => !used.Contains(t.Key) && !Awaited.Contains(t.Key) && !Errors.Any(e => $"error.{e.Code}" == t.Key)).Select(t => $"{t.File}: nothing uses '{t.Key}'"));
    }

    [Fact]
    public void Every_key_that_the_code_asks_for_exists()
    {
        var keys = English.Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        var asked = SourceFile.All.SelectMany(f => f.Literals.Where(l => l.Holes == 0 && AsksBefore().IsMatch(f.Text[Math.Max(0, l.Start - 200)..l.Start]) && KeyShape().IsMatch(l.Content)).Select(l => (f.Path, Line: f.LineOf(l.Start), Key: l.Content))).ToArray();
        Assert.NotEmpty(asked);
        Findings.None(asked.Where(a => !keys.Contains(a.Key) && !Awaited.Contains(a.Key)).Select(a => $"{a.Path}({a.Line}): there is no text '{a.Key}'"));
    }

    [Fact]
    public void What_is_in_the_files_is_what_is_embedded()
    {
        var library = English.Where(t => t.File.StartsWith("src/Pipelines/", StringComparison.Ordinal)).Select(t => t.Key);
        Assert.Equal(library.Order(StringComparer.Ordinal), TextTable.Load(Language.English).Keys.Order(StringComparer.Ordinal));
        var chinese = Chinese.Where(t => t.File.StartsWith("src/Pipelines/", StringComparison.Ordinal)).Select(t => t.Key);
        Assert.Equal(chinese.Order(StringComparer.Ordinal), TextTable.Load(Language.Chinese).Keys.Order(StringComparer.Ordinal));
    }

    private static string FolderOf(string file) => file[..file.LastIndexOf('/')];

    private static IEnumerable<int> Facts(string text) => Placeholder().Matches(text.Replace("{{", "", StringComparison.Ordinal)).Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).Distinct().Order();

    private static IEnumerable<(string Code, int Holes, string Place)> ErrorsOf(SourceFile file)
    {
        foreach (Match match in ErrorCode().Matches(file.Text))
        {
            var message = file.Literals.Where(l => l.Start == match.Groups["message"].Index).ToArray();
            if (message.Length == 1)
            {
                yield return (match.Groups["code"].Value, message[0].Holes, $"{file.Path}({file.LineOf(match.Index)})");
            }
        }
    }

    private static IEnumerable<(string File, string Key, string Text)> ReadAll(string ending) =>
        from path in Directory.EnumerateFiles(Repository.PathTo("src"), "*.txt", SearchOption.AllDirectories)
        let file = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
        where file.Contains("/Texts/", StringComparison.Ordinal) && file.EndsWith(ending, StringComparison.Ordinal)
        from line in File.ReadLines(path)
        where line.Length > 0 && line[0] != '#'
        let at = line.IndexOf(" = ", StringComparison.Ordinal)
        select (file, line[..at].Trim(), line[(at + 3)..]);

    /// <summary>A code and its interpolated message, as at a throw site.</summary>
    [GeneratedRegex("""\(\s*"(?<code>[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+)",\s*(?<message>\$+"+)""")]
    private static partial Regex ErrorCode();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();

    /// <summary>What stands before a literal that is looked up: texts["...", texts[x ? "...", Say("...", Find("...".</summary>
    [GeneratedRegex("""(?:\b[_\w]*[tT]exts?\[|\b[tT]exts\.Find\(|\b(?:Say|Note|Stage)\()(?:[^\[\]();]*[?:]\s*)?$""")]
    private static partial Regex AsksBefore();

    [GeneratedRegex(@"^[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+$")]
    private static partial Regex KeyShape();
}
