using Microsoft.Playwright;
using Pipelines.Reporting;
using Pipelines.Tests.Reporting;
using Xunit;

namespace Reports.Browser.Tests;

/// <summary>One chromium for all tests, and the demo report as files. Without a chromium the tests are skipped with the reason.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reports-browser").FullName;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string Executable => Environment.GetEnvironmentVariable("PIPELINES_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";

    public async ValueTask InitializeAsync()
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, language + ".html"), HtmlReport.Render(DemoReport.Make(language)));
        }
        if (File.Exists(Executable))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
        }
    }

    /// <summary>The demo opened offline from its file, in a context of its own.</summary>
    internal async Task<OpenedReport> Open(Language language, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool touch = false)
    {
        Assert.SkipWhen(_browser is null, $"There is no chromium at {Executable}; name one in PIPELINES_CHROMIUM.");
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = scheme,
            HasTouch = touch,
            Offline = true,
            AcceptDownloads = true,
            ReducedMotion = ReducedMotion.Reduce,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        var page = await context.NewPageAsync();
        var (complaints, requests) = (new List<string>(), new List<string>());
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync(new Uri(Path.Combine(_folder, language + ".html")).AbsoluteUri);
        return new(context, page, complaints, requests);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }
        _playwright?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
