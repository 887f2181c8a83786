using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Xunit;

namespace Pipelines.Tests;

/// <summary>What the README of each data set says about its files is true of the files.</summary>
public sealed partial class DatasetsTests
{
    /// <summary>Every line `| file | rows | SHA-256 |` of every README below datasets/.</summary>
    public static TheoryData<string, string, long, string> Files()
    {
        var files = new TheoryData<string, string, long, string>();
        foreach (string folder in Folders())
        {
            foreach (Match line in FileLine().Matches(File.ReadAllText(Path.Combine(folder, "README.md"))))
            {
                long rows = long.Parse(line.Groups["rows"].ValueSpan, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
                files.Add(Path.GetFileName(folder), line.Groups["file"].Value, rows, line.Groups["hash"].Value);
            }
        }

        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Rows_and_hash_are_those_of_the_readme(string set, string file, long rows, string hash)
    {
        byte[] content = File.ReadAllBytes(Repository.PathTo("datasets", set, file));

        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(content)));
        Assert.Equal((byte)'\n', content[^1]);
        // No field of the bundled files holds a line break, so lines are rows; the first is the header.
        Assert.Equal(rows, content.AsSpan().Count((byte)'\n') - 1);
    }

    [Fact]
    public void Every_csv_is_listed_in_its_readme_and_every_set_in_the_index()
    {
        string index = File.ReadAllText(Repository.PathTo("datasets", "README.md"));
        Assert.NotEmpty(Folders());
        foreach (string folder in Folders())
        {
            Assert.Contains($"({Path.GetFileName(folder)}/README.md)", index, StringComparison.Ordinal);
            var listed = FileLine().Matches(File.ReadAllText(Path.Combine(folder, "README.md"))).Select(line => line.Groups["file"].Value);
            var there = Directory.EnumerateFiles(folder, "*.csv*").Select(path => Path.GetFileName(path)!);
            Assert.Equal(there.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_rated_film_has_its_line()
    {
        HashSet<string> films = [.. FirstFields("movies.csv", 0)];
        HashSet<string> rated = [.. FirstFields("ratings.csv", 1)];

        Assert.Equal(9066, films.Count);
        Assert.True(films.SetEquals(rated));
    }

    [Fact]
    public void MovieLens_carries_the_conditions_of_its_owners()
    {
        string notice = File.ReadAllText(Repository.PathTo("datasets", "movielens-small", "NOTICE"));

        foreach (string fact in (string[])["commercial", "endorse", "same conditions", "10.1145/2827872", "GroupLens"])
        {
            Assert.Contains(fact, notice, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("breast-cancer", 31, "benign 357, malignant 212")]
    [InlineData("digits", 65, "0 178, 1 182, 2 177, 3 183, 4 181, 5 182, 6 181, 7 179, 8 174, 9 180")]
    [InlineData("iris", 5, "setosa 50, versicolor 50, virginica 50")]
    [InlineData("tissue-genes", 501, "cerebellum 38, colon 34, endometrium 15, hippocampus 31, kidney 39, liver 26, placenta 6")]
    [InlineData("wine", 14, "class_0 59, class_1 71, class_2 48")]
    public void Labelled_sets_hold_numbers_and_then_the_class(string set, int columns, string classes)
    {
        string[][] rows = [.. File.ReadLines(Repository.PathTo("datasets", set, set + ".csv")).Skip(1).Select(line => line.Split(','))];

        Assert.All(rows, row => Assert.Equal(columns, row.Length));
        Assert.All(rows, row => Assert.All(row[..^1], field => Assert.True(double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _))));
        Assert.Equal(classes, string.Join(", ", rows.CountBy(row => row[^1]).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}")));
    }

    [Fact]
    public void Every_set_comes_with_the_script_that_made_it_and_its_terms()
    {
        foreach (string folder in Folders())
        {
            Assert.Single(Directory.EnumerateFiles(folder, "export.*"));
            string readme = File.ReadAllText(Path.Combine(folder, "README.md"));
            Assert.Contains("## Terms", readme, StringComparison.Ordinal);
            Assert.Contains("Cite: ", readme, StringComparison.Ordinal);
        }
    }

    private static string[] Folders() => Directory.GetDirectories(Repository.PathTo("datasets"));

    private static IEnumerable<string> FirstFields(string file, int column) =>
        File.ReadLines(Repository.PathTo("datasets", "movielens-small", file)).Skip(1).Select(line => line.Split(',')[column]);

    [GeneratedRegex(@"^\| `(?<file>[^`]+)` \| (?<rows>[\d,]+) \| `(?<hash>[0-9a-f]{64})` \|", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex FileLine();
}
