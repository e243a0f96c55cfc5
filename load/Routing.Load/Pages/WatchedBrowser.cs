using System.Text.Json;
using Microsoft.Playwright;

namespace Routing.Load.Pages;

/// <summary>One headless browser whose renderers can be traced.</summary>
public sealed class WatchedBrowser : IAsyncDisposable
{
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>What scripts, styles and layouts took, and where frames end.</summary>
    private static readonly string[] Categories = ["-*", "devtools.timeline", "disabled-by-default-devtools.timeline"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly ICDPSession _session;

    private WatchedBrowser(IPlaywright playwright, IBrowser browser, ICDPSession session) => (_playwright, _browser, _session) = (playwright, browser, session);

    public static async Task<WatchedBrowser> Start(string chromium)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Quiet });
        return new(playwright, browser, await browser.NewBrowserCDPSessionAsync());
    }

    /// <summary>Opens a page of the server as whoever the token is of, in a window of its own.</summary>
    public async Task<WatchedPage> Open(string url, string token)
    {
        var context = await _browser.NewContextAsync(new() { BaseURL = url, Locale = "en-GB", ViewportSize = new() { Width = 1440, Height = 900 } });
        await context.AddCookiesAsync([new() { Name = "routing", Value = token, Url = url, HttpOnly = true, SameSite = SameSiteAttribute.Strict }]);
        var page = await context.NewPageAsync();
        return await WatchedPage.Watch(page, await context.NewCDPSessionAsync(page));
    }

    /// <summary>What the main threads of all renderers did in this time, event by event.</summary>
    public async Task<IReadOnlyList<TraceEvent>> Trace(TimeSpan time, CancellationToken cancel)
    {
        var events = new List<TraceEvent>();
        var complete = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Collected(object? sender, JsonElement? part) => events.AddRange(TraceEvent.Of(part!.Value.GetProperty("value")));
        void Complete(object? sender, JsonElement? part) => complete.SetResult();
        _session.Event("Tracing.dataCollected").OnEvent += Collected;
        _session.Event("Tracing.tracingComplete").OnEvent += Complete;
        await _session.SendAsync("Tracing.start", new Dictionary<string, object>
        {
            ["transferMode"] = "ReportEvents",
            ["traceConfig"] = new Dictionary<string, object> { ["includedCategories"] = Categories },
        });
        try
        {
            await Task.Delay(time, cancel);
        }
        finally
        {
            await _session.SendAsync("Tracing.end");
            await complete.Task.WaitAsync(CancellationToken.None);
            _session.Event("Tracing.dataCollected").OnEvent -= Collected;
            _session.Event("Tracing.tracingComplete").OnEvent -= Complete;
        }

        return events;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
