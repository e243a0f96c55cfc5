using Microsoft.AspNetCore.SignalR.Client;
using Routing.Edge.Tests.Server;

namespace Routing.Web.Tests.Browser;

/// <summary>Another agent who is there, as a client of the hub: takes no offers, and can be given threads.</summary>
public sealed class Colleague : IAsyncDisposable
{
    private readonly HubConnection _hub;

    private Colleague(HubConnection hub) => _hub = hub;

    public static async Task<Colleague> Come(TestWorkspace workspace, string agent)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(workspace.Server.Url, "/hubs/agent"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(workspace.Token("agent", agent)))
            .Build();
        await hub.StartAsync();
        await hub.InvokeAsync<object>("Start", (object?)null);
        await hub.InvokeAsync<object>("SetStatus", "busy", null);
        return new Colleague(hub);
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
