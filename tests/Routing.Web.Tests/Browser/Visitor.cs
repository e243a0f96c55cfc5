using Microsoft.Playwright;
using Routing.Edge.Auth;
using Routing.Edge.Tests.Server;

namespace Routing.Web.Tests.Browser;

/// <summary>The server and one browser, for all tests in it.</summary>
public sealed class Visitors : IAsyncLifetime
{
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public RealServer Server { get; } = new();

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        if (!File.Exists(ChromiumFactAttribute.Chromium)) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Chromium, Args = Quiet });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>Signs in by a link, as a person does, over a line that can be cut.</summary>
    public async Task<Visitor> SignIn(TestWorkspace workspace, string role, string subject, ColorScheme theme = ColorScheme.Light)
    {
        var line = new CuttableLine(Server.Url);
        var context = await _browser!.NewContextAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce, Locale = "en-GB", BaseURL = line.Url.ToString() });
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        var visitor = new Visitor(line, context, page);
        page.PageError += (_, error) => visitor.Errors.Add(error);
        var ticket = Server.Tokens.Ticket(new(workspace.Id, role, subject), TimeSpan.FromHours(1));
        await page.GotoAsync(role.Length == 0 ? "/" : $"/signin?ticket={ticket}");
        return visitor;
    }

    public Task<Visitor> SignInAsAgent(TestWorkspace workspace, ColorScheme theme = ColorScheme.Light) => SignIn(workspace, Roles.Agent, "ann", theme);

    public Task<Visitor> SignInAsSupervisor(TestWorkspace workspace, ColorScheme theme = ColorScheme.Light) => SignIn(workspace, Roles.Supervisor, "sam", theme);
}

/// <summary>One person at one page.</summary>
public sealed record Visitor(CuttableLine Line, IBrowserContext Context, IPage Page) : IAsyncDisposable
{
    /// <summary>What the page's scripts threw.</summary>
    public List<string> Errors { get; } = [];

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Composer => Page.Locator("#composer");

    public Task Sees(string text) => Assertions.Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    public Task Press(string key) => Page.Keyboard.PressAsync(key);

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await Line.DisposeAsync();
        Assert.Empty(Errors);
    }
}

[CollectionDefinition(nameof(Visitors))]
public sealed class VisitorsCollection : ICollectionFixture<Visitors>;
