using Microsoft.Playwright;

namespace Reports.Browser.Tests;

/// <summary>A report on a page, what the page complained of and what it asked for.</summary>
internal sealed record OpenedReport(IBrowserContext Context, IPage Page, List<string> Complaints, List<string> Requests) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Context.CloseAsync();
}
