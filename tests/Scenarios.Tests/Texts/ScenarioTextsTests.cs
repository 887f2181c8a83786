using System.Text.RegularExpressions;
using CustomerSegmentation;
using DataEncoding;
using DimensionalityReduction;
using EquipmentHealth;
using MovieRecommendation;
using Pipelines.Reporting;
using QualityInspection;
using Scenarios.Hosting;
using Scenarios.Tests.Hosting;
using Xunit;

namespace Scenarios.Tests.Texts;

/// <summary>Everything a scenario says exists in both languages, and nothing is kept that is never said. A new scenario adds its line to <see cref="Scenarios"/>.</summary>
public sealed partial class ScenarioTextsTests
{
    /// <summary>Each scenario with the beginnings of keys whose last part is a name, such as that of a metric or a reason, and so put together.</summary>
    private static readonly (Func<Scenario> Make, string[] Made)[] All =
    [
        (() => new MovieRecommendationScenario(), ["setting.", "model.", "word.", "screen.split.", "split.lead.", "data.rows.merged.", "people.", "search."]),
        (() => new DimensionalityReductionScenario(), ["setting.", "role.", "metric.", "algorithm.", "term.", "ignored.", "verdict."]),
        (() => new CustomerSegmentationScenario(), ["setting.", "role.", "metric.", "algorithm.", "term.", "ignored.", "verdict.", "method.", "name.", "action.", "feature.", "more.", "less.", "choice.", "drift.", "card.", "value.", "screen."]),
        (() => new DataEncodingScenario(), ["setting.", "role.", "metric.", "ignored.", "kind."]),
        (() => new EquipmentHealthScenario(), ["setting.", "role.", "metric.", "term.", "left-out.", "reason.", "baseline.", "fault.", "span.", "life.by.", "label."]),
        (() => new QualityInspectionScenario(), ["setting.", "role.", "metric.", "term.", "route.", "plan.", "reason.", "left.", "leak.", "order.", "rules.", "rule.", "chart.", "verdict.", "shape."]),
    ];

    /// <summary>Beginnings that the host puts together for every scenario.</summary>
    private static readonly string[] MadeByHost = ["verb.", "option.", "scenario."];

    public static TheoryData<string> Scenarios { get; } = [.. All.Select(s => s.Make().Name)];

    [Fact]
    public void Every_scenario_is_listed()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", "Scenarios")).Where(d => File.Exists(Path.Combine(d, "Program.cs"))).Select(d => Path.GetFileName(d)!);
        Assert.Equal(folders.Order(), All.Select(s => s.Make().Name).Order());
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_text_exists_in_both_languages_with_the_same_facts(string name)
    {
        var (english, chinese) = (Own(name, Language.English), Own(name, Language.Chinese));
        // Settings are English in the code; only their Chinese is a text.
        Assert.Equal(english.Keys.Order(), chinese.Keys.Where(k => !k.StartsWith("setting.", StringComparison.Ordinal)).Order());
        Assert.All(english, text => Assert.Equal(Facts(text.Value), Facts(chinese[text.Key])));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_text_is_said_somewhere(string name)
    {
        var english = Own(name, Language.English);
        var source = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Scenarios", name), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        string[] made = [.. MadeByHost, .. All.Single(s => s.Make().Name == name).Made];
        Assert.All(english.Keys.Where(k => !made.Any(k.StartsWith)), key => Assert.Contains($"\"{key}\"", source, StringComparison.Ordinal));
        Assert.All(Key().Matches(source).Select(m => m.Groups[1].Value).Distinct().Where(k => !k.StartsWith("metric.", StringComparison.Ordinal) && !k.StartsWith("report.", StringComparison.Ordinal)), key => Assert.True(english.ContainsKey(key), key));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void No_text_of_the_host_or_the_library_is_said_otherwise(string name)
    {
        var (host, all) = (TextTable.Load(Language.English, typeof(ScenarioHost).Assembly), Texts(name, Language.English));
        Assert.All(host.Keys, key => Assert.Equal(host.Find(key), all.Find(key)));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Help_has_no_english_left_in_chinese(string name)
    {
        using var host = new HostRun(Of(name));
        foreach (var verb in Of(name).Verbs)
        {
            Assert.Equal(ExitCode.Ok, host.Run(verb.Name, "--help", "--lang", "zh"));
            // Three plain words in a row are a sentence somebody forgot; command lines stand apart.
            Assert.DoesNotMatch(@"(?m)^ {30,}.*\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b", host.Out);
        }
    }

    private static Scenario Of(string name) => All.Select(s => s.Make()).Single(s => s.Name == name);

    private static TextTable Texts(string name, Language language) => TextTable.Load(language, typeof(ScenarioHost).Assembly, Of(name).GetType().Assembly);

    private static Dictionary<string, string> Own(string name, Language language)
    {
        var all = Texts(name, language);
        return all.Keys.Except(TextTable.Load(language, typeof(ScenarioHost).Assembly).Keys).ToDictionary(k => k, k => all.Find(k)!);
    }

    private static List<string> Facts(string text) => [.. Fact().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Fact();

    [GeneratedRegex("exts\\[\"([a-z]+(?:[.-][a-z0-9-]+)+)\"")]
    private static partial Regex Key();
}
