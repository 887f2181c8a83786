using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;
using Xunit;

namespace Pipelines.Tests.Reporting;

public sealed partial class HtmlReportTests
{
    private const string Nasty = "<script>alert('x')</script> \"quoted\" & 'single' 中文 \u0007\ud800 \U0001F3AC";

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Chinese)]
    public void Loads_nothing_from_anywhere(Language language)
    {
        var page = HtmlReport.Render(DemoReport.Make(language));
        Assert.DoesNotMatch(@"<(link|iframe|object|embed|img|base|form|video|audio|source)\b", page);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"url\s*\(", page);
        Assert.DoesNotMatch(@"\ssrc\s*=", page);
        Assert.DoesNotContain("fetch(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("XMLHttpRequest", page, StringComparison.Ordinal);
        Assert.All(Links().Matches(page).Select(m => m.Groups[1].Value), target => Assert.StartsWith("#", target, StringComparison.Ordinal));
        // The one address is the name of the SVG language, which nothing fetches.
        Assert.DoesNotMatch("https?://", page.Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Stays_small() => Assert.InRange(Encoding.UTF8.GetByteCount(HtmlReport.Render(DemoReport.Make(Language.Chinese))), 50_000, 500_000);

    [Fact]
    public void Stays_under_a_megabyte_when_charts_are_large()
    {
        var rng = Rng.At(3);
        double[] y = [.. Enumerable.Range(0, 100_000).Select(_ => rng.NextGaussian())];
        ScatterPoint[] points = [.. y.Take(50_000).Select((v, i) => new ScatterPoint(i, v, "group " + (i % 5), "point number " + i))];
        var page = HtmlReport.Render(new ReportBuilder(TextTable.Load(Language.English), "Large")
            .Section("s", "S", s => s.Chart(new ScatterChart("points", "Points", points)).Chart(new LineChart("line", "Line", [LineSeries.Of("y", y) with { Low = y, High = y }]))
                .Chart(new BarChart("bars", "Bars", [.. y.Take(5000).Select((_, i) => "bar " + i)], [new("v", [.. y.Take(5000)])]))).Build());
        Assert.InRange(page.Length, 50_000, 700_000);
        Assert.Contains("1,000 of 50,000 points drawn", page, StringComparison.Ordinal);
        Assert.Contains("4,940 more rows", page, StringComparison.Ordinal);
        Assert.Contains("50 of 100,000 rows, evenly spread", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_allows_this_style_and_this_script_only()
    {
        var page = HtmlReport.Render(DemoReport.Make(Language.English));
        var policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        foreach (var element in new[] { "style", "script" })
        {
            var text = Assert.Single(Regex.Matches(page, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline)).Groups[1].Value;
            Assert.Contains($"{element}-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'", policy, StringComparison.Ordinal);
        }
        // What the policy would block must not be relied on.
        Assert.DoesNotMatch(@"<[a-z][^>]*\s(style|on[a-z]+)\s*=", Regex.Replace(page, "<(style|script)>.*?</\\1>", "", RegexOptions.Singleline));
    }

    [Fact]
    public void Text_of_others_is_never_markup()
    {
        var texts = TextTable.Load(Language.English);
        var chart = new ScatterChart(Nasty, Nasty, [new(1, 2, Nasty, Nasty), new(2, 3, "other", Nasty)]) { Caption = Nasty, Description = Nasty, X = new(Nasty), Y = new(Nasty), ShowLabels = true, XLines = [new(1.5, Nasty)], YLines = [new(2, Nasty)] };
        var page = HtmlReport.Render(new ReportBuilder(texts, Nasty).Subtitle(Nasty).Verdict(Tone.Good, Nasty).Card(new(Nasty, Nasty, Nasty) { Interval = Nasty, Baseline = Nasty })
            .Section(Nasty, Nasty, s => s.Lead(Nasty).Paragraph(Nasty).Note(Nasty).Bullets(Nasty).Code(Nasty).Chart(chart)
                .Chart(new BarChart("b", Nasty, [Nasty, "b"], [new(Nasty, [1, 2])]) { Value = new(Nasty), Lines = [new(1, Nasty)] })
                .Chart(new LineChart("l", Nasty, [LineSeries.Of(Nasty, [1, 2]), LineSeries.Of("b", [1, 2])]) { Spans = [new(1, 2, Nasty)] })
                .Chart(new HeatMap("h", Nasty, [Nasty], [Nasty], [[1]]) { RowHeading = Nasty, ColumnHeading = Nasty })
                .Chart(Histogram.Of("g", Nasty, [1, 2, 3]) with { X = new(Nasty) })
                .Table(t => t.Text(Nasty, Nasty).Row(new Cell(Nasty) { Note = Nasty }).Caption(Nasty).Limit(0, Nasty)).SideBySide(Nasty, (Nasty, c => c.Paragraph(Nasty))))
            .Fact(Nasty, Nasty).RepeatLine(Nasty).Term(Nasty, Nasty).Build());
        Assert.Single(Regex.Matches(page, "<script"));
        Assert.DoesNotContain("alert('x')", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &quot;quoted&quot; &amp; &#39;single&#39; 中文  \U0001F3AC", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0007', page);
        Assert.DoesNotContain('\ud800', page.Replace("\U0001F3AC", "", StringComparison.Ordinal));
        Assert.All(Regex.Matches(page, " (?:id|aria-describedby)=\"([^\"]*)\"").Select(m => m.Groups[1].Value), id => Assert.Matches("^[A-Za-z0-9-]+$", id));
    }

    [Fact]
    public void Ids_are_unique_and_every_link_has_its_target()
    {
        var page = HtmlReport.Render(new ReportBuilder(TextTable.Load(Language.English), "t")
            .Section("a.b", "A", s => s.Chart(Histogram.Of("x", "X", [1, 2])).Chart(Histogram.Of("x", "X", [1, 2]))).Section("a-b", "B", _ => { }).Build());
        var ids = Regex.Matches(page, " id=\"([^\"]*)\"").Select(m => m.Groups[1].Value).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(Regex.Matches(page, "(?:href=\"#|aria-describedby=\")([^\"]*)\"").Select(m => m.Groups[1].Value), target => Assert.Contains(target, ids));
    }

    [Fact]
    public void Every_chart_has_a_picture_a_description_and_its_table()
    {
        var page = HtmlReport.Render(DemoReport.Make(Language.English));
        var figures = Regex.Matches(page, "<figure class=\"chart\".*?</figure>", RegexOptions.Singleline).Select(m => m.Value).ToArray();
        Assert.Equal(12, figures.Length);
        foreach (var figure in figures)
        {
            Assert.Contains("<details><summary>", figure, StringComparison.Ordinal);
            Assert.Contains("<table>", figure, StringComparison.Ordinal);
            if (!figure.Contains("id=\"c-empty\"", StringComparison.Ordinal))
            {
                Assert.Equal(2, Regex.Count(figure, "role=\"img\" tabindex=\"0\" aria-label=\"[^\"]+\" aria-describedby=\"[^\"]+\""));
                Assert.Contains("data-save=\"svg\"", figure, StringComparison.Ordinal);
                Assert.Contains("data-save=\"png\"", figure, StringComparison.Ordinal);
            }
        }
        Assert.Contains("Nothing to draw", figures[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_narrow_picture_has_the_marks_of_the_wide_one()
    {
        var page = HtmlReport.Render(DemoReport.Make(Language.English));
        var draws = Regex.Matches(page, "<svg xmlns[^>]*class=\"wide\".*?</svg>\n<svg xmlns[^>]*class=\"narrow\".*?</svg>", RegexOptions.Singleline).Select(m => m.Value.Split("</svg>\n")).ToArray();
        Assert.Equal(11, draws.Length);
        foreach (var draw in draws)
        {
            const string mark = "<[a-z]+ class=\"[^\"]* m\"";
            Assert.InRange(Regex.Count(draw[0], mark), 4, 2000);
            Assert.Equal(Regex.Count(draw[0], mark), Regex.Count(draw[1], mark));
            Assert.Equal(Regex.Count(draw[0], mark), Regex.Count(draw[0], "data-t=\""));
        }
    }

    [Fact]
    public void The_same_report_gives_the_same_bytes_in_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var invariant = All();
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(invariant, All());
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.Equal(invariant, All());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        static string All()
        {
            var report = DemoReport.Make(Language.English);
            return HtmlReport.Render(report) + MarkdownReport.Render(report) + JsonReport.Render(report) + ConsoleReport.Render(report);
        }
    }

    [Fact]
    public void Dark_by_choice_and_dark_by_system_are_the_same_colours()
    {
        var style = Regex.Match(HtmlReport.Render(DemoReport.Make(Language.English)), "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        var dark = Regex.Matches(style, "color-scheme: dark;(.*?)}", RegexOptions.Singleline).Select(m => m.Groups[1].Value.Trim()).ToArray();
        Assert.Equal(2, dark.Length);
        Assert.Equal(dark[0], dark[1]);
    }

    [Fact]
    public void A_report_without_anything_is_still_a_page()
    {
        var page = HtmlReport.Render(new Report(TextTable.Load(Language.Chinese), ""));
        Assert.Contains("<html lang=\"zh-CN\">", page, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Links();
}
