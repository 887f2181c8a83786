using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Scenarios.Tests.MovieRecommendation;

/// <summary>What a newcomer sees who types nothing but the name.</summary>
public sealed partial class DefaultRunTests(BundledRun run) : IClassFixture<BundledRun>
{
    [Fact]
    public void Ends_well_and_writes_every_file_of_a_run()
    {
        Assert.Equal(0, run.Code);
        Assert.Equal(["config.json", "model.pmodel", "predictions.csv", "report.html", "report.json", "report.md", "run.json"],
            Directory.EnumerateFiles(run.Folder).Select(f => Path.GetFileName(f)).Order());
        Assert.DoesNotContain('\u001b', run.Out + run.Error);
    }

    [Fact]
    public void Keeps_what_its_first_lines_promise()
    {
        Assert.StartsWith("MovieRecommendation: which films will a person like, and how sure is that?\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("Reads 100,004 MovieLens ratings", run.Out, StringComparison.Ordinal);
        Assert.Contains("expect RMSE near 0.86.", run.Out, StringComparison.Ordinal);
        Assert.Contains("671 people, 9,066 films, ratings 0.5 to 5, 1995-01-09 to 2016-10-16", run.Out, StringComparison.Ordinal);
        Assert.Contains("80,003 train, 20,001 test", run.Out, StringComparison.Ordinal);
        Assert.InRange(Figure("rmse"), 0.85, 0.88);
        // The goal for lists, and the popular list they are measured against.
        Assert.InRange(Figure("ndcg@10"), 0.27, 0.4);
        Assert.Contains("Verdict Lists are 2.", run.Out, StringComparison.Ordinal);
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void Is_what_the_readme_shows()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");
        const string Begin = "<!-- screen:begin -->\n```\n", End = "\n```\n<!-- screen:end -->";
        var start = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        // Another processor may round the last shown digit, or the order of two films, differently.
        Assert.Equal(Worded(readme[start..readme.IndexOf(End, start, StringComparison.Ordinal)]), Worded(run.Out.TrimEnd('\n')));

        static IEnumerable<string> Worded(string screen) => screen.Split('\n').Where(l => !Listed().IsMatch(l)).Select(l => Varying().Replace(l, "#"));
    }

    [Fact]
    public void Scores_every_held_out_row()
    {
        var lines = File.ReadAllLines(Path.Combine(run.Folder, "predictions.csv"));
        Assert.Equal("user,item,name,rating,predicted,low90,high90,known", lines[0]);
        Assert.Equal(20_001, lines.Length - 1);
        Assert.All(lines.Skip(1), line =>
        {
            var cells = line.Split(',');
            Assert.InRange(float.Parse(cells[^4], CultureInfo.InvariantCulture), 0.5f, 5f);
        });
        Assert.Equal(1, Figure("coverage"));
        Assert.InRange(Figure("interval_coverage"), 0.88, 0.92);
    }

    [Fact]
    public void The_report_is_one_small_file_that_loads_nothing()
    {
        var path = Path.Combine(run.Folder, "report.html");
        Assert.InRange(new FileInfo(path).Length, 50_000, 1_000_000);
        var page = File.ReadAllText(path);
        Assert.DoesNotMatch("https?://", page.Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal));
        Assert.DoesNotMatch("<link|<img|@import|src=", page);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(run.Folder, "report.json")));
        Assert.Equal(Figure("rmse"), json.RootElement.GetProperty("metrics").GetProperty("rmse").GetProperty("value").GetDouble());
        string[] sections = ["data", "split", "stars", "lists", "people", "similar", "worst", "training", "use", "limits"];
        Assert.All(sections, s => Assert.Contains($"id=\"s-{s}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_line_that_repeats_it_is_in_the_run()
    {
        Assert.Equal("MovieRecommendation train --seed 42", run.Json.GetProperty("repeat").GetString());
        Assert.Equal(100_004, run.Json.GetProperty("rows").GetInt64());
    }

    [Theory]
    [InlineData("--liked", "Heat (1995); Alien (1979)")]
    [InlineData("--user", "42")]
    public async Task Recommends_ten_films_with_reasons(string option, string value)
    {
        var (code, output, _) = await run.Again("recommend", option, value, "--top", "10", "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(10, json.RootElement.GetArrayLength());
        Assert.All(json.RootElement.EnumerateArray(), line => Assert.InRange(line.GetProperty("stars").GetDouble(), 0.5, 5));
        var because = json.RootElement[0].GetProperty("because");
        Assert.InRange(because.GetArrayLength(), 1, 2);
        if (option == "--liked")
        {
            Assert.All(because.EnumerateArray(), film => Assert.Contains(film.GetString()!, value, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_unclear_title_or_id_is_answered_with_what_there_is()
    {
        var (code, _, error) = await run.Again("recommend", "--liked", "Sabrina");
        Assert.Equal(2, code);
        Assert.Contains("Sabrina (1995) [7]", error, StringComparison.Ordinal);
        Assert.Contains("Sabrina (1954) [915]", error, StringComparison.Ordinal);
        (code, _, error) = await run.Again("recommend", "--user", "6711");
        Assert.Equal(2, code);
        Assert.Contains("671", error, StringComparison.Ordinal);
        (code, var output, _) = await run.Again("similar", "--item", "Heat (1995)", "--top", "5");
        Assert.Equal((0, 7), (code, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [GeneratedRegex("^(Person|  [1-3]) ")]
    private static partial Regex Listed();

    [GeneratedRegex("runs/[-0-9a-z]+|[0-9]+")]
    private static partial Regex Varying();

    private double Figure(string key) => run.Json.GetProperty("metrics").EnumerateArray().First(m => m.GetProperty("key").GetString() == key).GetProperty("value").GetDouble();
}
