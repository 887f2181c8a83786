using Xunit;

namespace Pipelines.Tests.Architecture;

/// <summary>The architecture tests see what they should: a reader that misses half of the code would let everything pass.</summary>
public sealed class SourceScanTests
{
    [Theory]
    [InlineData("a(\"x // y\"); // z", "a(\"      \");")]
    [InlineData("/* a */ b", "b")]
    [InlineData("'\"' + c", "' ' + c")]
    [InlineData("'\\'' + c", "'  ' + c")]
    [InlineData("$\"x {d(\"y\")} z\"", "$\"   d(\" \")   \"")]
    [InlineData("$\"{{x}} {d:F2}\"", "$\"       d    \"")]
    [InlineData("@\"a\"\"b\" + c", "@\"    \" + c")]
    [InlineData("\"a\\\"b\" + c", "\"    \" + c")]
    [InlineData("\"\" + c", "\"\" + c")]
    [InlineData("\"\"\"a \"b\" c\"\"\" + d", "\"\"\"       \"\"\" + d")]
    [InlineData("$\"{(a ? \"b\" : c)}\"", "$\" (a ? \" \" : c) \"")]
    [InlineData("@class + e", "@class + e")]
    public void Blanks_comments_and_literals_and_keeps_code(string text, string code) => Assert.Equal(code, SourceFile.Of("x.cs", text).Code.TrimEnd().TrimStart());

    [Fact]
    public void Reads_literals_with_their_holes()
    {
        var file = SourceFile.Of("x.cs", "a($\"{b} is {c:F1}, {{not}} {d[\"e\"]}\", \"plain\");");
        Assert.Equal(["e", "{} is {}, {{not}} {}", "plain"], file.Literals.Select(l => l.Content));
        Assert.Equal([0, 3, 0], file.Literals.Select(l => l.Holes));
    }

    [Fact]
    public void Finds_the_files_of_the_library()
    {
        Assert.True(SourceFile.Library.Count > 50);
        Assert.Contains(SourceFile.Library, f => f.Path == "src/Pipelines/Rng.cs");
        Assert.Contains(SourceFile.All, f => f.Path.StartsWith("src/Scenarios/", StringComparison.Ordinal));
    }
}
