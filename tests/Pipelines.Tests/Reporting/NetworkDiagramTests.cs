using System.Globalization;
using System.Text.RegularExpressions;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;
using Xunit;

namespace Pipelines.Tests.Reporting;

public sealed class NetworkDiagramTests
{
    private static readonly TextTable Texts = TextTable.Load(Language.English);

    private static readonly NetworkDiagram Diagram = new("net", "A network", [new(64, "row"), new(256), new(8, "code") { Marked = true }, new(256), new(64, "comes back")])
    {
        Parts = [new("encoder", 0, 2), new("decoder", 2, 4)],
        Comparison = "loss",
    };

    [Fact]
    public void Every_layer_is_a_bar_and_the_marked_one_has_a_colour_of_its_own()
    {
        var pictures = Pictures(Diagram);
        Assert.Equal(2, pictures.Length);
        Assert.All(pictures, picture =>
        {
            Assert.Equal(4, Regex.Count(picture, "<rect class=\"bar k0 m\""));
            Assert.Equal(1, Regex.Count(picture, "<rect class=\"bar k1 m\""));
            Assert.Equal(4, Regex.Count(picture, "<path class=\"band k0\""));
            Assert.All((string[])["encoder", "decoder", "row", "code", "comes back", "64", "256", "8", "loss"], text => Assert.Contains($">{text}</text>", picture, StringComparison.Ordinal));
        });
        // Taller layers have more numbers, by their logarithm.
        double[] heights = [.. Regex.Matches(pictures[0], "<rect class=\"bar [^>]* height=\"([0-9.]+)\"").Select(m => Number(m.Groups[1].Value))];
        Assert.True(heights[2] < heights[0] && heights[0] < heights[1]);
        Assert.Equal(heights[0], heights[4]);
        Assert.Equal(Math.Log(64.0 / 8) / Math.Log(256.0 / 8), (heights[0] - heights[2]) / (heights[1] - heights[2]), 0.01);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(35)]
    public void Any_number_of_layers_is_drawn_inside_the_picture(int count)
    {
        foreach (var units in (int[])[1, 100_000])
        {
            var pictures = Pictures(Diagram with { Layers = [.. Enumerable.Range(0, count).Select(i => new NetworkLayer(units, i % 2 == 0 ? "a layer with a rather long name" : ""))] });
            Assert.Equal(count == 0 ? 0 : 2, pictures.Length);
            Assert.All(pictures, picture =>
            {
                var size = Regex.Match(picture, "viewBox=\"0 0 ([0-9.]+) ([0-9.]+)\"");
                Assert.All(Regex.Matches(picture, "<text class=\"[^\"]*\" x=\"([^\"]*)\" y=\"([^\"]*)\""), text =>
                {
                    Assert.InRange(Number(text.Groups[1].Value), 0, Number(size.Groups[1].Value));
                    Assert.InRange(Number(text.Groups[2].Value), 0, Number(size.Groups[2].Value));
                });
                Assert.All(Regex.Matches(picture, "<rect class=\"bar [^>]* x=\"([^\"]*)\" y=\"([^\"]*)\" width=\"([^\"]*)\""), bar => Assert.InRange(Number(bar.Groups[1].Value), 0, Number(size.Groups[1].Value) - Number(bar.Groups[3].Value)));
            });
        }
    }

    [Fact]
    public void Its_table_names_the_part_of_layers_without_a_name()
    {
        var table = Diagram.ToTable(Texts);
        Assert.Equal(["row", "encoder", "code", "decoder", "comes back"], table.Rows.Select(r => r[0].Text));
        Assert.Equal([64, 256, 8, 256, 64], table.Rows.Select(r => r[1].Number));
        var report = new ReportBuilder(Texts, "t").Section("s", "s", s => s.Chart(Diagram)).Build();
        Assert.Contains("\"kind\": \"network\"", JsonReport.Render(report), StringComparison.Ordinal);
        Assert.Contains("| comes back | 64 |", MarkdownReport.Render(report), StringComparison.Ordinal);
    }

    private static string[] Pictures(NetworkDiagram diagram) =>
        [.. Regex.Matches(HtmlReport.Render(new ReportBuilder(Texts, "t").Section("s", "s", s => s.Chart(diagram)).Build()), "<svg xmlns.*?</svg>", RegexOptions.Singleline).Select(m => m.Value)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
