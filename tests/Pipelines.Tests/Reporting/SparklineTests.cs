using Pipelines.Reporting;
using Xunit;

namespace Pipelines.Tests.Reporting;

public sealed class SparklineTests
{
    [Fact]
    public void Text_shows_blocks_from_low_to_high_the_least_of_each_stretch_and_a_blank_where_there_is_none()
    {
        Assert.Equal("▁▅█", new Sparkline([0, 50, 100], 0, 100).ToString());
        Assert.Equal("▁ █", new Sparkline([-5, double.NaN, 200], 0, 100).ToString());
        var dip = Enumerable.Repeat(100.0, 100).ToArray();
        dip[42] = 0;
        Assert.Equal(20, new Sparkline(dip, 0, 100).ToString().Length);
        Assert.Equal(8, new Sparkline(dip, 0, 100).ToString().IndexOf('▁', StringComparison.Ordinal));
        Assert.Equal("", new Sparkline([], 0, 1).ToString());
    }

    [Fact]
    public void Html_draws_it_with_its_mark_and_breaks_it_where_values_miss_and_markdown_shows_blocks()
    {
        var report = new ReportBuilder(TextTable.Load(Language.English), "t").Section("s", "S", s => s.Table(t => t.Text("a").Text("b").Row("x", new Sparkline([0, 100, double.NaN, 50], 0, 100) { Mark = 50 }))).Build();
        var page = HtmlReport.Render(report);
        Assert.Contains("<svg class=\"sl\"", page, StringComparison.Ordinal);
        Assert.Contains("<path class=\"mk\" d=\"M0 10H100\"/>", page, StringComparison.Ordinal);
        Assert.Contains("<path d=\"M0 19L33.3 1M100 10\"/>", page, StringComparison.Ordinal);
        Assert.Contains("| x | ▁█ ▅ |", MarkdownReport.Render(report), StringComparison.Ordinal);
    }
}
