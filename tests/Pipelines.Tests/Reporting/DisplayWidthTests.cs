using Pipelines.Reporting;
using Xunit;

namespace Pipelines.Tests.Reporting;

public sealed class DisplayWidthTests
{
    [Theory]
    [InlineData("abc", 3)]
    [InlineData("矩阵分解", 8)]
    [InlineData("RMSE（均方根）", 14)]
    [InlineData("e\u0301", 1)]
    [InlineData("\U0001F3AC", 2)]
    [InlineData("✓ é", 3)]
    [InlineData("", 0)]
    public void Chinese_takes_two_columns(string text, int columns) => Assert.Equal(columns, DisplayWidth.Of(text));

    [Fact]
    public void Padding_and_cutting_count_columns()
    {
        Assert.Equal("模型  |", DisplayWidth.Pad("模型", 6) + "|");
        Assert.Equal("  模型", DisplayWidth.Pad("模型", 6, Align.Right));
        Assert.Equal(" ab ", DisplayWidth.Pad("ab", 4, Align.Center));
        Assert.Equal("贝叶…", DisplayWidth.Cut("贝叶斯矩阵", 6));
        Assert.Equal("贝叶斯", DisplayWidth.Cut("贝叶斯", 6));
        Assert.Equal("ab...", DisplayWidth.Cut("abcdefgh", 5, "..."));
    }

    [Fact]
    public void Lines_break_at_blanks_and_between_Chinese_but_not_before_a_stop_or_per_cent()
    {
        Assert.Equal(["three in", "four 75 %", "of them"], DisplayWidth.Wrap("three in four 75 % of them", 9));
        Assert.Equal(["推荐列", "表有", "效。好"], DisplayWidth.Wrap("推荐列表有效。好", 6));
        Assert.Equal(["averyveryverylongword", "ok"], DisplayWidth.Wrap("averyveryverylongword ok", 8));
        Assert.Equal(["a", "", "b"], DisplayWidth.Wrap("a\n\nb", 8));
        var text = DemoReport.Make(Language.Chinese).Verdict.Sentences.Aggregate((a, b) => a + b);
        Assert.All(DisplayWidth.Wrap(text, 40), line => Assert.InRange(DisplayWidth.Of(line), 1, 40));
    }
}
