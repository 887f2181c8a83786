using System.Xml.Linq;
using Microsoft.Playwright;
using Pipelines.Reporting;
using Xunit;

namespace Reports.Browser.Tests;

public sealed class ReportPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Chinese)]
    public async Task Opens_offline_without_a_complaint_or_a_request(Language language)
    {
        await using var report = await browser.Open(language);
        // Walk through what runs script: the theme, a tip, a copy, a picture.
        await report.Page.ClickAsync(".theme");
        await report.Page.HoverAsync("#c-by-length .wide .m >> nth=0");
        await report.Page.ClickAsync("#s-stars > .table [data-copy]");
        await report.Page.RunAndWaitForDownloadAsync(() => report.Page.ClickAsync("#c-by-length [data-save=png]"));
        Assert.Empty(report.Complaints);
        Assert.All(report.Requests.Skip(1), url => Assert.Matches("^(data|blob):", url));
    }

    [Theory]
    [InlineData(Language.English, 320)]
    [InlineData(Language.English, 360)]
    [InlineData(Language.Chinese, 390)]
    [InlineData(Language.English, 768)]
    [InlineData(Language.Chinese, 1280)]
    public async Task Never_scrolls_sideways_and_stays_legible(Language language, int width)
    {
        await using var report = await browser.Open(language, width);
        await report.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        Assert.Equal(width, await report.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        // The labels of charts, as drawn.
        Assert.InRange(await report.Page.EvaluateAsync<double>("Math.min(...[...document.querySelectorAll('.draw svg')].filter(s => s.getBoundingClientRect().width > 0).map(s => s.getScreenCTM().a * 12))"), 9.5, 30);
    }

    [Theory]
    [InlineData(Language.English, 360)]
    [InlineData(Language.English, 1280)]
    [InlineData(Language.Chinese, 390)]
    [InlineData(Language.Chinese, 1280)]
    public async Task Labels_of_charts_do_not_overlap(Language language, int width)
    {
        await using var report = await browser.Open(language, width);
        var overlaps = await report.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.draw svg')].filter(s => s.getBoundingClientRect().width > 0).flatMap(svg => {
              const texts = [...svg.querySelectorAll('text')].map(t => ({ say: svg.getAttribute('aria-label') + ': ' + t.textContent, box: t.getBoundingClientRect() }));
              const found = [];
              texts.forEach((a, i) => texts.slice(i + 1).forEach(b => {
                const w = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left), h = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
                if (w > 1 && h > 4) found.push(a.say + ' | ' + b.say + ' ' + w.toFixed(1) + 'x' + h.toFixed(1));
              }));
              return found;
            })
            """);
        Assert.Empty(overlaps);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Contrast_is_enough(ColorScheme scheme)
    {
        await using var report = await browser.Open(Language.English, scheme: scheme);
        await report.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        var weak = await report.Page.EvaluateAsync<string[]>("""
            () => {
              const parse = c => c.match(/[\d.]+/g).map(Number);
              const lum = ([r, g, b]) => { const f = v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }; return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b); };
              const ratio = (a, b) => { const [x, y] = [lum(parse(a)), lum(parse(b))]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
              const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (parse(c)[3] !== 0) return c; } return 'rgb(255,255,255)'; };
              const found = [];
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              let checked = 0;
              while (walk.nextNode()) {
                const e = walk.currentNode.parentElement;
                if (!walk.currentNode.textContent.trim() || e.closest('script, svg, #tip') || e.getClientRects().length === 0) continue;
                const style = getComputedStyle(e), large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && +style.fontWeight >= 700);
                const bar = e.closest('td')?.querySelector('.cb');
                checked++;
                for (const back of bar ? [behind(e), getComputedStyle(bar).fill] : [behind(e)])
                  if (ratio(style.color, back) < (large ? 3 : 4.5)) found.push(`${e.tagName}.${e.className} '${e.textContent.slice(0, 30)}' ${ratio(style.color, back).toFixed(2)}`);
              }
              const page = getComputedStyle(document.body).backgroundColor;
              for (const t of document.querySelectorAll('.draw .wide text')) {
                const shade = /^t([hd]\d)$/.exec(t.getAttribute('class'))?.[1];
                const back = shade ? getComputedStyle(t.closest('svg').querySelector('.' + shade)).fill : page;
                checked++;
                if (ratio(getComputedStyle(t).fill, back) < 4.5) found.push(`svg ${t.getAttribute('class')} '${t.textContent}' ${ratio(getComputedStyle(t).fill, back).toFixed(2)}`);
              }
              for (let k = 0; k < 8; k++) {
                const c = getComputedStyle(document.documentElement).getPropertyValue('--k' + k).trim();
                const rgb = `rgb(${[1, 3, 5].map(i => parseInt(c.slice(i, i + 2), 16)).join(',')})`;
                if (ratio(rgb, page) < 3) found.push(`series ${k} ${ratio(rgb, page).toFixed(2)}`);
              }
              if (checked < 300) found.push('only ' + checked + ' texts were checked');
              return [...new Set(found)];
            }
            """);
        Assert.Empty(weak);
    }

    [Fact]
    public async Task Dark_follows_the_system_and_the_button()
    {
        const string background = "getComputedStyle(document.body).backgroundColor", line = "getComputedStyle(document.querySelector('.ln')).stroke";
        await using var light = await browser.Open(Language.English);
        await using var dark = await browser.Open(Language.English, scheme: ColorScheme.Dark);
        var (lightPage, darkPage, lightLine) = (await light.Page.EvaluateAsync<string>(background), await dark.Page.EvaluateAsync<string>(background), await light.Page.EvaluateAsync<string>(line));
        Assert.Equal("rgb(255, 255, 255)", lightPage);
        Assert.NotEqual(lightPage, darkPage);
        Assert.NotEqual(lightLine, await dark.Page.EvaluateAsync<string>(line));
        await light.Page.ClickAsync(".theme");
        Assert.Equal(darkPage, await light.Page.EvaluateAsync<string>(background));
        await light.Page.ClickAsync(".theme");
        Assert.Equal(lightPage, await light.Page.EvaluateAsync<string>(background));
        await dark.Page.ClickAsync(".theme");
        Assert.Equal(lightPage, await dark.Page.EvaluateAsync<string>(background));
    }

    [Fact]
    public async Task Tips_come_by_mouse_and_by_keyboard()
    {
        await using var report = await browser.Open(Language.English);
        var tip = report.Page.Locator("#tip");
        await report.Page.HoverAsync("#c-by-length .wide .m >> nth=1");
        await Assertions.Expect(tip).ToHaveClassAsync("on");
        Assert.Equal("5\nmost popular: 37 %", await tip.TextContentAsync());
        await report.Page.Mouse.MoveAsync(2, 2);
        await Assertions.Expect(tip).Not.ToHaveClassAsync("on");

        await report.Page.FocusAsync("#c-learning .wide");
        await report.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("training\nSweep: 1\nRMSE: 1.070", await tip.TextContentAsync());
        await report.Page.Keyboard.PressAsync("End");
        Assert.Equal("test\nSweep: 150\nRMSE: 0.864 [0.852, 0.876]", await tip.TextContentAsync());
        await Assertions.Expect(tip).ToHaveClassAsync("on");
        await report.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(tip).Not.ToHaveClassAsync("on");
    }

    [Fact]
    public async Task Tips_come_by_touch_in_the_narrow_picture_and_stay_inside_the_screen()
    {
        await using var report = await browser.Open(Language.Chinese, 360, touch: true);
        foreach (var index in new[] { 0, 7 })
        {
            await report.Page.TapAsync($"#c-by-length .narrow .m >> nth={index}");
            Assert.Equal(index == 0 ? "5\nEASE: 61 %" : "50\n热门榜: 83 %", await report.Page.Locator("#tip").TextContentAsync());
            var box = await report.Page.Locator("#tip").BoundingBoxAsync();
            Assert.InRange(box!.X, 0, 360 - box.Width);
        }
    }

    [Fact]
    public async Task A_copied_table_is_cells_between_tabs_with_raw_numbers()
    {
        await using var report = await browser.Open(Language.English);
        await report.Page.ClickAsync("#s-lists > .table [data-copy]");
        var lines = (await report.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        Assert.Equal("Film\tRatings\tWeight\tGenres", lines[0]);
        Assert.Equal("M*A*S*H | a.k.a. <b>MASH</b> (1970)\t395\t0.96\tComedy, Drama, War", lines[2]);
        Assert.Equal(9, lines.Length);
        await Assertions.Expect(report.Page.Locator("#s-lists > .table [data-copy]")).ToHaveTextAsync("Copied");

        // Without a clipboard of its own the browser copies a selection.
        await report.Page.EvaluateAsync("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        await report.Page.ClickAsync("#repeat [data-copy]");
        await Assertions.Expect(report.Page.Locator("#repeat [data-copy]")).ToHaveTextAsync("Copied");
    }

    [Fact]
    public async Task Every_chart_saves_as_svg_and_png_and_every_table_can_be_copied()
    {
        await using var report = await browser.Open(Language.Chinese, scheme: ColorScheme.Dark);
        Assert.Equal(await report.Page.Locator(".draw").CountAsync(), await report.Page.Locator("[data-save=svg]").CountAsync());
        Assert.Equal(await report.Page.Locator("table").CountAsync(), await report.Page.Locator("[data-copy=table]").CountAsync());
        var count = 0;
        foreach (var id in await report.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('.draw')].map(d => d.parentElement.id)"))
        {
            // Chromium takes ten downloads from one visit of a page.
            if (count++ % 6 == 5)
            {
                await report.Page.ReloadAsync();
            }
            var saved = await report.Page.RunAndWaitForDownloadAsync(() => report.Page.ClickAsync($"#{id} [data-save=svg]"));
            Assert.Equal(id[2..] + ".svg", saved.SuggestedFilename);
            var svg = XDocument.Load(await saved.PathAsync());
            Assert.Equal(await report.Page.Locator($"#{id} figcaption").TextContentAsync(), svg.Root!.Elements().First(e => e.Name.LocalName == "title").Value);
            Assert.DoesNotContain("var(", svg.ToString(), StringComparison.Ordinal);
            Assert.All(svg.Descendants().Attributes(), a => Assert.False(a.Name.LocalName is "class" or "style" or "data-t"));
        }
        var picture = await report.Page.RunAndWaitForDownloadAsync(() => report.Page.ClickAsync("#c-health [data-save=png]"));
        var bytes = await File.ReadAllBytesAsync(await picture.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        Assert.Equal(2 * (760 + 32), (bytes[18] << 8) + bytes[19]);
        Assert.InRange(bytes.Length, 20_000, 2_000_000);
    }

    [Fact]
    public async Task Paper_is_light_and_shows_the_data_behind_every_chart()
    {
        await using var report = await browser.Open(Language.English, scheme: ColorScheme.Dark);
        await report.Page.ClickAsync(".theme");
        await report.Page.ClickAsync(".theme");
        await report.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal("rgb(255, 255, 255)", await report.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal(0, await report.Page.EvaluateAsync<int>("[...document.querySelectorAll('details table')].filter(t => !t.checkVisibility({ contentVisibilityAuto: true })).length"));
        Assert.False(await report.Page.IsVisibleAsync(".theme"));
        Assert.False(await report.Page.IsVisibleAsync(".toc"));
    }
}
