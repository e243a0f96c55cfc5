using Microsoft.Extensions.Hosting;
using Routing.Edge.Answers;
using Routing.Edge.Auth;
using Routing.Edge.Ports;
using Routing.Edge.Webhooks;

namespace Routing.Edge;

/// <summary>Before the first request is taken: keys, workspaces, webhooks and canned answers are read from the settings.</summary>
internal sealed class EdgeStart(ILibrary library, Tokens tokens, Workspaces workspaces, Endpoints endpoints, Shelf shelf) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await tokens.Load(library, cancellationToken);
        await workspaces.Load(cancellationToken);
        await endpoints.Load(cancellationToken);
        await shelf.Load(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
