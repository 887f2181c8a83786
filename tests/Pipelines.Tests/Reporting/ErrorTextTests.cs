using System.Globalization;
using System.Text.RegularExpressions;
using Pipelines.Data;
using Pipelines.Reporting;
using Xunit;

namespace Pipelines.Tests.Reporting;

/// <summary>Every error of the library exists in Chinese too. Read from the source, so that none is forgotten.</summary>
public sealed partial class ErrorTextTests
{
    private static readonly List<Thrown> All = [.. Directory.EnumerateFiles(Repository.Path("src/Pipelines"), "*.cs", SearchOption.AllDirectories).SelectMany(ReadErrors)];

    private static readonly TextTable Chinese = TextTable.Load(Language.Chinese);

    [Fact]
    public void Every_error_is_made_from_a_code_and_an_interpolated_message()
    {
        Assert.True(All.Count > 40, $"Only {All.Count} errors were found in the source.");
        Assert.Equal([], All.Where(e => e.Message is null).Select(e => $"{e.File}: {e.Code} has no message of the form $\"...\"."));
        Assert.Equal([], All.Where(e => !CodeForm().IsMatch(e.Code)).Select(e => $"{e.File}: '{e.Code}' is not area.problem."));
    }

    [Fact]
    public void Every_message_is_one_sentence_or_more_on_one_line() =>
        Assert.Equal([], All.Where(e => e.Message is { } m && (m.Contains("\\n", StringComparison.Ordinal) || !(m.EndsWith('.') || m.EndsWith('}')))).Select(e => $"{e.File}: {e.Code}: {e.Message}"));

    [Fact]
    public void Every_error_has_a_Chinese_text()
    {
        var missing = All.Select(e => e.Code).Distinct().Where(code => !Chinese.Keys.Contains($"error.{code}")).Order(StringComparer.Ordinal);
        Assert.Equal([], missing);
    }

    [Fact]
    public void No_Chinese_text_belongs_to_an_error_that_is_gone()
    {
        var codes = All.Select(e => $"error.{e.Code}").ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], Chinese.Keys.Where(k => k.StartsWith("error.", StringComparison.Ordinal) && !codes.Contains(k)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Chinese_texts_ask_for_no_more_facts_than_there_are_and_can_be_filled()
    {
        foreach (var error in All.Where(e => e.Message is not null))
        {
            if (Chinese.Find($"error.{error.Code}") is not { } text)
            {
                continue;
            }
            var places = Place().Matches(text).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty(-1);
            Assert.True(places.Max() < error.Holes, $"{error.Code}: the Chinese text asks for fact {{{places.Max()}}}; the message has {error.Holes}.");
            Assert.NotEmpty(string.Format(Chinese.Culture, text, [.. Enumerable.Repeat<object>("x", error.Holes)]));
        }
    }

    [Fact]
    public void One_code_means_one_set_of_facts() =>
        Assert.Equal([], All.GroupBy(e => e.Code).Where(g => g.Select(e => e.Holes).Distinct().Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(e => $"{e.File} has {e.Holes} facts"))}"));

    [Fact]
    public void Chinese_texts_are_punctuated_as_Chinese_is() =>
        Assert.Equal([], Chinese.Keys.Where(k => k.StartsWith("error.", StringComparison.Ordinal)).Where(k => HalfWidth().IsMatch(Chinese.Find(k)!)));

    [Fact]
    public void Errors_are_said_in_the_language_of_the_table()
    {
        var error = Assert.Throws<DataException>(() => new Matrix(2, 3, [1]));
        Assert.Equal("2 x 3 的矩阵需要 6 个数，实际传入 1 个。请为每个单元格传入一个数。", Chinese.Of(error));
        Assert.Equal(error.Message, TextTable.Load(Language.English).Of(error));
    }

    [Theory]
    [InlineData("$\"a {b} c\"", 1, "a {b} c")]
    [InlineData("$\"{{no}} {x.Y(\"q}\", 'z')} {n:G6}.\"", 2, "{{no}} {x.Y(\"q}\", 'z')} {n:G6}.")]
    [InlineData("$\"{(a ? \"{\" : \"\\\"\")}\"", 1, "{(a ? \"{\" : \"\\\"\")}")]
    public void The_source_is_read_as_the_compiler_does(string source, int holes, string message) => Assert.Equal((message, holes), ReadInterpolated(source));

    /// <summary>One place in the source that makes an error.</summary>
    /// <param name="File">Where it is thrown.</param>
    /// <param name="Code">Its code.</param>
    /// <param name="Message">The source of its message between the quotes; null where it is no interpolated string.</param>
    /// <param name="Holes">How many facts the message holds.</param>
    private sealed record Thrown(string File, string Code, string? Message, int Holes);

    private static IEnumerable<Thrown> ReadErrors(string path)
    {
        var source = File.ReadAllText(path);
        foreach (Match match in Construction().Matches(source))
        {
            var (message, holes) = ReadInterpolated(source[(match.Index + match.Length)..].TrimStart());
            yield return new(Path.GetFileName(path), match.Groups[1].Value, message, holes);
        }
    }

    /// <summary>Reads one interpolated string from the start of <paramref name="source"/>: what stands between its quotes, and how many holes it has.</summary>
    private static (string? Message, int Holes) ReadInterpolated(string source)
    {
        if (!source.StartsWith("$\"", StringComparison.Ordinal))
        {
            return (null, 0);
        }
        var (depth, holes, quoted) = (0, 0, false);
        for (var i = 2; i < source.Length; i++)
        {
            var (c, next) = (source[i], i + 1 < source.Length ? source[i + 1] : ' ');
            if (c == '\\')
            {
                i++;
            }
            else if (depth > 0 && c == '"')
            {
                quoted = !quoted;
            }
            else if (depth == 0 && c == '"')
            {
                return (source[2..i], holes);
            }
            else if (depth == 0 && c is '{' or '}' && next == c)
            {
                i++;
            }
            else if (!quoted && c == '{')
            {
                holes += depth++ == 0 ? 1 : 0;
            }
            else if (!quoted && c == '}')
            {
                depth--;
            }
        }
        return (null, 0);
    }

    // new(...) without a type name is an error only where a message follows the code: facts and texts have codes too.
    [GeneratedRegex("""(?:Exception\(|\bbase\(|\bnew\((?="[^"]*",\s*\$"))"([^"\s]*\.[^"\s]*)",""")]
    private static partial Regex Construction();

    [GeneratedRegex("^[a-z][a-z0-9-]*[.][a-z][a-z0-9-]*$")]
    private static partial Regex CodeForm();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"[\u4e00-\u9fff][,;?!]|[,;][\u4e00-\u9fff]")]
    private static partial Regex HalfWidth();
}
