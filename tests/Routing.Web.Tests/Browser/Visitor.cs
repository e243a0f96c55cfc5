using Microsoft.Playwright;
using Routing.Edge.Auth;
using Routing.Edge.Tests.Server;

namespace Routing.Web.Tests.Browser;

/// <summary>Who comes to the pages, for one collection of tests. All collections share a house: one server and one browser.</summary>
public sealed class Visitors : IAsyncLifetime
{
    /// <summary>For a page to come to what is expected of it: patience with a busy machine, not a measure of speed.</summary>
    private const float PatienceMs = 60_000;

    private House? _house;

    public RealServer Server => _house!.Server;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _house = await House.Enter();
    }

    public Task DisposeAsync() => House.Leave();

    /// <summary>Signs in by a link, as a person does, over a line that can be cut.</summary>
    public async Task<Visitor> SignIn(TestWorkspace workspace, string role, string subject)
    {
        var line = new CuttableLine(Server.Url);
        var context = await (await _house!.Browser).NewContextAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce, Locale = "en-GB", BaseURL = line.Url.ToString() });
        context.SetDefaultTimeout(PatienceMs);
        var page = await context.NewPageAsync();
        var visitor = new Visitor(line, context, page);
        page.PageError += (_, error) => visitor.Errors.Add(error);
        var ticket = Server.Tokens.Ticket(new(workspace.Id, role, subject), TimeSpan.FromHours(1));
        await page.GotoAsync(role.Length == 0 ? "/" : $"/signin?ticket={ticket}");
        return visitor;
    }

    public Task<Visitor> SignInAsAgent(TestWorkspace workspace) => SignIn(workspace, Roles.Agent, "ann");

    public Task<Visitor> SignInAsSupervisor(TestWorkspace workspace) => SignIn(workspace, Roles.Supervisor, "sam");
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
