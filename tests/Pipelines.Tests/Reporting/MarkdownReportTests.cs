using System.Text.RegularExpressions;
using Pipelines.Reporting;
using Xunit;

namespace Pipelines.Tests.Reporting;

public sealed class MarkdownReportTests
{
    private static readonly TextTable Texts = TextTable.Load(Language.English);

    [Fact]
    public void Cells_keep_their_pipes_and_never_start_another_row()
    {
        var page = MarkdownReport.Render(new ReportBuilder(Texts, "t").Section("s", "s", s => s.Table(t => t.Text("a|b").Number("n").Row("x | y\nz", 1).Row("`c|d`", double.NaN))).Build());
        Assert.Contains("| a\\|b | n |\n|---|---:|\n| x \\| y z | 1 |\n| \\`c\\|d\\` | – |\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>", "&lt;script>")]
    [InlineData("M*A*S*H", "M\\*A\\*S\\*H")]
    [InlineData("user_id", "user_id")]
    [InlineData("_init_", "\\_init\\_")]
    [InlineData("Tom & Jerry", "Tom & Jerry")]
    [InlineData("&lt;", "&amp;lt;")]
    [InlineData("# no heading", "\\# no heading")]
    [InlineData("1984. A year", "1984\\. A year")]
    [InlineData("[a](b)", "\\[a\\](b)")]
    [InlineData("千与千寻", "千与千寻")]
    public void Text_is_never_markup(string text, string expected) =>
        Assert.Contains($"\n\n{expected}\n", MarkdownReport.Render(new ReportBuilder(Texts, "t").Section("s", "s", s => s.Paragraph(text)).Build()), StringComparison.Ordinal);

    [Fact]
    public void Code_with_fences_stays_inside_its_fence() =>
        Assert.Contains("````\na ``` b\n````\n", MarkdownReport.Render(new ReportBuilder(Texts, "t").Section("s", "s", s => s.Code("a ``` b")).Build()), StringComparison.Ordinal);

    [Fact]
    public void Every_chart_becomes_its_table()
    {
        var page = MarkdownReport.Render(DemoReport.Make(Language.Chinese));
        Assert.Contains("### 学习曲线\n\n约 60 轮后测试误差趋于稳定，并低于均值基线。\n\n| 轮次 | 训练集 | 测试集 | 测试集（下限） | 测试集（上限） |\n|---:|---:|---:|---:|---:|\n| 1 | 1.070 |", page, StringComparison.Ordinal);
        Assert.Contains("*另有 9,058 行，见 predictions.csv。*", page, StringComparison.Ordinal);
        Assert.Contains("> **注意**: 自 5 月 31 日起", page, StringComparison.Ordinal);
        var widths = Regex.Matches(page, @"(?:^\|.*\|\n)+", RegexOptions.Multiline).Select(t => t.Value.TrimEnd('\n').Split('\n').Select(row => Regex.Count(row, @"(?<!\\)\|")).Distinct().Count());
        Assert.All(widths, w => Assert.Equal(1, w));
    }
}
