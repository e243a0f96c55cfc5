using Microsoft.Playwright;
using Routing.Edge.Tests.Server;

namespace Routing.Web.Tests.Browser;

/// <summary>The server and one browser: there while any collection of tests is. The browser starts when the first visitor comes: what needs none does
/// not fail with it.</summary>
internal sealed class House : IAsyncDisposable
{
    /// <summary>For chromium's first start from a cold disk, with other suites beside it.</summary>
    private const float StartMs = 180_000;

    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private static readonly SemaphoreSlim Door = new(1, 1);
    private static House? _open;
    private static int _guests;

    private readonly Lazy<Task<IBrowser>> _browser;
    private IPlaywright? _playwright;

    private House() => _browser = new(Start);

    public RealServer Server { get; } = new();

    public Task<IBrowser> Browser => _browser.Value;

    public static async Task<House> Enter()
    {
        await Door.WaitAsync();
        try
        {
            _guests++;
            if (_open is not null) return _open;
            var house = new House();
            await house.Server.InitializeAsync();
            return _open = house;
        }
        finally
        {
            Door.Release();
        }
    }

    public static async Task Leave()
    {
        await Door.WaitAsync();
        try
        {
            if (--_guests > 0 || _open is not { } last) return;
            _open = null;
            await last.DisposeAsync();
        }
        finally
        {
            Door.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated) await (await _browser.Value).DisposeAsync();
        _playwright?.Dispose();
        await Server.DisposeAsync();
    }

    private async Task<IBrowser> Start()
    {
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Chromium, Args = Quiet, Timeout = StartMs });
    }
}
