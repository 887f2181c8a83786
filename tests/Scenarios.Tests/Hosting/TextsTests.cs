using System.Text.RegularExpressions;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.Hosting;

public sealed partial class TextsTests
{
    private static readonly TextTable English = TextTable.Load(Language.English, typeof(ScenarioHost).Assembly);
    private static readonly TextTable Chinese = TextTable.Load(Language.Chinese, typeof(ScenarioHost).Assembly);

    [Fact]
    public void Every_text_of_the_host_exists_in_both_languages_with_the_same_facts()
    {
        foreach (var key in HostKeys(Language.English))
        {
            Assert.NotNull(Chinese.Find(key));
            Assert.Equal(Facts(English.Find(key)!), Facts(Chinese.Find(key)!));
        }
        Assert.Equal(HostKeys(Language.English), HostKeys(Language.Chinese));
    }

    [Fact]
    public void Every_key_in_the_source_exists_and_every_text_is_used()
    {
        var source = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Scenarios", "Hosting"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        string[] spoken = [.. Key().Matches(source).Select(m => m.Groups[1].Value).Distinct()];
        Assert.All(spoken.Where(k => Areas().IsMatch(k)), key => Assert.NotNull(English.Find(key) ?? English.Find("error." + key)));
        string[] made = ["option.", "verb.", "role.", "inspect."];
        Assert.All(HostKeys(Language.English).Where(k => !made.Any(k.StartsWith)), key => Assert.True(spoken.Contains(key) || (key.StartsWith("error.", StringComparison.Ordinal) && spoken.Contains(key["error.".Length..])), key));
    }

    [Fact]
    public void Every_verb_and_option_of_every_verb_has_its_texts()
    {
        using var host = new HostRun();
        foreach (var language in (string[])["en", "zh"])
        {
            Assert.All(ScenarioHost.VerbsOf(host.Scenario), verb => Assert.Equal(ExitCode.Ok, host.Run(verb.Name, "--help", "--lang", language)));
        }
    }

    private static List<string> HostKeys(Language language)
    {
        var library = TextTable.Load(language).Keys;
        return [.. (language == Language.English ? English : Chinese).Keys.Where(k => !library.Contains(k)).Order(StringComparer.Ordinal)];
    }

    private static List<string> Facts(string text) => [.. Fact().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Fact();

    [GeneratedRegex("\"([a-z]+(?:[.-][a-z0-9-]+)+)\"")]
    private static partial Regex Key();

    [GeneratedRegex("^(usage|error|io|runs|retrain|roles|data|model|gate|progress|help|need|stage|list|inspect|argument|example)\\.")]
    private static partial Regex Areas();
}
