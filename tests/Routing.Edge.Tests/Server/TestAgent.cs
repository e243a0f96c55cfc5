using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Routing.Edge.Auth;

namespace Routing.Edge.Tests.Server;

/// <summary>An agent's stock client that keeps every push in the order in which it came.</summary>
internal sealed class TestAgent : IAsyncDisposable
{
    private readonly Channel<JsonElement> _pushes = Channel.CreateUnbounded<JsonElement>();

    private readonly bool _binary;

    private TestAgent(HubConnection hub, bool binary)
    {
        (Hub, _binary) = (hub, binary);
        if (binary) hub.On<object>("Push", push => _pushes.Writer.TryWrite(JsonSerializer.SerializeToElement(push)));
        else hub.On<JsonElement>("Push", push => _pushes.Writer.TryWrite(push));
    }

    public HubConnection Hub { get; }

    public static Task<TestAgent> Connect(TestWorkspace workspace, string agent, bool messagePack = false, Uri? at = null) =>
        Connect(at ?? workspace.Server.Url, workspace.Token(Roles.Agent, agent), messagePack);

    public static async Task<TestAgent> Connect(Uri server, string token, bool messagePack = false)
    {
        var builder = new HubConnectionBuilder().WithUrl(
            new Uri(server, "/hubs/agent"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(token));
        if (messagePack) builder.AddMessagePackProtocol();
        var test = new TestAgent(builder.Build(), messagePack);
        await test.Hub.StartAsync();
        return test;
    }

    public async Task<JsonElement> Call(string method, params object?[] arguments)
    {
        if (_binary) return JsonSerializer.SerializeToElement(await Hub.InvokeCoreAsync<object>(method, arguments));
        return await Hub.InvokeCoreAsync<JsonElement>(method, arguments);
    }

    /// <summary>The next push; fails if none comes.</summary>
    public async Task<JsonElement> Next()
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        return await _pushes.Reader.ReadAsync(late.Token);
    }

    /// <summary>The next push of a kind; others before it are passed over.</summary>
    public async Task<JsonElement> Next(string kind)
    {
        while (true)
        {
            var push = await Next();
            if (push.GetProperty("kind").GetString() == kind) return push;
        }
    }

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
