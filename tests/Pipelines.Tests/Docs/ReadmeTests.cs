using System.Text.RegularExpressions;
using Xunit;

namespace Pipelines.Tests.Docs;

/// <summary>README.md and README.zh-CN.md say the same, their C# compiles and their links lead somewhere.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string[] Readmes = ["README.md", "README.zh-CN.md"];

    [Fact]
    public void The_csharp_block_is_the_compiled_example()
    {
        string source = File.ReadAllText(Repository.PathTo("tests/Pipelines.Tests/Docs/ReadmeExampleTests.cs")).ReplaceLineEndings("\n");
        string[] lines = Region().Match(source).Groups["code"].Value.TrimEnd().Split('\n');
        int indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        string example = string.Join('\n', lines.Select(line => line.Length > 0 ? line[indent..] : line)).TrimEnd();

        foreach (string readme in Readmes)
        {
            string block = Assert.Single(Blocks(readme), block => block.Language == "csharp").Text.TrimEnd();
            Assert.Equal(example, block[(block.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]);
        }
    }

    [Fact]
    public void Both_languages_show_the_same_commands_and_code() =>
        Assert.Equal(Blocks(Readmes[0]).Where(block => block.Language.Length > 0), Blocks(Readmes[1]).Where(block => block.Language.Length > 0));

    [Fact]
    public void Both_languages_have_the_same_sections() =>
        Assert.Equal(Heading().Count(Text(Readmes[0])), Heading().Count(Text(Readmes[1])));

    [Fact]
    public void The_first_two_commands_are_those_of_a_newcomer() =>
        Assert.Equal("dotnet run -c Release --project src/Scenarios/MovieRecommendation\ndotnet test -c Release\n", Blocks(Readmes[0])[0].Text);

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("datasets/README.md")]
    [InlineData("datasets/movielens-small/README.md")]
    [InlineData("docs/MovieRecommendation.md")]
    [InlineData("docs/MovieRecommendation.zh.md")]
    [InlineData("docs/EquipmentHealth.md")]
    [InlineData("docs/EquipmentHealth.zh.md")]
    [InlineData("docs/DimensionalityReduction.md")]
    [InlineData("docs/DimensionalityReduction.zh.md")]
    [InlineData("docs/QualityInspection.md")]
    [InlineData("docs/QualityInspection.zh.md")]
    [InlineData("datasets/shaft-line/README.md")]
    [InlineData("docs/CustomerSegmentation.md")]
    [InlineData("docs/CustomerSegmentation.zh.md")]
    [InlineData("docs/DataEncoding.md")]
    [InlineData("docs/DataEncoding.zh.md")]
    [InlineData("docs/packed-file-format.md")]
    [InlineData("docs/autoencoder.md")]
    [InlineData("docs/autoencoder.zh.md")]
    [InlineData("docs/catalogue.md")]
    [InlineData("docs/catalogue.zh.md")]
    public void Every_link_to_a_file_leads_to_one(string page)
    {
        string folder = Path.GetDirectoryName(Repository.PathTo(page))!;
        foreach (Match link in Link().Matches(Comment().Replace(Text(page), "")))
        {
            string target = link.Groups["target"].Value.Split('#')[0];
            if (target.Length > 0 && !target.StartsWith("https://", StringComparison.Ordinal))
            {
                Assert.True(Path.Exists(Path.Combine(folder, target)), $"{page} links to {target}; there is no such file.");
            }
        }
    }

    private static string Text(string path) => File.ReadAllText(Repository.PathTo(path)).ReplaceLineEndings("\n");

    private static List<(string Language, string Text)> Blocks(string path) =>
        [.. Block().Matches(Text(path)).Select(block => (block.Groups["language"].Value, block.Groups["text"].Value))];

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex(@"#region README\n(?<code>.*?)\n *#endregion", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Region();

    [GeneratedRegex("^#+ ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
