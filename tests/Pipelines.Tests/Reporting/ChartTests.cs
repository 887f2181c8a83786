using System.Text.RegularExpressions;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;
using Xunit;

namespace Pipelines.Tests.Reporting;

public sealed class ChartTests
{
    private static readonly TextTable Texts = TextTable.Load(Language.English);

    public static TheoryData<string, double[]> Awkward => new()
    {
        { "empty", [] },
        { "one", [3.5] },
        { "one zero", [0] },
        { "all equal", [7, 7, 7, 7] },
        { "all zero", [0, 0, 0] },
        { "all NaN", [double.NaN, double.NaN] },
        { "infinite", [double.PositiveInfinity, 1, double.NegativeInfinity, 2] },
        { "NaN between", [1, double.NaN, 2, double.NaN, double.NaN, 3] },
        { "negative", [-5, -3, -1] },
        { "largest", [double.MaxValue, -double.MaxValue, 1] },
        { "smallest", [double.Epsilon, 0, 1e-300] },
        { "next to each other", [1e16, 1e16 + 2] },
        { "close", [1, 1 + 1e-13] },
        { "wide", [1e-12, 1e12] },
    };

    [Theory]
    [MemberData(nameof(Awkward))]
    public void Awkward_numbers_draw_without_NaN(string name, double[] values)
    {
        Assert.NotEmpty(name);
        string[] labels = [.. values.Select((_, i) => "row " + i)];
        ScatterPoint[] points = [.. values.Select((v, i) => new ScatterPoint(v, values[^(i + 1)], i % 2 == 0 ? "a" : "", "p" + i, v))];
        foreach (var scale in new[] { AxisScale.Linear, AxisScale.Log, AxisScale.Time })
        {
            var axis = new ChartAxis("axis") { Scale = scale };
            Chart[] charts =
            [
                new LineChart("l", "L", [LineSeries.Of("y", values) with { Low = values, High = values }, new("x", values, values) { PointsOnly = true }]) { X = axis, Y = axis, XLines = [new(double.NaN, "n"), new(1, "one")], YLines = [new(0, "zero")], Spans = [new(0, 1, "s")] },
                new BarChart("b", "B", labels, [new("y", values) { Low = values, High = values }, new("z", [])]) { Value = axis, Lines = [new(2, "two")] },
                new BarChart("u", "U", labels, [new("y", values)]) { Value = axis, Upright = true },
                new ScatterChart("s", "S", points) { X = axis, Y = axis, Diagonal = true, ShowLabels = true },
                Histogram.Of("h", "H", values) with { X = axis },
                new Histogram("i", "I", [.. values.Select(v => new HistogramBin(v, v + 1, v))]) { X = axis },
                new HeatMap("m", "M", labels, labels, [.. values.Select(_ => values)]),
                new HeatMap("d", "D", labels, labels, [.. values.Select(_ => values)]) { Scale = HeatScale.Diverging },
                new PictureGrid("p", "P", labels, [new("r", [.. labels.Select(_ => new Picture(2, values, values[0]))])]),
                new PictureGrid("q", "Q", labels, [new("r", [.. labels.Select(_ => new Picture(3, values))])]) { Scale = HeatScale.Diverging },
                new NetworkDiagram("n", "N", [.. values.Select(v => new NetworkLayer((int)Math.Clamp(v, 0, 1e6), "v"))]) { Comparison = "c", Parts = [new("all", 0, values.Length)] },
                new ScatterChart("a", "A", points) { X = axis, Y = axis, Arrows = [.. values.Select(v => new ScatterArrow(v, 1, "v"))] },
            ];
            var page = HtmlReport.Render(new ReportBuilder(Texts, "t").Section("s", "s", s =>
            {
                foreach (var chart in charts)
                {
                    s.Chart(chart);
                }
            }).Build());
            var drawn = string.Concat(Regex.Matches(page, "<svg xmlns.*?</svg>", RegexOptions.Singleline).Select(m => m.Value));
            Assert.DoesNotContain("NaN", drawn, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", drawn, StringComparison.Ordinal);
            Assert.DoesNotMatch("\u221e", Regex.Replace(drawn, "data-t=\"[^\"]*\"", ""));
            Assert.All(Regex.Matches(drawn, " (?:x|y|x1|x2|y1|y2|cx|cy|width|height)=\"([^\"]*)\"").Select(m => m.Groups[1].Value), number => Assert.Matches(@"^-?\d{1,5}(\.\d)?$", number));
            Assert.Equal(charts.Length, Regex.Count(page, "<details>"));
        }
    }

    [Fact]
    public void Texts_stay_inside_the_picture()
    {
        var page = HtmlReport.Render(DemoReport.Make(Language.English));
        foreach (Match svg in Regex.Matches(page, "<svg xmlns[^>]*viewBox=\"0 0 ([0-9.]+) ([0-9.]+)\".*?</svg>", RegexOptions.Singleline))
        {
            double width = Number(svg.Groups[1].Value), height = Number(svg.Groups[2].Value);
            foreach (Match text in Regex.Matches(svg.Value, "<text class=\"[^\"]*\" x=\"([^\"]*)\" y=\"([^\"]*)\""))
            {
                Assert.InRange(Number(text.Groups[1].Value), -0.1, width + 0.1);
                Assert.InRange(Number(text.Groups[2].Value), 0, height);
            }
        }
        static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Histograms_count_every_finite_value_once_in_round_bins()
    {
        var rng = Rng.At(8);
        double[] values = [.. Enumerable.Range(0, 5000).Select(_ => 10 * rng.NextGaussian()), double.NaN, double.PositiveInfinity];
        var histogram = Histogram.Of("h", "H", values, 20);
        Assert.Equal(5000, histogram.Bins.Sum(b => b.Count));
        Assert.InRange(histogram.Bins.Count, 8, 22);
        Assert.All(histogram.Bins, b => Assert.Equal(b.Count, values.Count(v => v >= b.Low && v < b.High)));
        Assert.All(histogram.Bins, b => Assert.Equal(b.Low, Math.Round(b.Low)));
    }

    [Fact]
    public void The_table_of_a_line_chart_has_one_row_an_x_and_gaps_where_a_line_has_no_point()
    {
        var table = new LineChart("k", "T", [new("a", [1, 2, 3], [10, 20, 30]), new("b", [2, 4], [5, 6]) { Low = [4, 5], High = [6, 7] }]).ToTable(Texts);
        Assert.Equal(["x", "a", "b", "b, low", "b, high"], table.Columns.Select(c => c.Heading));
        Assert.Equal([1, 2, 3, 4], table.Rows.Select(r => r[0].Number));
        Assert.Equal([10, 20, 30, double.NaN], table.Rows.Select(r => r[1].Number));
        Assert.Equal([double.NaN, 5, double.NaN, 6], table.Rows.Select(r => r[2].Number));
        Assert.Equal([double.NaN, 6, double.NaN, 7], table.Rows.Select(r => r[4].Number));
    }

    [Fact]
    public void Pictures_are_drawn_in_shades_of_one_scale_and_stay_small()
    {
        // 28 x 28 pixels in 8 shades, ten of them in three rows: about what a report of pictures holds.
        double[] pixels = [.. Enumerable.Range(0, 784).Select(i => (double)(i * 37 % 256))];
        var grid = new PictureGrid("p", "P", [.. Enumerable.Range(0, 10).Select(i => $"{i}")], [.. Enumerable.Range(0, 3).Select(r => new PictureRow($"from {r}", [.. Enumerable.Range(0, 10).Select(i => new Picture(28, pixels, i))]))]) { Low = 0, High = 255, NumberLabel = "off by" };
        var page = HtmlReport.Render(new ReportBuilder(Texts, "t").Section("s", "s", s => s.Chart(grid)).Build());
        Assert.Contains("class=\"px h8\"", page, StringComparison.Ordinal);
        Assert.Contains("data-t=\"3, from 1&#10;off by: 3\"", page, StringComparison.Ordinal);
        Assert.InRange(page.Length, 100_000, 2_500_000);
        Assert.Equal(["off by", "0", "1"], grid.ToTable(Texts).Columns.Take(3).Select(c => c.Heading));
        // A picture of one shade is its ground alone.
        var plain = HtmlReport.Render(new ReportBuilder(Texts, "t").Section("s", "s", s => s.Chart(grid with { Rows = [new("r", [new Picture(2, [0, 0, double.NaN, 0])])] })).Build());
        Assert.DoesNotContain("class=\"px", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrows_start_at_the_origin_and_are_named()
    {
        var chart = new ScatterChart("a", "A", [new(-1, -1), new(1, 1)]) { Arrows = [new(0.5, 0.5, "width"), new(0, 0, "nothing")] };
        var page = HtmlReport.Render(new ReportBuilder(Texts, "t").Section("s", "s", s => s.Chart(chart)).Build());
        // Once in the wide picture and once in the narrow one; an arrow without length is none.
        Assert.Equal(2, Regex.Count(page, "<line class=\"arrow\""));
        Assert.Contains(">width</text>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_categories_all_look_different()
    {
        var page = HtmlReport.Render(new ReportBuilder(Texts, "t").Section("s", "s", s => s.Chart(new ScatterChart("a", "A", [.. Enumerable.Range(0, 10).Select(i => new ScatterPoint(i, i, $"c{i}"))]))).Build());
        var looks = Regex.Matches(page, "<(circle|rect|path) class=\"sc (k[0-7]) m\"[^>]*data-t").Select(m => m.Groups[1].Value + m.Groups[2].Value).ToArray();
        Assert.Equal(10, looks.Length);
        Assert.Equal(10, looks.Distinct().Count());
    }

    [Fact]
    public void Long_tables_behind_charts_keep_both_ends()
    {
        var table = new LineChart("k", "T", [LineSeries.Of("a", [.. Enumerable.Range(1, 1000).Select(i => (double)i)])]).ToTable(Texts);
        Assert.Equal((50, 950L, 1.0, 1000.0), (table.Shown, table.Hidden, table.Rows[0][0].Number, table.Rows[^1][0].Number));
        Assert.True(table.Spread);
    }
}
