using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Routing.Edge.Auth;
using Routing.Server;
using Routing.Server.Embedded;
using Routing.Sqlite;

namespace Routing.Edge.Tests.Server;

/// <summary>The server as it ships — silo, store, edge — on a free loopback port with a data folder of its own.</summary>
public class RealServer : IAsyncLifetime
{
    protected static readonly EdgeOptions Options = new() { AllowPrivateWebhooks = true, AnonymousPerSecond = 10_000, MostWait = TimeSpan.FromSeconds(30) };

    protected virtual EdgeOptions Edge => Options;

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("routing-edge-").FullName;
    private SqliteStore? _store;
    private WebApplication? _app;
    private int _workspaces;

    public Uri Url { get; protected set; } = null!;

    public Tokens Tokens => Services.GetRequiredService<Tokens>();

    public IServiceProvider Services => _app!.Services;

    public async Task InitializeAsync()
    {
        _app = await Open();
        Url = new Uri(_app.Urls.First());
    }

    public async Task DisposeAsync()
    {
        await Close();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Stops and starts again on the same folder, somewhere else.</summary>
    public async Task Restart()
    {
        await Close();
        await InitializeAsync();
    }

    /// <returns>What answers at <see cref="Url"/>, started.</returns>
    protected virtual async Task<WebApplication> Open()
    {
        _store = SqliteStore.Open(_folder, new SqliteOptions { ReserveBytes = 0 }, TimeProvider.System);
        var app = EmbeddedHost.Build(_store, "http://127.0.0.1:0", Edge, Quietly);
        await app.StartAsync();
        return app;
    }

    protected virtual async Task Close()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _store!.DisposeAsync();
    }

    protected static void Quietly(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Seed>();
        builder.Logging.ClearProviders();
    }

    /// <summary>A workspace that no other test uses, with one agent.</summary>
    public async Task<TestWorkspace> Workspace()
    {
        var id = $"w{Interlocked.Increment(ref _workspaces)}";
        await Services.GetRequiredService<Workspaces>().Add(id, id, CancellationToken.None);
        var workspace = new TestWorkspace(this, id);
        using var put = await workspace.Admin.PutAsJsonAsync("/v1/agents/ann", new { name = "Ann", slots = 4 });
        put.EnsureSuccessStatusCode();
        return workspace;
    }

    public HttpClient Client(string? token)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Url };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}

public sealed record TestWorkspace(RealServer Server, string Id)
{
    public HttpClient Admin { get; } = Server.Client(Server.Tokens.Mint(new(Id, Roles.Admin, "root"), TimeSpan.FromHours(1)));

    public string Token(string role, string subject) => Server.Tokens.Mint(new(Id, role, subject), TimeSpan.FromHours(1));

    /// <summary>Posts a message; returns status and body.</summary>
    public async Task<(int Status, JsonElement Body)> Post(object message)
    {
        using var answer = await Admin.PostAsJsonAsync("/v1/messages", message);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<string> PostNew(string id, string text = "Where is my parcel?", string author = "42")
    {
        var (status, body) = await Post(new { channel = "x", id, author = new { id = author, handle = "kim" }, text });
        Assert.Equal(202, status);
        return body.GetProperty("thread").GetString()!;
    }

    /// <summary>Reads a projection until it shows what is waited for; projections lag by a quarter of a second.</summary>
    public async Task<JsonElement> Until(string path, Func<JsonElement, bool> shows)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await look.WaitForNextTickAsync(late.Token))
            if ((await Get(path)).Body is var body && shows(body)) return body;
        throw new InvalidOperationException("The timer ended.");
    }

    public async Task<(int Status, JsonElement Body)> Get(string path)
    {
        using var answer = await Admin.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}

[CollectionDefinition(nameof(RealServer))]
public sealed class RealServerCollection : ICollectionFixture<RealServer>;
