using Pipelines.Reporting;
using Xunit;

namespace Pipelines.Tests.Reporting;

public sealed class ConsoleReportTests
{
    [Theory]
    [InlineData(Language.English, 100)]
    [InlineData(Language.Chinese, 100)]
    [InlineData(Language.Chinese, 72)]
    [InlineData(Language.English, 60)]
    public void Numbers_line_up_and_lines_fit(Language language, int width)
    {
        var report = DemoReport.Make(language);
        Assert.All(ConsoleReport.Render(report, width).Split('\n'), line => Assert.InRange(DisplayWidth.Of(line), 0, width));
        var table = ConsoleReport.Table(report.Main[0] with { Caption = "" }, width);
        Assert.Single(table.Take(3).Select(line => DisplayWidth.Of(line)).Distinct());
    }

    [Fact]
    public void Says_title_cards_table_and_verdict_in_this_order()
    {
        var head = ConsoleReport.Render(DemoReport.Make(Language.English));
        Assert.StartsWith("Which films will a person like?\n100,004 MovieLens ratings", head, StringComparison.Ordinal);
        Assert.Contains("  RMSE        0.864  95 % sure: 0.859 to 0.870; averages 0.889, mean 1.061\n", head, StringComparison.Ordinal);
        Assert.Contains("  Person and film averages       0.889 [0.883, 0.895]  0.683 [0.679, 0.688]   100.0 %\n", head, StringComparison.Ordinal);
        Assert.Contains("\nVerdict Lists are twice as good", head, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', head);
    }

    [Fact]
    public void Colour_changes_nothing_but_colour()
    {
        var report = DemoReport.Make(Language.Chinese);
        var coloured = ConsoleReport.Render(report, 100, true, TerminalColor.Ansi);
        Assert.Contains("\e[1;33m", coloured, StringComparison.Ordinal);
        Assert.Equal(ConsoleReport.Render(report), System.Text.RegularExpressions.Regex.Replace(coloured, "\e\\[[0-9;]*m", ""));
    }

    [Fact]
    public void Ascii_stays_ascii() => Assert.True(System.Text.Ascii.IsValid(ConsoleReport.Render(DemoReport.Make(Language.English), 60, unicode: false)));

    [Fact]
    public void Wide_texts_give_way_to_numbers()
    {
        var table = new TableBuilder().Text("Film").Number("Stars").Row(new string('x', 200), 4.25).Row("千与千寻", 4.5).Build();
        var lines = ConsoleReport.Table(table, 40, unicode: false);
        Assert.All(lines, line => Assert.Equal(40, line.Length + (line.Contains('千', StringComparison.Ordinal) ? 4 : 0)));
        Assert.EndsWith("...  4.250", lines[1], StringComparison.Ordinal);
    }
}
