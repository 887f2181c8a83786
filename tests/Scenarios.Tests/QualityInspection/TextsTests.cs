using System.Text.RegularExpressions;
using Pipelines.Reporting;
using QualityInspection;
using Scenarios.Hosting;
using Scenarios.Tests.Hosting;
using Xunit;

namespace Scenarios.Tests.QualityInspection;

/// <summary>Everything the scenario says exists in both languages, and nothing is kept that is never said.</summary>
public sealed partial class TextsTests
{
    private static readonly IReadOnlyDictionary<string, string> English = Own(Language.English), Chinese = Own(Language.Chinese);

    [Fact]
    public void Every_text_exists_in_both_languages_with_the_same_facts()
    {
        // Settings are English in the code; only their Chinese is a text.
        Assert.Equal(English.Keys.Order(), Chinese.Keys.Where(k => !k.StartsWith("setting.", StringComparison.Ordinal)).Order());
        Assert.All(English, text => Assert.Equal(Facts(text.Value), Facts(Chinese[text.Key])));
    }

    [Fact]
    public void Every_text_is_said_somewhere()
    {
        var source = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Scenarios", "QualityInspection"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        // Keys whose last part is a name of a verb, an option, a role, a metric, a route, a plan, a term or a reason are put together.
        string[] made = ["verb.", "option.", "setting.", "scenario.", "role.", "metric.", "term.", "route.", "plan.", "reason.", "left.", "leak.", "order.", "rules.", "rule.", "chart.", "verdict.", "shape."];
        Assert.All(English.Keys.Where(k => !made.Any(k.StartsWith)), key => Assert.Contains($"\"{key}\"", source, StringComparison.Ordinal));
        Assert.All(Key().Matches(source).Select(m => m.Groups[1].Value).Distinct().Where(k => !k.StartsWith("metric.", StringComparison.Ordinal) && !k.StartsWith("report.", StringComparison.Ordinal)), key => Assert.True(English.ContainsKey(key), key));
    }

    [Fact]
    public void No_text_of_the_host_or_the_library_is_said_otherwise()
    {
        var host = TextTable.Load(Language.English, typeof(ScenarioHost).Assembly);
        var all = TextTable.Load(Language.English, typeof(ScenarioHost).Assembly, typeof(QualityInspectionScenario).Assembly);
        Assert.All(host.Keys, key => Assert.Equal(host.Find(key), all.Find(key)));
    }

    [Fact]
    public void Help_has_no_english_left_in_chinese()
    {
        using var host = new HostRun(new QualityInspectionScenario());
        foreach (var verb in (string[])["train", "evaluate", "predict", "explain", "retrain"])
        {
            Assert.Equal(ExitCode.Ok, host.Run(verb, "--help", "--lang", "zh"));
            // Three plain words in a row are a sentence somebody forgot; command lines stand apart.
            Assert.DoesNotMatch(@"(?m)^ {30,}.*\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b", host.Out);
        }
    }

    private static Dictionary<string, string> Own(Language language)
    {
        var all = TextTable.Load(language, typeof(ScenarioHost).Assembly, typeof(QualityInspectionScenario).Assembly);
        var others = TextTable.Load(language, typeof(ScenarioHost).Assembly).Keys;
        return all.Keys.Except(others).ToDictionary(k => k, k => all.Find(k)!);
    }

    private static List<string> Facts(string text) => [.. Fact().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Fact();

    [GeneratedRegex("exts\\[\"([a-z]+(?:[.-][a-z0-9-]+)+)\"")]
    private static partial Regex Key();
}
